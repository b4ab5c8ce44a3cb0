"""Writes boosting.json: trees of xgboost 1.7.4 (hist) on small tables, whose values are few, so that its bins are all of them.

Run with Debian's python3 (python3-xgboost). Targets are multiples of 1/64: first gradients are exact.
"""
import json
import os
import tempfile

import numpy as np
import xgboost

generator = np.random.default_rng(7)
rows = 160
x = generator.integers(0, 12, size=(rows, 4)).astype(np.float64)
score = 0.6 * x[:, 0] - 0.1 * x[:, 1] ** 2 + 2.0 * (x[:, 2] % 3 == 0) * (x[:, 0] > 5) + 0.3 * x[:, 3]
y = np.round((score + generator.normal(size=rows) * 2) * 64) / 64
holes = x.copy()
holes[generator.random(x.shape) < 0.15] = np.nan
weights = np.round(generator.random(rows) * 16) / 16
binary = (y > np.median(y)).astype(np.float64)
three = np.digitize(y, np.quantile(y, [0.4, 0.75])).astype(np.float64)
counts = np.maximum(0, np.round(y)).astype(np.float64)

squared = {"objective": "reg:squarederror"}
cases = [
    ("squared error", x, y, squared, {}),
    ("missing values", holes, y, squared, {}),
    ("sample weights", x, y, squared, {"weights": True}),
    ("lambda, alpha and gamma", x, y, {**squared, "lambda": 3, "alpha": 4, "gamma": 30}, {}),
    ("minChildWeight", x, y, {**squared, "min_child_weight": 17, "max_depth": 4}, {}),
    ("maxDeltaStep", x, y, {**squared, "max_delta_step": 0.5, "max_depth": 3}, {}),
    ("monotone constraints", holes, y, {**squared, "monotone_constraints": "(0,1,1,-1)"}, {}),
    ("interaction constraints", x, y, {**squared, "interaction_constraints": "[[0,1],[1,2,3]]"}, {}),
    ("lossguide", x, y, {**squared, "grow_policy": "lossguide", "max_leaves": 7, "max_depth": 0}, {}),
    ("lossguide without a limit but depth", x, y, {**squared, "grow_policy": "lossguide", "max_depth": 4}, {}),
    ("maxLeaves", x, y, {**squared, "max_leaves": 5}, {}),
    ("eta and maxDepth", x, y, {**squared, "eta": 0.05, "max_depth": 2}, {}),
    ("logistic", holes, binary, {"objective": "binary:logistic"}, {}),
    ("scalePosWeight", x, binary, {"objective": "binary:logistic", "scale_pos_weight": 3}, {}),
    ("softprob", x, three, {"objective": "multi:softprob", "num_class": 3, "max_depth": 3}, {}),
    ("poisson", x, counts, {"objective": "count:poisson", "max_depth": 3}, {}),
    ("categories parted", x, y, {**squared, "max_cat_to_onehot": 1, "max_depth": 3}, {"categorical": [2]}),
    ("categories one against all", x, y, {**squared, "max_cat_to_onehot": 50, "max_depth": 3}, {"categorical": [2]}),
    ("maxCatThreshold", x, y, {**squared, "max_cat_to_onehot": 1, "max_cat_threshold": 2, "max_depth": 3}, {"categorical": [2]}),
]

result = {"x": x.tolist(), "holes": [[None if np.isnan(v) else v for v in row] for row in holes], "weights": weights.tolist(), "cases": []}
for name, features, target, parameters, extra in cases:
    types = ["c" if j in extra.get("categorical", []) else "q" for j in range(4)]
    data = xgboost.DMatrix(
        features,
        label=target,
        weight=weights if extra.get("weights") else None,
        feature_types=types,
        enable_categorical=True,
        nthread=1,
    )
    model = xgboost.train({"tree_method": "hist", "nthread": 1, **parameters}, data, 4)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "model.json")
        model.save_model(path)
        with open(path) as file:
            trees = json.load(file)["learner"]["gradient_booster"]["model"]["trees"]
    keys = ["left_children", "right_children", "split_indices", "split_conditions", "base_weights", "loss_changes", "sum_hessian", "default_left"]
    result["cases"].append(
        {
            "name": name,
            "features": "holes" if features is holes else "x",
            "target": target.tolist(),
            "weights": bool(extra.get("weights")),
            "categorical": extra.get("categorical", []),
            "trees": [{key: [0 if v != v else v for v in tree[key]] for key in keys} for tree in trees],
            "margins": model.predict(data, output_margin=True).reshape(-1).tolist(),
        }
    )

with open(os.path.join(os.path.dirname(__file__), "boosting.json"), "w") as file:
    json.dump(result, file, separators=(",", ":"))
