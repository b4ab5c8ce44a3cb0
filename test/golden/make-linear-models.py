#!/usr/bin/python3
"""Golden coefficients of scikit-learn 1.2.1's linear regressors, iterative ones run far beyond their default tolerance.

Run: /usr/bin/python3 test/golden/make-linear-models.py
"""
import json
import pathlib

import numpy as np
from sklearn.linear_model import ElasticNet, Lasso, LinearRegression, Ridge

cases = []
for seed, learner, n, d, options, intercept, weighted, collinear in [
    (1, "linearRegression", 60, 4, {}, True, False, False),
    (2, "linearRegression", 60, 4, {}, False, True, False),
    (3, "linearRegression", 60, 5, {}, True, False, True),
    (4, "linearRegression", 6, 9, {}, True, False, False),
    (5, "ridge", 50, 4, {"alpha": 3.0}, True, False, False),
    (6, "ridge", 50, 5, {"alpha": 0.5}, True, True, True),
    (7, "ridge", 10, 15, {"alpha": 1.0}, False, False, False),
    (8, "lasso", 80, 6, {"alpha": 0.2}, True, False, False),
    (9, "lasso", 80, 6, {"alpha": 0.1}, False, True, False),
    (10, "elasticNet", 80, 6, {"alpha": 0.3, "l1_ratio": 0.4}, True, False, False),
    (11, "elasticNet", 20, 30, {"alpha": 0.3, "l1_ratio": 0.8}, True, True, False),
]:
    rng = np.random.RandomState(seed)
    X = rng.normal(size=(n, d)) * rng.uniform(0.5, 2, size=d) + 5 * rng.normal(size=d)
    if collinear:
        X[:, -1] = X[:, 0] - 2 * X[:, 1]
    y = X @ np.where(rng.uniform(size=d) < 0.5, rng.normal(size=d), 0) + rng.normal(size=n) + 3
    weight = rng.randint(1, 4, size=n).astype(float) if weighted else None
    make = {"linearRegression": LinearRegression, "ridge": Ridge, "lasso": Lasso, "elasticNet": ElasticNet}[learner]
    exact = {"tol": 1e-14, "max_iter": 1000000} if learner in ("lasso", "elasticNet") else {}
    model = make(fit_intercept=intercept, **options, **exact).fit(X, y, sample_weight=weight)
    if learner == "linearRegression" and (collinear or n <= d):
        # scikit-learn 1.2.1 takes rounding for a direction here, and gives coefficients up to 1e12. What it means to give
        # is the shortest solution.
        mean, middle = X.mean(axis=0), y.mean()
        model.coef_ = np.linalg.pinv(X - mean, rcond=1e-10) @ (y - middle)
        model.intercept_ = middle - mean @ model.coef_
    cases.append(
        {
            "learner": learner,
            "columns": d,
            "options": {{"l1_ratio": "l1Ratio"}.get(key, key): value for key, value in options.items()},
            "fitIntercept": intercept,
            "features": X.ravel().tolist(),
            "values": y.tolist(),
            "weights": None if weight is None else weight.tolist(),
            "collinear": collinear or n <= d,
            "coefficients": model.coef_.tolist(),
            "intercept": float(model.intercept_),
            "predicted": model.predict(X[:5]).tolist(),
        }
    )
pathlib.Path(__file__).with_name("linear-models.json").write_text(json.dumps({"cases": cases}) + "\n")
