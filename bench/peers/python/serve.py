"""The measured side of a comparison, see serve.ts: one line of JSON in, one out. Peers bring restart(), run(steps), parameters()."""

import json
import os
import resource
import sys
import time

import numpy as np
from blas import said


def read_workload(dtype):
    """The workload named on the command line, with X, Y, W, b and the batches as arrays of `dtype`."""
    folder, name = sys.argv[1:3]
    with open(os.path.join(folder, name + ".json"), encoding="utf-8") as file:
        workload = json.load(file)
    numbers = np.fromfile(os.path.join(folder, name + ".bin"), dtype="<f4").astype(dtype)
    units, m = workload["units"], workload["m"]
    at = 0

    def take(*shape):
        nonlocal at
        count = int(np.prod(shape))
        at += count
        return numbers[at - count : at].reshape(shape).copy()

    workload["X"], workload["Y"] = take(m, units[0]), take(m, units[-1])
    layers = [(take(after, before), take(after)) for before, after in zip(units, units[1:])]
    workload["W"], workload["b"] = [W for W, _ in layers], [b for _, b in layers]
    return workload


def serve(peer, numbers_of_steps=lambda steps: steps):
    """Answers requests until the input ends. @param numbers_of_steps: how many steps a run of so many really has"""
    for line in sys.stdin:
        request = json.loads(line)
        steps = numbers_of_steps(request["steps"])
        cpu = wall = 0.0
        for _ in range(request["trainings"]):
            peer.restart()
            begun, start = time.process_time(), time.perf_counter()
            peer.run(steps)
            wall += time.perf_counter() - start
            cpu += time.process_time() - begun
        if request.get("save"):
            np.concatenate([np.asarray(p).ravel() for p in peer.parameters()]).astype("<f4").tofile(request["save"])
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        answer = {"steps": request["trainings"] * steps, "cpu": cpu, "wall": wall, "peakBytes": peak}
        print(json.dumps({**answer, "variant": said("corename")}), flush=True)
