"""Fits a reference learner for each seed and writes what it says of the held-out rows.

Arguments: the folder, the learner, the number of seeds. The folder holds x.bin (rows x columns doubles), y.bin (doubles), about.json and
held-<seed>.bin (one byte a row). Writes said-<learner>-<seed>.bin: probabilities row by row, or values.
"""
import json
import sys

import numpy as np

folder, learner, seeds = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open(f"{folder}/about.json") as file:
    about = json.load(file)
x = np.fromfile(f"{folder}/x.bin", dtype="<f8").reshape(about["rows"], about["columns"])
y = np.fromfile(f"{folder}/y.bin", dtype="<f8")
classes = about["classes"]


def make(seed):
    if learner == "logisticRegression":
        from sklearn.linear_model import LogisticRegression
        from sklearn.pipeline import make_pipeline
        from sklearn.preprocessing import StandardScaler

        return make_pipeline(StandardScaler(), LogisticRegression(max_iter=2000, tol=1e-8))
    if learner == "ridge":
        from sklearn.linear_model import Ridge

        return Ridge()
    if learner == "boosting":
        import xgboost

        sort = xgboost.XGBClassifier if classes > 0 else xgboost.XGBRegressor
        return sort(n_estimators=100, learning_rate=0.1, tree_method="hist", n_jobs=1, subsample=0.8, random_state=seed)
    from sklearn import ensemble

    name = {"randomForest": "RandomForest", "extraTrees": "ExtraTrees"}[learner]
    sort = getattr(ensemble, name + ("Classifier" if classes > 0 else "Regressor"))
    return sort(n_estimators=100, random_state=seed, n_jobs=2)


for seed in range(seeds):
    held = np.fromfile(f"{folder}/held-{seed}.bin", dtype="u1") == 1
    target = y.astype(int) if classes > 0 else y
    model = make(seed).fit(x[~held], target[~held])
    said = model.predict_proba(x[held]) if classes > 0 else model.predict(x[held])
    np.ascontiguousarray(said, dtype="<f8").tofile(f"{folder}/said-{learner}-{seed}.bin")
