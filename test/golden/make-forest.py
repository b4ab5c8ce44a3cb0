#!/usr/bin/python3
"""Single trees of scikit-learn 1.2.1, on data where no two splits are equally good, so that its random feature order
does not matter: then a forest of one tree without bootstrap and with all features must be the same tree.

Run: /usr/bin/python3 test/golden/make-forest.py
Features are float32 values, since scikit-learn reads them so. Each case is fitted with 20 random states, ten of
them with weights changed in the ninth digit (which parts ties that only rounding decides), and kept only if all of them
give the same tree.
"""
import json
import pathlib

import numpy as np
from sklearn.tree import DecisionTreeClassifier, DecisionTreeRegressor

# Rows, features, classes (0 for numbers), options; "weights" are whole numbers, "fractions" are not.
configurations = [
    (60, 3, 2, {"minSamplesLeaf": 5}),
    (120, 4, 3, {"minSamplesLeaf": 4, "maxDepth": 4}),
    (120, 4, 3, {"minSamplesLeaf": 5, "criterion": "entropy"}),
    (200, 5, 4, {"minSamplesSplit": 30, "minSamplesLeaf": 6, "minImpurityDecrease": 0.004}),
    (150, 4, 3, {"minSamplesLeaf": 6, "classWeight": "balanced"}),
    (150, 4, 2, {"minSamplesLeaf": 6, "weights": "whole"}),
    (150, 4, 3, {"minSamplesLeaf": 6, "weights": "fractions"}),
    (150, 4, 2, {"minSamplesLeaf": 6, "weights": "fractions", "criterion": "logLoss"}),
    (300, 5, 3, {"maxLeafNodes": 9, "minSamplesLeaf": 4}),
    (300, 5, 2, {"maxLeafNodes": 12, "minSamplesLeaf": 4, "criterion": "entropy"}),
    (200, 4, 3, {"minWeightFractionLeaf": 0.06, "weights": "whole"}),
    (100, 4, 2, {"minSamplesSplit": 0.2, "minSamplesLeaf": 0.045}),
    (100, 3, 0, {"minSamplesLeaf": 4}),
    (150, 4, 0, {"minSamplesLeaf": 5, "weights": "fractions", "minImpurityDecrease": 0.02}),
    (300, 5, 0, {"maxLeafNodes": 10}),
    (150, 4, 0, {"minWeightFractionLeaf": 0.05, "weights": "whole", "offset": 1000.0}),
    (80, 3, 0, {"minSamplesLeaf": 7, "criterion": "absoluteError"}),
    (120, 3, 0, {"minSamplesLeaf": 9, "criterion": "absoluteError", "weights": "whole", "minImpurityDecrease": 0.01}),
]
names = {"logLoss": "log_loss", "squaredError": "squared_error", "absoluteError": "absolute_error"}


def jittered(weights, n, rng):
    return (np.ones(n) if weights is None else weights) * (1 + 1e-9 * rng.uniform(size=n))


def preorder(tree):
    """Numbers of the nodes, each before its left and then its right branch: best-first trees have another order."""
    order, open_nodes = [], [0]
    while open_nodes:
        node = open_nodes.pop()
        order.append(node)
        if tree.feature[node] >= 0:
            open_nodes += [tree.children_right[node], tree.children_left[node]]
    return np.array(order)


def importance_of(learner, X, y, weights):
    """By definition, from the tree: the weighted absolute errors that scikit-learn 1.2.1 keeps beside a tree are not those
    about its own medians (in the weighted case below, .5209 where .4720 is right)."""
    if learner.criterion != "absolute_error":
        return learner.feature_importances_
    tree, w = learner.tree_, np.ones(len(y)) if weights is None else weights
    inside = learner.decision_path(X).toarray().astype(bool)
    errors = [(w * abs(y - tree.value[i, 0, 0]))[inside[:, i]].sum() for i in range(tree.node_count)]
    decrease = np.zeros(X.shape[1])
    for i in np.flatnonzero(tree.feature >= 0):
        decrease[tree.feature[i]] += errors[i] - errors[tree.children_left[i]] - errors[tree.children_right[i]]
    return decrease / decrease.sum()


def fit(seed, n, d, k, options):
    rng = np.random.RandomState(seed)
    # Rounded columns have ties within a column.
    X = rng.normal(size=(n, d)).astype(np.float32).astype(float)
    X[:, 0] = np.round(X[:, 0] * 4) / 4
    if k > 0:
        y = np.array([f"c{c}" for c in (X @ rng.normal(size=(d, k)) + rng.gumbel(size=(n, k)) / 2).argmax(axis=1)])
    else:
        y = X @ rng.normal(size=d) + X[:, 1] * X[:, 2] + rng.normal(size=n) / 2 + options.get("offset", 0)
    kind = options.get("weights")
    weights = None if kind is None else rng.randint(1, 5, n).astype(float) if kind == "whole" else rng.uniform(0.1, 3, n)
    criterion = options.get("criterion", "gini" if k > 0 else "squaredError")
    learner = DecisionTreeClassifier if k > 0 else DecisionTreeRegressor
    trees = [
        learner(
            criterion=names.get(criterion, criterion),
            max_depth=options.get("maxDepth"),
            min_samples_split=options.get("minSamplesSplit", 2),
            min_samples_leaf=options.get("minSamplesLeaf", 1),
            min_impurity_decrease=options.get("minImpurityDecrease", 0.0),
            max_leaf_nodes=options.get("maxLeafNodes"),
            min_weight_fraction_leaf=options.get("minWeightFractionLeaf", 0.0),
            random_state=state,
            **({"class_weight": options.get("classWeight")} if k > 0 else {}),
        ).fit(X, y, sample_weight=weights if state < 10 else jittered(weights, n, rng))
        for state in range(20)
    ]
    first = trees[0].tree_
    same = all(np.array_equal(t.tree_.feature, first.feature) and np.array_equal(t.tree_.threshold, first.threshold) for t in trees)
    if not same:
        return None
    order = preorder(first)
    feature = first.feature[order]
    print(seed, n, d, k, options, "nodes", first.node_count)
    return {
        "columns": d,
        "options": {key: value for key, value in options.items() if key not in ("weights", "offset")},
        "sampleWeight": None if weights is None else weights.tolist(),
        "classes": trees[0].classes_.tolist() if k > 0 else None,
        "features": X.ravel().tolist(),
        "targets": y.tolist(),
        "feature": np.where(feature < 0, -1, feature).tolist(),
        "threshold": np.where(feature < 0, 0, first.threshold[order]).tolist(),
        "cover": first.weighted_n_node_samples[order].tolist(),
        "predictions": (trees[0].predict_proba(X) if k > 0 else trees[0].predict(X)).ravel().tolist(),
        "importance": importance_of(trees[0], X, y, weights).tolist(),
    }


cases = [
    next(case for seed in range(1, 3000) if (case := fit(seed, *configuration)) is not None)
    for configuration in configurations
]
pathlib.Path(__file__).with_name("forest.json").write_text(json.dumps({"cases": cases}) + "\n")
