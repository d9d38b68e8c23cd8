"""Runs exported programs, one after the other, in one process.

Reads from standard input a list of {"path", "runs": [[argument, …], …]} as JSON; writes for each program what its runs printed and with
which code they ended, and what pyflakes says of it.
"""
import contextlib
import io
import json
import os
import runpy
import sys
import traceback

from pyflakes import api, reporter


def run(path, arguments):
    output, errors = io.TextIOWrapper(io.BytesIO(), encoding="utf-8"), io.StringIO()
    code = 0
    sys.argv = [path, *arguments]
    with contextlib.redirect_stdout(output), contextlib.redirect_stderr(errors):
        try:
            runpy.run_path(path, run_name="__main__")
        except SystemExit as end:
            code = end.code or 0
        except Exception:
            traceback.print_exc()
            code = 70
    output.seek(0)
    return {"code": code, "stdout": output.read(), "stderr": errors.getvalue()}


def flakes(path):
    found = io.StringIO()
    api.checkPath(path, reporter.Reporter(found, found))
    return found.getvalue()


def main():
    results = []
    for program in json.load(sys.stdin):
        os.chdir(os.path.dirname(program["path"]))
        results.append({"runs": [run(program["path"], one) for one in program["runs"]], "flakes": flakes(program["path"])})
    json.dump(results, sys.__stdout__)


main()
