#!/usr/bin/python3
"""Golden rows of SMOTE from imbalanced-learn 0.10.0, and NumPy's legacy random numbers.

Run: /usr/bin/python3 test/golden/make-smote.py
"""
import json
import pathlib

import numpy as np
from imblearn.over_sampling import SMOTE


def hexed(array):
    """Every bit: JSON's decimals are the shortest that read back as the same double."""
    return np.asarray(array, dtype=float).ravel().tolist()


cases = []
for seed, n, d, shares, strategy, k in [
    (0, 40, 3, [0.75, 0.25], "auto", 5),
    (7, 60, 4, [0.2, 0.5, 0.3], "auto", 5),
    (12345, 90, 2, [0.6, 0.25, 0.15], "minority", 3),
    (4294967295, 90, 5, [0.2, 0.5, 0.3], "not minority", 4),
    (3, 80, 20, [0.7, 0.3], 0.8, 5),
    (42, 70, 6, [0.5, 0.3, 0.2], {"c1": 30, "c2": 41}, 2),
]:
    rng = np.random.RandomState(seed % 1000 + 1)
    X = rng.normal(size=(n, d))
    y = np.array([f"c{c}" for c in rng.choice(len(shares), size=n, p=shares)])
    given = strategy
    if strategy == "minority":
        # 0.10.0 names "minority" in its documentation, but its check of parameters refuses it.
        names, counts = np.unique(y, return_counts=True)
        given = {names[counts.argmin()]: counts.max()}
    Xr, yr = SMOTE(sampling_strategy=given, k_neighbors=k, random_state=seed).fit_resample(X, y)
    cases.append(
        {
            "seed": seed,
            "kNeighbors": k,
            "samplingStrategy": {"not minority": "notMinority"}.get(strategy, strategy)
            if isinstance(strategy, str)
            else strategy,
            "columns": d,
            "features": hexed(X),
            "labels": y.tolist(),
            "synthetic": hexed(Xr[n:]),
            "syntheticLabels": yr[n:].tolist(),
        }
    )

streams = []
for seed in [0, 1, 42, 2**32 - 1]:
    state = np.random.RandomState(seed)
    streams.append(
        {
            "seed": seed,
            "integers": [[bound, state.randint(0, bound, 5).tolist()] for bound in [40, 2, 1, 3, 1000003, 2**31]],
            "uniforms": state.uniform(size=700).tolist()[-20:],
        }
    )

pathlib.Path(__file__).with_name("smote.json").write_text(json.dumps({"cases": cases, "streams": streams}) + "\n")
