#!/usr/bin/python3
"""Golden digests of resamplers, from imbalanced-learn 0.10.0: 50 random tables, each through every sampler whose oracle that is.

Tables are drawn by NumPy from a seed, so that only the seed is kept: the test draws them again with its own generator. A
table is redrawn with the next seed while neighbours are too near to a tie for bit equality to be demanded: for every query
adjacent exact squared distances up to rank k + 2 must differ by more than 16 eps max |x|^2.

Run: /usr/bin/python3 test/golden/make-resample.py
"""
import hashlib
import json
import pathlib

import numpy as np
from imblearn.combine import SMOTEENN, SMOTETomek
from imblearn.over_sampling import ADASYN, SMOTE, BorderlineSMOTE, RandomOverSampler
from imblearn.under_sampling import EditedNearestNeighbours, RandomUnderSampler, TomekLinks
from sklearn.neighbors import NearestNeighbors

SHARES = [[0.75, 0.25], [0.2, 0.5, 0.3], [0.6, 0.15, 0.25], [0.85, 0.15]]


def draw(seed, number):
    """60 to 180 rows, 2 to 20 columns, doubles or singles. Uniform numbers, which every generator draws alike."""
    state = np.random.RandomState(seed)
    n = 60 + int(state.randint(0, 121))
    d = 2 + int(state.randint(0, 19))
    shares = SHARES[number % len(SHARES)]
    x = np.empty((n, d))
    for j in range(d):
        # About normal: four uniform numbers a value.
        u = state.uniform(size=4 * n).reshape(n, 4)
        x[:, j] = ((u[:, 0] + u[:, 1]) + (u[:, 2] + u[:, 3])) - 2
    u = state.uniform(size=n)
    y = np.searchsorted(np.cumsum(shares)[:-1], u, side="right")
    # Classes overlap but differ.
    x[:, 0] += 0.5 * y
    if number % 2 == 1:
        x = x.astype("f4")
    return x, y


def is_clear(x, k):
    """Whether no two neighbours up to rank k + 2 are so near to a tie that rounding decides."""
    x = x.astype("f8")
    squared = np.zeros((len(x), len(x)))
    for j in range(x.shape[1]):
        squared += (x[:, j][:, None] - x[:, j][None, :]) ** 2
    squared.sort(axis=1)
    gaps = np.diff(squared[:, : k + 3], axis=1)
    return gaps.min() > 16 * np.finfo("f8").eps * (x**2).sum(axis=1).max()


def digest(x, y):
    """Of the values row by row as little-endian doubles, then the classes as 32-bit numbers."""
    return hashlib.sha256(x.astype("<f8", order="C").tobytes() + y.astype("<i4").tobytes()).hexdigest()[:32]


def samplers(seed, k):
    return {
        "smote": SMOTE(random_state=seed, k_neighbors=k),
        "smoteAll": SMOTE(random_state=seed, k_neighbors=k, sampling_strategy="not minority"),
        "adasyn": ADASYN(random_state=seed, n_neighbors=k),
        "borderline1": BorderlineSMOTE(random_state=seed, k_neighbors=k),
        "borderline1m5": BorderlineSMOTE(random_state=seed, k_neighbors=k, m_neighbors=5),
        "randomOver": RandomOverSampler(random_state=seed),
        "randomUnder": RandomUnderSampler(random_state=seed),
        "randomUnderMajority": RandomUnderSampler(random_state=seed, sampling_strategy="majority"),
        "randomUnderReplacement": RandomUnderSampler(random_state=seed, replacement=True, sampling_strategy="all"),
        "tomek": TomekLinks(),
        "tomekAll": TomekLinks(sampling_strategy="all"),
        "enn": EditedNearestNeighbours(),
        "ennMode": EditedNearestNeighbours(kind_sel="mode", n_neighbors=4, sampling_strategy="all"),
        "smoteEnn": SMOTEENN(random_state=seed, smote=SMOTE(random_state=seed, k_neighbors=k)),
        "smoteTomek": SMOTETomek(random_state=seed, smote=SMOTE(random_state=seed, k_neighbors=k)),
    }


def borderline2(x, y, seed, k=5, m=10):
    """Borderline-SMOTE 2 as imbalanced-learn defines it after 0.10: neighbours among all rows, steps to others cut in half."""
    counts = np.bincount(y)
    xs, ys = [x], [y]
    for c in range(len(counts)):
        made = counts.max() - counts[c]
        own = x[y == c]
        around = NearestNeighbors(n_neighbors=m + 1).fit(x).kneighbors(own, return_distance=False)[:, 1:]
        others = (y[around] != c).sum(axis=1)
        danger = own[(others >= m / 2) & (others < m)]
        if made == 0 or c == counts.argmax() or len(danger) == 0:
            continue
        near = NearestNeighbors(n_neighbors=k + 1).fit(x).kneighbors(danger, return_distance=False)[:, 1:]
        state = np.random.RandomState(seed)
        pair = state.randint(0, near.size, made)
        step = state.uniform(size=made)[:, None]
        base, neighbor = danger[pair // k], near[pair // k, pair % k]
        difference = x[neighbor] - base
        other = y[neighbor] != c
        difference[other] *= np.random.RandomState(seed).uniform(0, 0.5, (other.sum(), 1))
        xs.append((base + step * difference).astype(x.dtype))
        ys.append(np.full(made, c))
    return np.vstack(xs), np.concatenate(ys)


tables = []
seed = 0
for number in range(50):
    k = 3 + number % 3
    while True:
        seed += 1
        x, y = draw(seed, number)
        counts = np.bincount(y)
        # Also within each class, and among old and new rows together.
        parts = [x] + [x[y == c] for c in range(len(counts))]
        if counts.min() <= k or not all(is_clear(part, max(k, 10)) for part in parts):
            continue
        grown, _ = SMOTE(random_state=seed, k_neighbors=k).fit_resample(x, y)
        if is_clear(grown, 4):
            break
    results = {}
    for name, sampler in samplers(seed, k).items():
        try:
            xr, yr = sampler.fit_resample(x, y)
        except (ValueError, RuntimeError) as error:
            # ADASYN where no row has a neighbour of another class.
            results[name] = {"error": str(error)[:60]}
            continue
        results[name] = {"rows": len(yr), "digest": digest(xr, yr)}
        if number < 2:
            results[name]["last"] = [float(value) for value in xr[-1][:2]]
    xr, yr = borderline2(x, y, seed)
    results["borderline2"] = {"rows": len(yr), "digest": digest(xr, yr)}
    tables.append({"seed": seed, "k": k, "rows": len(y), "columns": x.shape[1], "digest": digest(x, y), "results": results})

# Noise agrees to rounding only: a few values.
x, y = draw(1001, 0)
noisy, _ = RandomOverSampler(random_state=5, shrinkage=0.7).fit_resample(x, y)
state = np.random.RandomState(7)
random = {
    "permutation": state.permutation(20).tolist(),
    "shuffled": state.permutation(np.array([3, 1, 4, 1, 5, 9, 2, 6])).tolist(),
    "normal": state.standard_normal(5).tolist(),
    "after": state.randint(0, 1000, 3).tolist(),
}
pathlib.Path(__file__).with_name("resample.json").write_text(
    json.dumps({"tables": tables, "shares": SHARES, "noise": noisy[len(y) :][:5].ravel().tolist(), "random": random}, separators=(",", ":"))
    + "\n"
)
