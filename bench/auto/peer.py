"""What scikit-learn says of held-out rows, with defaults: HistGradientBoosting, and a stack of it with a forest and a weighted sum.

Called by run.ts: peer.py FOLDER SEEDS. Reads about.json, x.bin, y.bin (doubles, row after row) and held-SEED.bin (1 where held out);
writes said-NAME-SEED.bin: probabilities or values of the held-out rows, and prints how long each fit took.
"""
import json
import sys
import time
import warnings

import numpy as np
from sklearn.ensemble import (
    HistGradientBoostingClassifier,
    HistGradientBoostingRegressor,
    RandomForestClassifier,
    RandomForestRegressor,
    StackingClassifier,
    StackingRegressor,
)
from sklearn.linear_model import LogisticRegression, RidgeCV
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

warnings.filterwarnings("ignore")
folder, seeds = sys.argv[1], int(sys.argv[2])
about = json.load(open(f"{folder}/about.json"))
x = np.fromfile(f"{folder}/x.bin").reshape(about["rows"], about["columns"])
y = np.fromfile(f"{folder}/y.bin")
classes = about["classes"]


def peers(seed):
    if classes:
        boosting = HistGradientBoostingClassifier(random_state=seed)
        linear = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
        forest = RandomForestClassifier(random_state=seed)
        stack = StackingClassifier([("linear", linear), ("forest", forest), ("boosting", boosting)])
    else:
        boosting = HistGradientBoostingRegressor(random_state=seed)
        linear = make_pipeline(StandardScaler(), RidgeCV())
        forest = RandomForestRegressor(random_state=seed)
        stack = StackingRegressor([("linear", linear), ("forest", forest), ("boosting", boosting)])
    return {"histGradientBoosting": boosting, "stacking": stack}


for seed in range(seeds):
    held = np.fromfile(f"{folder}/held-{seed}.bin", dtype=np.uint8) == 1
    for name, model in peers(seed).items():
        started = time.perf_counter()
        model.fit(x[~held], y[~held])
        seconds = time.perf_counter() - started
        said = model.predict_proba(x[held]) if classes else model.predict(x[held])
        np.ascontiguousarray(said, dtype=np.float64).tofile(f"{folder}/said-{name}-{seed}.bin")
        print(json.dumps({"name": name, "seed": seed, "seconds": round(seconds, 2)}))
