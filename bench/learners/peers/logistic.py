"""python3 logistic.py DATA THREADS [PENALTY]: scikit-learn's LogisticRegression with C = 1: lbfgs, or saga for l1."""
import os
import sys

name, threads, penalty = sys.argv[1], sys.argv[2], sys.argv[3] if len(sys.argv) > 3 else "l2"
os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = threads

import numpy as np  # noqa: E402
from bench_data import measure, read  # noqa: E402
from sklearn.linear_model import LogisticRegression  # noqa: E402
from sklearn.metrics import log_loss, roc_auc_score  # noqa: E402

x, y = read(name)
solver = "saga" if penalty == "l1" else "lbfgs"
model, show = measure(lambda: LogisticRegression(penalty=penalty, solver=solver, n_jobs=int(threads)).fit(x, y))
size = np.abs(model.coef_).sum() if penalty == "l1" else (model.coef_**2).sum() / 2
loss = log_loss(y, model.predict_proba(x.astype(np.float64)), normalize=False)
test, truth = read(name + "-test")
show(objective=loss + size, auc=roc_auc_score(truth, model.decision_function(test)))
