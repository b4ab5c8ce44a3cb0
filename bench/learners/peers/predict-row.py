"""python3 predict-row.py DATA: microseconds of single rows in xgboost, from Python, which is most of it."""
import sys
import time

import numpy as np
import xgboost
from bench_data import measure, read

x, y = read(sys.argv[1])
model = xgboost.train({"tree_method": "hist", "objective": "binary:logistic"}, xgboost.DMatrix(x, label=y), 100)
model.set_param({"nthread": 1})
times = []


def rows():
    for i in range(2000):
        start = time.perf_counter()
        model.inplace_predict(x[i : i + 1])
        times.append((time.perf_counter() - start) * 1e6)


_, show = measure(rows)
show(p50=np.quantile(times, 0.5), p99=np.quantile(times, 0.99), p999=np.quantile(times, 0.999))
