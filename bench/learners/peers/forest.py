"""python3 forest.py random|extra DATA THREADS [TREES] [SEED]: scikit-learn's forests."""
import sys

import numpy as np
from bench_data import measure, read
from sklearn import ensemble

kind, name, threads = sys.argv[1], sys.argv[2], int(sys.argv[3])
trees = int(sys.argv[4]) if len(sys.argv) > 4 else 100
seed = int(sys.argv[5]) if len(sys.argv) > 5 else 1
x, y = read(name)
numbers = y.dtype == np.float64
learner = getattr(ensemble, ("RandomForest" if kind == "random" else "ExtraTrees") + ("Regressor" if numbers else "Classifier"))
model, show = measure(lambda: learner(n_estimators=trees, n_jobs=threads, random_state=seed).fit(x, y))
test, truth = read(name + "-test")
if numbers:
    show(rmse=float(np.sqrt(np.mean((model.predict(test) - truth) ** 2))))
else:
    from sklearn.metrics import log_loss

    p = model.predict_proba(test)
    show(accuracy=(p.argmax(axis=1) == truth).mean(), logLoss=log_loss(truth, p))
