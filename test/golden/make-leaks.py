#!/usr/bin/python3
"""Golden numbers of the leak checks, from Debian's SciPy and scikit-learn; Mann and Kendall's test is written here a second time.

Run: /usr/bin/python3 test/golden/make-leaks.py
"""
import json
import pathlib

import numpy as np
from scipy import optimize, stats
from sklearn.metrics import roc_auc_score

rng = np.random.RandomState(20261121)


def mann_kendall(y):
    n = len(y)
    s = sum(np.sign(y[j] - y[i]) for i in range(n) for j in range(i + 1, n))
    _, t = np.unique(y, return_counts=True)
    variance = (n * (n - 1) * (2 * n + 5) - sum(t * (t - 1) * (2 * t + 5))) / 18
    z = 0 if s == 0 else (s - np.sign(s)) / np.sqrt(variance)
    return {"s": float(s), "tau": float(s) / (n * (n - 1) / 2), "z": float(z), "pValue": float(2 * stats.norm.sf(abs(z)))}


def trends():
    for y in [rng.normal(size=30), np.arange(25) + 8 * rng.normal(size=25), rng.randint(0, 6, 60).astype(float), -np.arange(12.0)]:
        yield {"series": y.tolist(), **mann_kendall(y)}


def sums():
    for n, d, scale in [(30, 4, 1), (60, 8, 1), (80, 12, 1e6)]:
        x = rng.normal(size=(n, d)) + 0.5
        x[:, 1] *= scale
        y = x @ rng.normal(size=d) + 0.3 * rng.normal(size=n)
        w, _ = optimize.nnls(x, y)
        yield {"columns": x.T.tolist(), "y": y.tolist(), "weights": w.tolist()}


def areas():
    for n, values in [(40, 8), (90, 1000)]:
        x = rng.randint(0, values, n).astype(float)
        c = rng.randint(0, 3, n)
        yield {"values": x.tolist(), "codes": c.tolist(), "areas": [roc_auc_score(c == k, x) for k in range(3)]}


def advantages():
    for n in [12, 80]:
        a, b = rng.gamma(2, size=n), rng.gamma(2, size=n)
        test = stats.ttest_rel(a, b)
        yield {"losses": a.tolist(), "reference": b.tolist(), "z": test.statistic, "difference": float(np.mean(a - b))}


def ranks():
    for n, values in [(30, 10), (50, 10000)]:
        x, y = rng.randint(0, values, n).astype(float), rng.normal(size=n)
        yield {"x": x.tolist(), "y": y.tolist(), "ranks": stats.rankdata(x).tolist(), "pearson": stats.pearsonr(x, y)[0]}


golden = {
    "mannKendall": list(trends()),
    "nonNegativeLeastSquares": list(sums()),
    "areasByClass": list(areas()),
    "pairedAdvantage": list(advantages()),
    "ranks": list(ranks()),
}
path = pathlib.Path(__file__).with_name("leaks.json")
path.write_text(json.dumps(golden) + "\n")
print(f"{path.name}: {sum(len(v) for v in golden.values())} cases")
