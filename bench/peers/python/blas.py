"""Which kernels NumPy's OpenBLAS multiplies with. As a program, blas.py: its core name, version, speed and error as JSON."""

import ctypes
import json
import time


def loaded():
    """The OpenBLAS that this process has loaded and the ending of its names, or None: another library, or another system."""
    try:
        with open("/proc/self/maps", encoding="utf-8") as maps:
            paths = {line.split()[-1] for line in maps if "openblas" in line}
    except OSError:
        return None
    for path in sorted(paths):
        library = ctypes.CDLL(path)
        for name in ("openblas_get_%s", "openblas_get_%s64_", "scipy_openblas_get_%s", "scipy_openblas_get_%s64_"):
            if hasattr(library, name % "corename"):
                return library, name
    return None


def said(what):
    """What OpenBLAS says of its `corename` or `config`; empty when it is another library."""
    found = loaded()
    if found is None:
        return ""
    library, name = found
    function = getattr(library, name % what)
    function.restype = ctypes.c_char_p
    return function().decode()


def measured(size=768, seconds=0.4):
    """GFLOP/s of Float32 products of `size` × `size` matrices by the processor's time, and the largest relative error of one against Float64."""
    import numpy as np

    random = np.random.default_rng(1)
    a, b = (random.random((size, size), dtype=np.float32) for _ in range(2))
    some = slice(0, 32)
    right = np.einsum("ik,kj->ij", a[some].astype(np.float64), b[:, some].astype(np.float64))
    product = a @ b
    error = float(np.max(np.abs(product[some, some] - right) / right))
    best, begun = np.inf, time.process_time()
    while time.process_time() - begun < seconds:
        start = time.process_time()
        np.matmul(a, b, out=product)
        best = min(best, time.process_time() - start)
    return 2 * size**3 / best / 1e9, error


if __name__ == "__main__":
    speed, error = measured()
    print(json.dumps({"core": said("corename"), "version": said("config"), "gigaflops": speed, "error": error}))
