"""torch_peer.py FOLDER WORKLOAD PRECISION: PyTorch on the processor, eager, with its own modules, losses and optimisers."""

import os
import sys

import torch
from serve import read_workload, serve

if "OMP_NUM_THREADS" in os.environ:
    torch.set_num_threads(int(os.environ["OMP_NUM_THREADS"]))


class Peer:
    def __init__(self, workload, precision):
        self.given = workload
        self.precision = getattr(torch, precision)
        batch, softmax = workload["batch"], workload["output"] == "softmax"
        X, Y = torch.from_numpy(workload["X"]), torch.from_numpy(workload["Y"])
        targets = Y.argmax(1) if softmax else Y
        rows = range(0, workload["m"], batch)
        self.batches = [(X[i : i + batch].contiguous(), targets[i : i + batch].contiguous()) for i in rows]
        self.loss = torch.nn.CrossEntropyLoss() if softmax else torch.nn.BCEWithLogitsLoss()

    def restart(self):
        modules = []
        for W, b in zip(self.given["W"], self.given["b"]):
            linear = torch.nn.Linear(W.shape[1], W.shape[0], dtype=self.precision)
            with torch.no_grad():
                linear.weight.copy_(torch.from_numpy(W))
                linear.bias.copy_(torch.from_numpy(b))
            modules += [linear, torch.nn.Tanh() if self.given["hidden"] == "tanh" else torch.nn.ReLU()]
        self.network = torch.nn.Sequential(*modules[:-1])
        parameters, rate = self.network.parameters(), self.given["learningRate"]
        adam = self.given["optimizer"] == "adam"
        self.optimizer = torch.optim.Adam(parameters, lr=rate) if adam else torch.optim.SGD(parameters, lr=rate)

    def run(self, steps):
        for step in range(steps):
            x, y = self.batches[step % len(self.batches)]
            self.optimizer.zero_grad(set_to_none=True)
            self.loss(self.network(x), y).backward()
            self.optimizer.step()

    def parameters(self):
        return [p.detach().numpy() for p in self.network.parameters()]


serve(Peer(read_workload(sys.argv[3]), sys.argv[3]))
