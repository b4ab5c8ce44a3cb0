#!/usr/bin/python3
"""Golden coefficients and probabilities of scikit-learn 1.2.1's LogisticRegression, run to a tight tolerance.

Run: /usr/bin/python3 test/golden/make-logistic.py
"""
import json
import pathlib
import warnings

import numpy as np
from sklearn.linear_model import LogisticRegression

warnings.filterwarnings("ignore")
cases = []
for seed, n, d, k, C, class_weight, scale in [
    (1, 80, 3, 2, 1.0, None, 1),
    (2, 120, 4, 3, 1.0, None, 1),
    (3, 150, 5, 4, 0.1, "balanced", 1),
    (4, 100, 2, 3, 10.0, {"c0": 2.0, "c2": 0.5}, 1),
    (5, 60, 3, 2, 100.0, "balanced", 30),
]:
    rng = np.random.RandomState(seed)
    X = rng.normal(size=(n, d)) * scale + 3 * rng.normal(size=d)
    logits = X @ rng.normal(size=(d, k)) / scale
    y = np.array([f"c{c}" for c in (logits + rng.gumbel(size=(n, k))).argmax(axis=1)])
    model = LogisticRegression(C=C, class_weight=class_weight, solver="newton-cg", tol=1e-13, max_iter=100000).fit(X, y)
    cases.append(
        {
            "classes": model.classes_.tolist(),
            "columns": d,
            "C": C,
            "classWeight": class_weight,
            "features": X.ravel().tolist(),
            "labels": y.tolist(),
            "coefficients": model.coef_.ravel().tolist(),
            "intercepts": model.intercept_.tolist(),
            "probabilities": model.predict_proba(X[:10]).ravel().tolist(),
        }
    )
pathlib.Path(__file__).with_name("logistic.json").write_text(json.dumps({"cases": cases}) + "\n")
