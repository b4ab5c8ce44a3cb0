"""What XGBoost and scikit-learn say of models that XGBoost has trained: test/golden/explain.json.

Contributions of each feature (`pred_contribs`), partial dependence and individual curves, permutation importance, and the
normalised discounted cumulative gain that attribution drift is measured by.

Run: /usr/bin/python3 test/golden/make-explain.py    (xgboost 1.7.4, scikit-learn 1.2.1, numpy 1.24.2)
"""
import json
import os
import tempfile

import numpy as np
import xgboost as xgb
from sklearn.inspection import partial_dependence, permutation_importance
from sklearn.metrics import ndcg_score

random = np.random.RandomState(7)
ROWS, FIT = 40, 600


def table(rows, columns, missing=0.1):
    x = random.normal(size=(rows, columns)).astype(np.float32)
    x[:, -1] = random.randint(0, 4, rows)
    x[random.rand(rows, columns) < missing] = np.nan
    return x


def saved(booster):
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.json")
        booster.save_model(path)
        return open(path).read()  # as text: it may hold NaN, which is no JSON


def flat(values):
    return [None if np.isnan(v) else float(v) for v in np.ravel(values)]


noise = lambda x: random.normal(size=len(x))
number = lambda x: x[:, 0] * 2 + x[:, 1] * x[:, 2] + x[:, 5] + noise(x)
binary = lambda x: (x[:, 0] + x[:, 1] * x[:, 3] + noise(x) > 0).astype(int)
three = lambda x: np.digitize(x[:, 0] + x[:, 2] * x[:, 5] + noise(x), [-0.7, 0.8])


def contributions(name, params, rounds, target, categories=False):
    x = table(FIT + ROWS, 6)
    y = target(np.nan_to_num(x))
    types = ["q"] * 5 + ["c"] if categories else None
    matrix = lambda a, b=None: xgb.DMatrix(a, b, feature_types=types, enable_categorical=categories)
    params = {"tree_method": "hist", "nthread": 1, "max_depth": 4, **params}
    model = xgb.train(params, matrix(x[:FIT], y[:FIT]), rounds)
    rows = matrix(x[FIT:])
    return {
        "name": name,
        "model": saved(model),
        "columns": 6,
        "rows": flat(x[FIT:]),
        "margins": flat(model.predict(rows, output_margin=True)),
        # A row, then a class where there are several, then a feature, and last what is said without any.
        "contributions": flat(model.predict(rows, pred_contribs=True)),
    }


def dependence():
    x = table(300, 6, missing=0)
    y = number(x)
    model = xgb.XGBRegressor(n_estimators=12, max_depth=4, tree_method="hist", n_jobs=1).fit(x, y)
    judged, truth = x[:50], y[:50] + noise(x[:50])

    def curve(features, resolution):
        said = partial_dependence(model, judged, features, kind="both", method="brute", grid_resolution=resolution)
        return {
            "features": features,
            "resolution": resolution,
            "grid": [flat(values) for values in said["values"]],
            "average": flat(said["average"]),
            "individual": flat(said["individual"]),
        }

    shuffled = permutation_importance(
        model, judged, truth, scoring="neg_mean_squared_error", n_repeats=400, random_state=1
    )
    return {
        "model": saved(model.get_booster()),
        "columns": 6,
        "rows": flat(judged),
        "truth": flat(truth),
        # The last feature has four values: each is a point of the grid.
        "curves": [curve([0], 8), curve([5], 8), curve([1, 2], 5), curve([0, 5], 6)],
        "permutation": {
            "repeats": 400,
            "means": flat(shuffled.importances_mean),
            "deviations": flat(shuffled.importances_std),
        },
    }


def drift():
    training, live = random.exponential(size=(12, 7)), random.exponential(size=(12, 7))
    return {
        "training": training.tolist(),
        "live": live.tolist(),
        "ndcg": [float(ndcg_score([a], [b], ignore_ties=True)) for a, b in zip(training, live)],
    }


golden = {
    "contributions": [
        contributions("regression", {"objective": "reg:squarederror"}, 12, number),
        contributions("binary", {"objective": "binary:logistic", "base_score": 0.3}, 12, binary),
        contributions("three classes", {"objective": "multi:softprob", "num_class": 3}, 8, three),
        contributions("deep", {"objective": "reg:squarederror", "max_depth": 12, "min_child_weight": 0}, 2, number),
        contributions("categories", {"objective": "reg:squarederror", "max_cat_to_onehot": 1}, 6, number, categories=True),
    ],
    "dependence": dependence(),
    "drift": drift(),
}
with open(os.path.join(os.path.dirname(__file__), "explain.json"), "w") as file:
    json.dump(golden, file, separators=(",", ":"))
    file.write("\n")
