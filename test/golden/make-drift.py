#!/usr/bin/python3
"""Golden numbers of drift tests, from Debian's SciPy and NumPy; Evidently's binning and filling are written here a second time.

Run: /usr/bin/python3 test/golden/make-drift.py
"""
import json
import pathlib

import numpy as np
from scipy import stats
from scipy.spatial import distance

rng = np.random.RandomState(20261121)


def binned(a, b):
    if len(set(a)) > 20:
        edges = np.histogram_bin_edges(np.hstack([a, b]), bins="sturges")
        return np.histogram(a, edges)[0] / len(a), np.histogram(b, edges)[0] / len(b)
    keys = sorted(set(a) | set(b))
    return np.array([np.mean(a == k) for k in keys]), np.array([np.mean(b == k) for k in keys])


def filled(r, c):
    r, c = r.copy(), c.copy()
    smallest = min(v for v in list(r) + list(c) if v > 0)
    filler = smallest / 1e6 if smallest <= 0.0001 else 0.0001
    r[r == 0] = filler
    c[c == 0] = filler
    return r, c


def numbers(a, b):
    r, c = binned(a, b)
    fr, fc = filled(r, c)
    ks = stats.ks_2samp(a, b, mode="exact")
    return {
        "reference": a.tolist(),
        "current": b.tolist(),
        "scores": {
            "ks": ks.statistic,
            "ksP": ks.pvalue,
            "wasserstein": stats.wasserstein_distance(a, b),
            "wassersteinNormed": stats.wasserstein_distance(a, b) / max(np.std(a), 0.001),
            "psi": float(np.sum((fr - fc) * np.log(fr / fc))),
            "kullbackLeibler": float(stats.entropy(fr, fc)),
            "jensenShannon": float(distance.jensenshannon(r, c)),
            "hellinger": float(np.sqrt(np.sum((np.sqrt(r) - np.sqrt(c)) ** 2) / 2)),
            "totalVariation": float(np.abs(r - c).sum() / 2),
        },
    }


def categories(a, b):
    keys = sorted(set(a) | set(b))
    ca, cb = np.array([np.sum(a == k) for k in keys]), np.array([np.sum(b == k) for k in keys])
    chi = stats.chisquare(cb, ca * (cb.sum() / ca.sum()))
    return {"reference": a.tolist(), "current": b.tolist(), "scores": {"chi": chi.statistic, "chiP": chi.pvalue}}


def shares(hits, rows, hits2, rows2):
    p = (hits + hits2) / (rows + rows2)
    z = (hits / rows - hits2 / rows2) / np.sqrt(p * (1 - p) * (1 / rows + 1 / rows2))
    return {"given": [hits, rows, hits2, rows2], "z": float(z), "p": float(2 * stats.norm.sf(abs(z)))}


# The sample behind the numbers that the project's definitions quote, measured with Evidently: found again by its KS statistic.
quoted = np.random.RandomState(0)

golden = {
    "quoted": numbers(quoted.normal(0, 1, 500), quoted.normal(0.2, 1.1, 400)),
    "numbers": [
        numbers(np.round(rng.normal(0, 1, 300), 2), np.round(rng.normal(0.1, 1.1, 200), 2)),
        numbers(rng.normal(0, 1, 90), rng.normal(0, 1, 90)),
        numbers(rng.poisson(3, 150).astype(float), rng.poisson(4, 130).astype(float)),
        numbers(rng.normal(0, 1, 40), rng.normal(3, 1, 55)),
    ],
    "categories": [
        categories(rng.choice(5, 200, p=[0.3, 0.3, 0.2, 0.1, 0.1]), rng.choice(5, 150)),
        categories(rng.choice(3, 90), rng.choice(3, 60)),
    ],
    "shares": [shares(50, 100, 70, 100), shares(3, 90, 5, 40), shares(200, 1000, 210, 1000)],
    "chiSquareSurvival": [[x, k, float(stats.chi2.sf(x, k))] for k in (1, 2, 5, 30, 200) for x in (0.1, 1, 3.84, 20, 150, 260)],
}
pathlib.Path(__file__).with_name("drift.json").write_text(json.dumps(golden) + "\n")
