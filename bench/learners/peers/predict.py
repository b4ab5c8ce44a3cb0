"""python3 predict.py boosting|forest DATA THREADS: probabilities of DATA-test, ten times over for boosting."""
import sys

import numpy as np
from bench_data import measure, read
from sklearn.metrics import roc_auc_score

learner, name, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
x, y = read(name)
test, truth = read(name + "-test")
if learner == "boosting":
    import xgboost

    model = xgboost.train({"tree_method": "hist", "objective": "binary:logistic", "nthread": 2}, xgboost.DMatrix(x, label=y), 100)
    model.set_param({"nthread": threads})
    many = np.tile(test, (10, 1))
    # Without a DMatrix, whose making would cost as much again.
    result, show = measure(lambda: model.inplace_predict(many))
    second = result[: len(truth)]
else:
    from sklearn.ensemble import RandomForestClassifier

    model = RandomForestClassifier(100, n_jobs=2, random_state=1).fit(x, y)
    model.n_jobs = threads
    result, show = measure(lambda: model.predict_proba(test))
    second = result[:, 1]
show(auc=roc_auc_score(truth, second))
