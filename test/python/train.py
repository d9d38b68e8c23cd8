"""Trains networks by the equations of the course, in NumPy and, where it is there, in PyTorch with its own autograd and optimisers.

Reads a list of trainings as JSON from standard input: shapes, activations, loss, data, initial weights, settings and the rows of every batch.
Writes for each the cost over all examples every so many steps, and the final weights. It shares nothing with the product but the numbers
it is given.
"""
import json
import sys

import numpy as np

try:
    import torch
except ImportError:
    torch = None


def g(name, z, slope):
    if name == "sigmoid":
        return 1 / (1 + np.exp(-z))
    if name == "tanh":
        return np.tanh(z)
    if name == "relu":
        return np.maximum(0, z)
    if name == "leakyRelu":
        return np.where(z >= 0, z, slope * z)
    if name == "elu":
        return np.where(z >= 0, z, np.expm1(np.minimum(z, 0)))
    if name == "softmax":
        e = np.exp(z - z.max(axis=0))
        return e / e.sum(axis=0)
    return z


def g_prime(name, z, slope):
    if name == "sigmoid":
        return g(name, z, slope) * (1 - g(name, z, slope))
    if name == "tanh":
        return 1 - np.tanh(z) ** 2
    if name == "relu":
        return (z >= 0).astype(float)
    if name == "leakyRelu":
        return np.where(z >= 0, 1.0, slope)
    if name == "elu":
        return np.where(z >= 0, 1.0, np.exp(np.minimum(z, 0)))
    return np.ones_like(z)


def forward(case, W, b, X):
    Z, A = [], [X]
    for layer, (name, w, bias) in enumerate(zip(case["activations"], W, b)):
        Z.append(w @ A[layer] + bias)
        A.append(g(name, Z[layer], case["leakySlope"]))
    return Z, A


def cost(case, W, b, X, Y):
    Z, A = forward(case, W, b, X)
    if case["loss"] == "binaryCrossEntropy":
        loss = np.logaddexp(0, Z[-1]) - Y * Z[-1]
    elif case["loss"] == "categoricalCrossEntropy":
        largest = Z[-1].max(axis=0)
        loss = Y * (np.log(np.exp(Z[-1] - largest).sum(axis=0)) + largest - Z[-1])
    else:
        loss = 0.5 * (A[-1] - Y) ** 2
    m = X.shape[1]
    return loss.sum() / m + case["l2"] / (2 * m) * sum((w**2).sum() for w in W)


def gradients(case, W, b, X, Y, m_train):
    Z, A = forward(case, W, b, X)
    m = X.shape[1]
    dZ = A[-1] - Y
    dW, db = [None] * len(W), [None] * len(W)
    for layer in reversed(range(len(W))):
        dW[layer] = dZ @ A[layer].T / m + case["l2"] / m_train * W[layer]
        db[layer] = dZ.sum(axis=1, keepdims=True) / m
        if layer > 0:
            dZ = (W[layer].T @ dZ) * g_prime(case["activations"][layer - 1], Z[layer - 1], case["leakySlope"])
    return dW + db


def updated(case, values, slopes, state, t):
    alpha, beta = case["learningRate"], case["momentum"]
    for i, (w, d) in enumerate(zip(values, slopes)):
        v, s = state[i]
        if case["optimizer"] == "gradientDescent":
            step = d
        elif case["optimizer"] in ("momentum", "nesterov"):
            v = beta * v + (1 - beta) * d
            step = v if case["optimizer"] == "momentum" else beta * v + (1 - beta) * d
        elif case["optimizer"] == "rmsProp":
            s = case["rho"] * s + (1 - case["rho"]) * d**2
            step = d / (np.sqrt(s) + case["epsilon"])
        else:
            v = case["beta1"] * v + (1 - case["beta1"]) * d
            s = case["beta2"] * s + (1 - case["beta2"]) * d**2
            right = np.sqrt(s / (1 - case["beta2"] ** t)) + case["epsilon"]
            step = v / (1 - case["beta1"] ** t) / right
        state[i] = (v, s)
        # Decay beside the gradient, of weights alone.
        decays = case["optimizer"] == "adamW" and i < len(case["activations"])
        values[i] = w - alpha * (step + (case["weightDecay"] * w if decays else 0))


