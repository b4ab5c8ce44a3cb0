"""python3 peer.py FOLDER: seconds of contributions by xgboost in one thread: the first call and the median of five more."""
import json
import sys
import time

import numpy as np
import xgboost

folder = sys.argv[1]
model = xgboost.Booster({"nthread": 1})
model.load_model(f"{folder}/model.json")
model.set_param({"nthread": 1})
rows = np.ascontiguousarray(np.fromfile(f"{folder}/rows.bin", dtype="<f4").reshape(20, 1000).T)
# Making the matrix is not timed, as ours is not.
matrix = xgboost.DMatrix(rows, nthread=1)
wall, cpu = [], []
for _ in range(6):
    start, used = time.perf_counter(), time.process_time()
    found = model.predict(matrix, pred_contribs=True)
    wall.append(time.perf_counter() - start)
    cpu.append(time.process_time() - used)
print(json.dumps({
    "first": wall[0],
    "wall": float(np.median(wall[1:])),
    "cpu": float(np.median(cpu[1:])),
    "contributions": [float(v) for v in found[:5].ravel()],
}))
