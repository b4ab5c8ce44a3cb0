#!/usr/bin/python3
"""Golden numbers of column statistics and distances from a baseline, from Debian's NumPy; deequ's distances are written here a second time.

Run: /usr/bin/python3 test/golden/make-profile.py
"""
import json
import pathlib

import numpy as np

rng = np.random.RandomState(20261121)


def column(values):
    known = np.array([v for v in values if np.isfinite(v)])
    counts, edges = np.histogram(known, bins=10)
    if known.min() == known.max():
        counts, edges = np.array([0] * 9 + [len(known)]), np.full(11, known[0])
    # The inverse of the empirical distribution: the smallest value with at least a share q at or below it.
    quantiles = [float(np.sort(known)[max(0, int(np.ceil(q * len(known))) - 1)]) for q in (0.1, 0.25, 0.5, 0.75, 0.9)]
    return {
        "values": [None if not np.isfinite(v) else float(v) for v in values],
        "present": int(len(known)),
        "mean": float(np.mean(known, dtype=np.longdouble)),
        "sum": float(np.sum(known, dtype=np.longdouble)),
        "std": float(np.std(known.astype(np.longdouble))),
        "min": float(known.min()),
        "max": float(known.max()),
        "counts": counts.tolist(),
        "edges": edges.tolist(),
        "quantiles": quantiles,
    }


def robust(gap, n, m):
    return max(0.0, gap - 1.8 * np.sqrt((n + m) / (n * m)))


def distance(a, b):
    points = np.union1d(a, b)
    below = lambda side: np.searchsorted(np.sort(side), points, side="right") / len(side)
    gap = float(np.max(np.abs(below(a) - below(b))))
    return {"baseline": a.tolist(), "current": b.tolist(), "simple": gap, "robust": float(robust(gap, len(a), len(b)))}


def shares(a, b):
    keys = sorted(set(a) | set(b))
    gap = max(abs(a.get(k, 0) / sum(a.values()) - b.get(k, 0) / sum(b.values())) for k in keys)
    return {"baseline": a, "current": b, "simple": gap, "robust": float(robust(gap, sum(a.values()), sum(b.values())))}


with_gaps = rng.normal(5, 2, 120)
with_gaps[rng.choice(120, 15, replace=False)] = np.nan
golden = {
    "columns": [
        column(np.round(rng.normal(0, 1, 200), 3)),
        column(with_gaps),
        column(rng.poisson(2, 150).astype(float)),
        column(1e9 + rng.uniform(0, 1, 100)),
        column(np.full(7, 3.5)),
    ],
    "distances": [
        distance(rng.normal(0, 1, 300), rng.normal(0.5, 1, 250)),
        distance(rng.poisson(3, 400).astype(float), rng.poisson(3, 100).astype(float)),
        distance(np.arange(50.0), np.arange(100.0, 160.0)),
    ],
    "shares": [
        shares({"a": 300, "b": 200, "c": 100}, {"a": 90, "b": 200, "d": 110}),
        shares({"x": 12, "y": 5}, {"x": 11, "y": 6}),
    ],
}
pathlib.Path(__file__).with_name("profile.json").write_text(json.dumps(golden) + "\n")
