"""python csv_pandas.py FILE: the CSV bench's file read by pandas, told as csvChild.ts does."""
import json
import resource
import sys
import time

import pandas as pd

begun = time.process_time()
table = pd.read_csv(sys.argv[1])
seconds = time.process_time() - begun
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
rows, columns = table.shape
if any(kind.kind not in "if" for kind in table.dtypes):
    raise SystemExit("a column is not of numbers")
print(
    json.dumps(
        {
            "seconds": seconds,
            "peakBytes": peak,
            "matrixBytes": rows * columns * 8,
            "rows": rows,
            "sum": float(sum(table[name].sum() for name in table.columns)),
        }
    )
)
