"""python3 boosting.py DATA THREADS [ROUNDS]: xgboost's hist; the making of its DMatrix is part of the fit."""
import sys

import numpy as np
import xgboost
from bench_data import measure, read

name, threads, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 100
x, y = read(name)
classes = 0 if y.dtype == np.float64 else int(y.max()) + 1
objective = {0: "reg:squarederror", 2: "binary:logistic"}.get(classes, "multi:softprob")
parameters = {"tree_method": "hist", "objective": objective, "nthread": threads}
if classes > 2:
    parameters["num_class"] = classes


def fit():
    return xgboost.train(parameters, xgboost.DMatrix(x, label=y, nthread=threads), rounds)


model, show = measure(fit)
if name == "binary-10m":
    show()
else:
    from sklearn.metrics import log_loss, roc_auc_score

    test, truth = read(name + "-test")
    predicted = model.predict(xgboost.DMatrix(test))
    if classes == 0:
        show(rmse=float(np.sqrt(np.mean((predicted - truth) ** 2))))
    elif classes == 2:
        show(auc=roc_auc_score(truth, predicted), logLoss=log_loss(truth, predicted))
    else:
        show(logLoss=log_loss(truth, predicted))
