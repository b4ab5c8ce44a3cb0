#!/usr/bin/python3
"""Golden numbers of calibration: isotonic from scikit-learn 1.2.1; sigmoid, beta and temperature as the optimum of their loss, found by SciPy.

Run: /usr/bin/python3 test/golden/make-calibration.py
scikit-learn 1.2.1 stops its sigmoid 2e-5 before the optimum, and has neither beta nor temperature: second implementations.
"""
import json
import pathlib

import numpy as np
from scipy.optimize import minimize
from sklearn.isotonic import IsotonicRegression

rng = np.random.RandomState(20261121)


def best(loss, start):
    found = minimize(loss, start, method="Nelder-Mead", options={"xatol": 1e-13, "fatol": 1e-15, "maxiter": 20000, "maxfev": 20000})
    found = minimize(loss, found.x, method="BFGS", options={"gtol": 1e-12})
    return minimize(loss, found.x, method="Nelder-Mead", options={"xatol": 1e-14, "fatol": 1e-16, "maxiter": 20000, "maxfev": 20000}).x


def sigmoid(y, s, w):
    hits, misses = w[y == 1].sum(), w[y == 0].sum()
    t = np.where(y == 1, (hits + 1) / (hits + 2), 1 / (misses + 2))

    def loss(ab):
        f = ab[0] * s + ab[1]
        return np.sum(w * (t * np.logaddexp(0, f) + (1 - t) * np.logaddexp(0, -f)))

    return best(loss, [-1.0, 0.0]).tolist()


def beta(y, s, w):
    s = np.clip(s, 1e-12, 1 - 1e-12)

    def loss(abc):
        f = abc[0] * np.log(s) - abc[1] * np.log(1 - s) + abc[2]
        return np.sum(w * np.where(y == 1, np.logaddexp(0, -f), np.logaddexp(0, f)))

    return best(loss, [1.0, 1.0, 0.0]).tolist()


def temperature(y, p, w):
    z = np.log(np.clip(p, 1e-12, None))

    def loss(b):
        q = z * b[0]
        return np.sum(w * (np.logaddexp.reduce(q, axis=1) - q[np.arange(len(y)), y]))

    return 1 / best(loss, [1.0])[0]


cases = []
for n, weighted in [(80, False), (200, True)]:
    s = np.round(rng.beta(2, 2, n), 2)
    y = (rng.uniform(size=n) < s**1.7).astype(int)
    w = rng.randint(0, 4, n).astype(float) if weighted else np.ones(n)
    iso = IsotonicRegression(out_of_bounds="clip", y_min=0, y_max=1).fit(s, y, sample_weight=w)
    at = np.round(rng.uniform(-0.1, 1.1, 40), 3)
    p = rng.dirichlet([1, 2, 1.5], n)
    actual = np.array([rng.choice(3, p=(row**0.6) / (row**0.6).sum()) for row in p])
    cases.append(
        {
            "scores": s.tolist(),
            "happened": y.tolist(),
            "sampleWeight": w.tolist() if weighted else None,
            "at": at.tolist(),
            "isotonic": iso.predict(at).tolist(),
            "sigmoid": sigmoid(y, s, w),
            "beta": beta(y, s, w),
            "probabilities": p.ravel().tolist(),
            "actual": actual.tolist(),
            "temperature": temperature(actual, p, w),
        }
    )
pathlib.Path(__file__).with_name("calibration.json").write_text(json.dumps({"cases": cases}) + "\n")
