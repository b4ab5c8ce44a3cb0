"""Models of XGBoost as it writes them, rows, and the margins that it gives them: test/golden/xgboost.json.

Run: /usr/bin/python3 test/golden/make-xgboost.py    (xgboost 1.7.4, numpy 1.24.2)
"""
import json
import os
import tempfile

import numpy as np
import xgboost as xgb

random = np.random.RandomState(3)
ROWS, FIT = 60, 500


def table(rows, columns, categories=0):
    x = random.normal(size=(rows, columns)).astype(np.float32)
    if categories:
        x[:, -1] = random.randint(0, categories, rows)
        x[:, -2] = random.randint(0, 3, rows)
    x[random.rand(rows, columns) < 0.1] = np.nan
    return x


def case(name, params, rounds, target, columns=5, categories=0, names=None):
    x = table(FIT + ROWS, columns, categories)
    y = target(np.nan_to_num(x))
    types = None
    if categories:
        types = ["q"] * (columns - 2) + ["c", "c"]
    matrix = lambda a, b=None: xgb.DMatrix(a, b, feature_names=names, feature_types=types, enable_categorical=categories > 0)
    params = {"tree_method": "hist", "nthread": 1, "max_depth": 3, **params}
    model = xgb.train(params, matrix(x[:FIT], y[:FIT]), rounds)
    rows = x[FIT:]
    if categories:
        # Categories that no row of the training had, and what is none.
        rows[:8, -1] = [categories, 40, 31, 32, 33, 1000, -1, -0.5]
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.json")
        model.save_model(path)
        saved = open(path).read()  # as text: it has NaN where a split is categorical, which is no JSON
    margins = model.predict(matrix(rows), output_margin=True)
    predictions = model.predict(matrix(rows))
    return {
        "name": name,
        "model": saved,
        "columns": columns,
        "rows": [None if np.isnan(v) else float(v) for v in rows.ravel()],
        "margins": [float(v) for v in np.ravel(margins)],
        "predictions": [float(v) for v in np.ravel(predictions)],
    }


noise = lambda x: random.normal(size=len(x))
number = lambda x: x[:, 0] * 2 + x[:, 1] * x[:, 2] + noise(x)
binary = lambda x: (x[:, 0] + x[:, 1] + noise(x) > 0).astype(int)
three = lambda x: np.digitize(x[:, 0] + noise(x), [-0.5, 0.5])
count = lambda x: random.poisson(np.exp(np.clip(x[:, 0] / 2, -2, 2)))
by_category = lambda x: (x[:, -1] * 7 % 5) + x[:, -2] + x[:, 0] + noise(x)

cases = [
    case("squared error", {"objective": "reg:squarederror"}, 6, number),
    case("squared error, another base", {"objective": "reg:squarederror", "base_score": 3.1}, 6, number),
    case("logistic", {"objective": "binary:logistic"}, 7, binary, names=list("abcde")),
    case("logistic, another base", {"objective": "binary:logistic", "base_score": 0.3}, 7, binary),
    case("logistic of numbers", {"objective": "reg:logistic", "base_score": 0.9}, 5, binary),
    case("softprob", {"objective": "multi:softprob", "num_class": 3}, 5, three),
    case("poisson", {"objective": "count:poisson", "base_score": 0.7}, 6, count),
    case("lossguide", {"objective": "reg:squarederror", "grow_policy": "lossguide", "max_leaves": 30, "max_depth": 0}, 3, number),
    case("deep", {"objective": "binary:logistic", "max_depth": 12, "min_child_weight": 0}, 3, binary),
    case("pruned", {"objective": "reg:squarederror", "tree_method": "exact", "max_depth": 5, "gamma": 4}, 3, number),
    case("boosted forest", {"objective": "reg:squarederror", "num_parallel_tree": 4, "subsample": 0.7, "colsample_bynode": 0.7}, 3, number),
    case("categories, one-hot", {"objective": "reg:squarederror", "max_cat_to_onehot": 100}, 4, by_category, categories=12),
    case("categories, sets", {"objective": "reg:squarederror", "max_cat_to_onehot": 1}, 4, by_category, categories=40),
]
with open(os.path.join(os.path.dirname(__file__), "xgboost.json"), "w") as file:
    json.dump(cases, file, separators=(",", ":"))
    file.write("\n")
