#!/usr/bin/python3
"""Golden folds from scikit-learn 1.2.1: row numbers, run-length by digest, and small ones in full.

Run: /usr/bin/python3 test/golden/make-split.py
"""
import hashlib
import json
import pathlib

import numpy as np
from sklearn.model_selection import (
    GroupKFold,
    GroupShuffleSplit,
    KFold,
    LeaveOneGroupOut,
    RepeatedKFold,
    RepeatedStratifiedKFold,
    ShuffleSplit,
    StratifiedGroupKFold,
    StratifiedKFold,
    StratifiedShuffleSplit,
    TimeSeriesSplit,
)


def labels(n, seed):
    """Classes and groups by arithmetic that any language repeats."""
    i = np.arange(n, dtype=np.int64)
    y = ((i * i * 7 + seed * i) % 11 > 6).astype(int) + ((i * 13 + seed) % 17 > 12).astype(int)
    return y


def groups(n, count, seed):
    i = np.arange(n, dtype=np.int64)
    return (i * i + seed * i) % 1009 % count


def digest(folds):
    """Of all row numbers as int32: the lengths of both sides, then train and test."""
    sha = hashlib.sha256()
    for train, test in folds:
        sha.update(np.array([len(train), len(test)], dtype="<i4").tobytes())
        sha.update(np.asarray(train, dtype="<i4").tobytes())
        sha.update(np.asarray(test, dtype="<i4").tobytes())
    return sha.hexdigest()[:32]


cases = []


def add(name, n, options, splitter, y=None, g=None, **about):
    folds = list(splitter.split(np.zeros((n, 1)), y, g))
    case = {"name": name, "rows": n, "options": options, "folds": len(folds), "digest": digest(folds), **about}
    if n <= 12:
        case["tests"] = [np.asarray(test).tolist() for _, test in folds]
    cases.append(case)


for n, k in [(10, 3), (101, 5), (1000, 10), (12, 12)]:
    add("kFold", n, {"nSplits": k}, KFold(k))
    for seed in [0, 42, 2**32 - 1]:
        add("kFold", n, {"nSplits": k, "seed": seed}, KFold(k, shuffle=True, random_state=seed))
for n, k, s in [(40, 3, 1), (101, 5, 2), (1000, 10, 3)]:
    y = labels(n, s)
    add("stratifiedKFold", n, {"nSplits": k}, StratifiedKFold(k), y, labels=s)
    for seed in [0, 7]:
        add("stratifiedKFold", n, {"nSplits": k, "seed": seed}, StratifiedKFold(k, shuffle=True, random_state=seed), y, labels=s)
        add(
            "repeatedStratifiedKFold",
            n,
            {"nSplits": k, "nRepeats": 3, "seed": seed},
            RepeatedStratifiedKFold(n_splits=k, n_repeats=3, random_state=seed),
            y,
            labels=s,
        )
        for test, train in [(None, None), (0.3, None), (30, None), (None, 0.5), (0.2, 0.41), (11, 20)]:
            sizes = {key: value for key, value in [("testSize", test), ("trainSize", train)] if value is not None}
            add(
                "stratifiedShuffleSplit",
                n,
                {"nSplits": 4, "seed": seed, **sizes},
                StratifiedShuffleSplit(4, test_size=test, train_size=train, random_state=seed),
                y,
                labels=s,
            )
            add(
                "shuffleSplit",
                n,
                {"nSplits": 4, "seed": seed, **sizes},
                ShuffleSplit(4, test_size=test, train_size=train, random_state=seed),
            )
for seed in [0, 5]:
    add("repeatedKFold", 57, {"nSplits": 4, "nRepeats": 3, "seed": seed}, RepeatedKFold(n_splits=4, n_repeats=3, random_state=seed))
for n, count, s, k in [(60, 7, 1, 3), (200, 16, 4, 5), (500, 12, 9, 4)]:
    g, y = groups(n, count, s), labels(n, s)
    about = {"labels": s, "groups": [count, s]}
    add("groupKFold", n, {"nSplits": k}, GroupKFold(k), y, g, **about)
    add("leaveOneGroupOut", n, {}, LeaveOneGroupOut(), y, g, **about)
    add("stratifiedGroupKFold", n, {"nSplits": k}, StratifiedGroupKFold(k), y, g, **about)
    for seed in [0, 3]:
        add("groupShuffleSplit", n, {"nSplits": 4, "seed": seed}, GroupShuffleSplit(4, random_state=seed), y, g, **about)
for n, options in [
    (12, {"nSplits": 3}),
    (100, {"nSplits": 5}),
    (100, {"nSplits": 4, "gap": 3}),
    (100, {"nSplits": 4, "maxTrainSize": 20}),
    (100, {"nSplits": 4, "maxTrainSize": 20, "testSize": 7, "gap": 5}),
]:
    named = {"nSplits": "n_splits", "gap": "gap", "maxTrainSize": "max_train_size", "testSize": "test_size"}
    add("timeSeriesSplit", n, options, TimeSeriesSplit(**{named[key]: value for key, value in options.items()}))

pathlib.Path(__file__).with_name("split.json").write_text(json.dumps({"cases": cases}, separators=(",", ":")) + "\n")
