"""Loads the XGBoost models of a folder and says how far their margins are from what they should be.

Run: /usr/bin/python3 test/golden/check-interchange.py FOLDER
For each NAME.json there is NAME.rows.json: {"columns": …, "rows": […], "margins": […]}, rows flat, null for missing.
Prints one JSON object: the greatest distance of each NAME.
"""
import json
import pathlib
import sys

import numpy as np
import xgboost as xgb

found = {}
for path in sorted(pathlib.Path(sys.argv[1]).glob("*.rows.json")):
    name = path.name[: -len(".rows.json")]
    case = json.loads(path.read_text())
    booster = xgb.Booster(model_file=str(path.with_name(name + ".json")))
    rows = np.array([np.nan if v is None else v for v in case["rows"]], dtype=np.float32).reshape(-1, case["columns"])
    types = booster.feature_types
    matrix = xgb.DMatrix(rows, feature_names=booster.feature_names, feature_types=types, enable_categorical=True)
    margins = np.ravel(booster.predict(matrix, output_margin=True)).astype(np.float64)
    found[name] = float(np.max(np.abs(margins - np.array(case["margins"]))))
print(json.dumps(found))