def with_numpy(case):
    X, Y = np.array(case["X"]), np.array(case["Y"])
    layers = len(case["activations"])
    values = [np.array(w) for w in case["W"]] + [np.array(b) for b in case["b"]]
    state = [(np.zeros_like(w), np.zeros_like(w)) for w in values]
    costs = []
    for t, rows in enumerate(case["batches"], start=1):
        if (t - 1) % case["every"] == 0:
            costs.append(cost(case, values[:layers], values[layers:], X, Y))
        slopes = gradients(case, values[:layers], values[layers:], X[:, rows], Y[:, rows], X.shape[1])
        updated(case, values, slopes, state, t)
    costs.append(cost(case, values[:layers], values[layers:], X, Y))
    return {"costs": costs, "values": np.concatenate([v.ravel() for v in values]).tolist()}


def torch_cost(case, W, b, X, Y, m_train):
    functions = {
        "sigmoid": torch.sigmoid,
        "tanh": torch.tanh,
        "relu": torch.relu,
        "leakyRelu": lambda z: torch.nn.functional.leaky_relu(z, case["leakySlope"]),
        "elu": torch.nn.functional.elu,
        "linear": lambda z: z,
    }
    a = X
    for layer, (w, bias) in enumerate(zip(W, b)):
        z = w @ a + bias
        a = functions[case["activations"][layer]](z) if layer < len(W) - 1 else z
    F = torch.nn.functional
    if case["loss"] == "binaryCrossEntropy":
        loss = F.binary_cross_entropy_with_logits(z, Y, reduction="sum")
    elif case["loss"] == "categoricalCrossEntropy":
        loss = -(Y * F.log_softmax(z, dim=0)).sum()
    else:
        loss = 0.5 * F.mse_loss(z, Y, reduction="sum")
    return loss / X.shape[1] + case["l2"] / (2 * m_train) * sum((w**2).sum() for w in W)


def torch_optimizer(case, values):
    alpha, beta = case["learningRate"], case["momentum"]
    if case["optimizer"] == "gradientDescent":
        return torch.optim.SGD(values, lr=alpha)
    if case["optimizer"] in ("momentum", "nesterov"):
        # PyTorch's average is not scaled by 1 − β: its learning rate is.
        return torch.optim.SGD(values, lr=alpha * (1 - beta), momentum=beta, nesterov=case["optimizer"] == "nesterov")
    if case["optimizer"] == "rmsProp":
        return torch.optim.RMSprop(values, lr=alpha, alpha=case["rho"], eps=case["epsilon"])
    betas = (case["beta1"], case["beta2"])
    if case["optimizer"] == "adamW":
        layers = len(case["activations"])
        groups = [{"params": values[:layers]}, {"params": values[layers:], "weight_decay": 0}]
        return torch.optim.AdamW(groups, lr=alpha, betas=betas, eps=case["epsilon"], weight_decay=case["weightDecay"])
    return torch.optim.Adam(values, lr=alpha, betas=betas, eps=case["epsilon"])


def with_torch(case):
    make = lambda x, grad=False: torch.tensor(x, dtype=torch.float64, requires_grad=grad)
    X, Y = make(case["X"]), make(case["Y"])
    W, b = [make(w, True) for w in case["W"]], [make(x, True) for x in case["b"]]
    optimizer = torch_optimizer(case, W + b)
    costs = []
    for t, rows in enumerate(case["batches"], start=1):
        if (t - 1) % case["every"] == 0:
            costs.append(torch_cost(case, W, b, X, Y, X.shape[1]).item())
        optimizer.zero_grad()
        torch_cost(case, W, b, X[:, rows], Y[:, rows], X.shape[1]).backward()
        optimizer.step()
    costs.append(torch_cost(case, W, b, X, Y, X.shape[1]).item())
    return {"costs": costs, "values": torch.cat([v.detach().flatten() for v in W + b]).tolist()}


def main():
    cases = json.load(sys.stdin)
    if torch:
        torch.set_num_threads(1)
    json.dump([{"numpy": with_numpy(case), "torch": with_torch(case) if torch else None} for case in cases], sys.stdout)


main()
