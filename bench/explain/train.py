"""python3 train.py FOLDER: 100 trees of depth 6 by xgboost, and 1,000 rows to explain."""
import sys

import numpy as np
import xgboost

folder = sys.argv[1]
random = np.random.RandomState(1)
x = random.normal(size=(50_000, 20)).astype(np.float32)
score = x[:, 0] + 0.7 * x[:, 1] * x[:, 2] - 1.2 * (x[:, 3] > 0.5) + 0.4 * x[:, 5] ** 2 + 1.5 * random.normal(size=len(x))
x[random.rand(*x.shape) < 0.05] = np.nan
params = {"objective": "binary:logistic", "tree_method": "hist", "max_depth": 6, "nthread": 2}
model = xgboost.train(params, xgboost.DMatrix(x, (score > 0).astype(int)), 100)
model.save_model(f"{folder}/model.json")
np.ascontiguousarray(x[:1000].T).tofile(f"{folder}/rows.bin")
