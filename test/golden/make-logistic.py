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
# Other penalties, without an intercept too: run far beyond their default tolerance. scikit-learn's
# liblinear penalises the intercept and is used without one only.
penalties = []
for seed, n, d, k, C, penalty, l1_ratio, intercept, solver in [
    (11, 90, 6, 2, 0.05, "l1", None, True, "saga"),
    (12, 90, 6, 2, 1.0, "elasticnet", 0.4, True, "saga"),
    (13, 120, 5, 3, 0.2, "l1", None, True, "saga"),
    (14, 120, 5, 3, 0.5, "elasticnet", 0.7, False, "saga"),
    (15, 200, 3, 2, 1.0, "none", None, True, "newton-cg"),
    (16, 200, 3, 3, 1.0, "none", None, True, "newton-cg"),
    (17, 80, 4, 2, 2.0, "l2", None, False, "newton-cg"),
    (18, 80, 4, 2, 0.5, "l1", None, False, "liblinear"),
]:
    rng = np.random.RandomState(seed)
    X = rng.normal(size=(n, d)) + rng.normal(size=d)
    logits = X @ rng.normal(size=(d, k)) * (0.5 if penalty == "none" else 1)
    logits -= logits.mean(axis=0)
    codes = (logits + rng.gumbel(size=(n, k))).argmax(axis=1)
    y = np.array([f"c{c}" for c in codes])
    weight = rng.randint(1, 4, size=n).astype(float)
    model = LogisticRegression(
        C=C, penalty=penalty, l1_ratio=l1_ratio, fit_intercept=intercept, solver=solver, tol=1e-12, max_iter=1000000,
        random_state=0,
    ).fit(X, y, sample_weight=weight)
    score = X @ model.coef_.T + model.intercept_
    own = (np.logaddexp(0, score[:, 0]) - score[:, 0] * codes if k == 2
           else np.log(np.exp(score).sum(axis=1)) - score[np.arange(n), codes])
    share = {"l1": 1.0, "l2": 0.0, "none": 0.0}.get(penalty, l1_ratio)
    size = 0 if penalty == "none" else share * np.abs(model.coef_).sum() + (1 - share) / 2 * (model.coef_**2).sum()
    penalties.append(
        {
            "classes": model.classes_.tolist(),
            "columns": d,
            "C": C,
            "penalty": penalty,
            "l1Ratio": l1_ratio,
            "fitIntercept": intercept,
            "features": X.ravel().tolist(),
            "labels": y.tolist(),
            "weights": weight.tolist(),
            "coefficients": model.coef_.ravel().tolist(),
            "intercepts": model.intercept_.tolist() if intercept else [0.0] * len(model.coef_),
            "objective": float(C * (weight * own).sum() + size),
        }
    )
pathlib.Path(__file__).with_name("logistic.json").write_text(json.dumps({"cases": cases, "penalties": penalties}) + "\n")
