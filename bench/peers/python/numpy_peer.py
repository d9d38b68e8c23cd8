"""numpy_peer.py FOLDER WORKLOAD PRECISION: NumPy, vectorised by hand, an example a row so that BLAS sees contiguous operands."""

import sys

import numpy as np
from serve import read_workload, serve


class Peer:
    def __init__(self, workload, dtype):
        self.given = workload
        self.number = np.dtype(dtype).type
        batch = workload["batch"]
        rows = range(0, workload["m"], batch)
        self.batches = [(workload["X"][i : i + batch], workload["Y"][i : i + batch]) for i in rows]

    def restart(self):
        self.W = [W.copy() for W in self.given["W"]]
        self.b = [b.copy() for b in self.given["b"]]
        self.first = [np.zeros_like(p) for p in self.W + self.b]
        self.second = [np.zeros_like(p) for p in self.W + self.b]

    def run(self, steps):
        update = self.adam if self.given["optimizer"] == "adam" else self.descend
        for step in range(steps):
            update(self.gradients(*self.batches[step % len(self.batches)]), step + 1)

    def gradients(self, x, y):
        tanh, L = self.given["hidden"] == "tanh", len(self.W)
        A = [x]
        for l in range(L):
            z = A[-1] @ self.W[l].T
            z += self.b[l]
            if l == L - 1:
                A.append(self.output(z))
            else:
                A.append(np.tanh(z, out=z) if tanh else np.maximum(z, 0, out=z))
        delta = A[-1] - y
        delta *= self.number(1 / len(x))
        dW, db = [None] * L, [None] * L
        for l in range(L - 1, -1, -1):
            dW[l], db[l] = delta.T @ A[l], delta.sum(0)
            if l:
                delta = delta @ self.W[l]
                delta *= (1 - A[l] * A[l]) if tanh else (A[l] > 0)
        return dW + db

    def output(self, z):
        if self.given["output"] == "sigmoid":
            return 1 / (1 + np.exp(-z))
        z -= z.max(1, keepdims=True)
        np.exp(z, out=z)
        z /= z.sum(1, keepdims=True)
        return z

    def descend(self, gradients, _):
        rate = self.number(self.given["learningRate"])
        for p, g in zip(self.W + self.b, gradients):
            g *= rate
            p -= g

    def adam(self, gradients, t):
        beta1, beta2 = self.number(0.9), self.number(0.999)
        rate = self.number(self.given["learningRate"] / (1 - 0.9**t))
        correction = self.number(1 - 0.999**t)
        for p, g, first, second in zip(self.W + self.b, gradients, self.first, self.second):
            first *= beta1
            first += (1 - beta1) * g
            second *= beta2
            g *= g
            g *= 1 - beta2
            second += g
            root = second / correction
            np.sqrt(root, out=root)
            root += self.number(1e-8)
            np.divide(first, root, out=root)
            root *= rate
            p -= root

    def parameters(self):
        return [p for pair in zip(self.W, self.b) for p in pair]


serve(Peer(read_workload(sys.argv[3]), sys.argv[3]))
