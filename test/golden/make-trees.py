#!/usr/bin/python3
"""Single trees of scikit-learn 1.2.1, on data where no two splits are equally good, so that its random feature order
does not matter: then a forest of one tree without bootstrap and with all features must be the same tree.

Run: /usr/bin/python3 test/golden/make-trees.py
Features are float32 values, since scikit-learn reads them so. Each case is fitted with 20 random states, ten of
them with weights changed in the ninth digit (which parts ties that only rounding decides), and kept only if all of them
give the same tree.
"""
import json
import pathlib

import numpy as np
from sklearn.tree import DecisionTreeClassifier

configurations = [
    (60, 3, 2, {"minSamplesLeaf": 5}),
    (120, 4, 3, {"minSamplesLeaf": 4, "maxDepth": 4}),
    (120, 4, 3, {"minSamplesLeaf": 5, "criterion": "entropy"}),
    (200, 5, 4, {"minSamplesSplit": 30, "minSamplesLeaf": 6, "minImpurityDecrease": 0.004}),
    (150, 4, 3, {"minSamplesLeaf": 6, "classWeight": "balanced"}),
    (150, 4, 2, {"minSamplesLeaf": 6, "weights": True}),
]


def jittered(weights, n, rng):
    return (np.ones(n) if weights is None else weights) * (1 + 1e-9 * rng.uniform(size=n))


def fit(seed, n, d, k, options):
    rng = np.random.RandomState(seed)
    # Rounded columns have ties within a column.
    X = rng.normal(size=(n, d)).astype(np.float32).astype(float)
    X[:, 0] = np.round(X[:, 0] * 4) / 4
    y = np.array([f"c{c}" for c in (X @ rng.normal(size=(d, k)) + rng.gumbel(size=(n, k)) / 2).argmax(axis=1)])
    weights = rng.randint(1, 5, n).astype(float) if options.get("weights") else None
    trees = [
        DecisionTreeClassifier(
            criterion=options.get("criterion", "gini"),
            max_depth=options.get("maxDepth"),
            min_samples_split=options.get("minSamplesSplit", 2),
            min_samples_leaf=options.get("minSamplesLeaf", 1),
            min_impurity_decrease=options.get("minImpurityDecrease", 0.0),
            class_weight=options.get("classWeight"),
            random_state=state,
        ).fit(X, y, sample_weight=weights if state < 10 else jittered(weights, n, rng))
        for state in range(20)
    ]
    first = trees[0].tree_
    same = all(np.array_equal(t.tree_.feature, first.feature) and np.array_equal(t.tree_.threshold, first.threshold) for t in trees)
    print(seed, options, "nodes", first.node_count, "unique" if same else "not unique, next seed")
    if not same:
        return None
    return {
        "columns": d,
        "options": {key: value for key, value in options.items() if key != "weights"},
        "sampleWeight": None if weights is None else weights.tolist(),
        "classes": trees[0].classes_.tolist(),
        "features": X.ravel().tolist(),
        "labels": y.tolist(),
        # Nodes in the order of scikit-learn: depth first, left before right.
        "feature": np.where(first.feature < 0, -1, first.feature).tolist(),
        "threshold": np.where(first.feature < 0, 0, first.threshold).tolist(),
        "cover": first.weighted_n_node_samples.tolist(),
        "probabilities": trees[0].predict_proba(X).ravel().tolist(),
        "importance": trees[0].feature_importances_.tolist(),
    }


cases = [
    next(case for seed in range(1, 1000) if (case := fit(seed, *configuration)) is not None)
    for configuration in configurations
]
pathlib.Path(__file__).with_name("trees.json").write_text(json.dumps({"cases": cases}) + "\n")
