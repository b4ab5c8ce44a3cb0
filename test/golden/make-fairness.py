#!/usr/bin/python3
"""Golden numbers of bias metrics and mitigation: second implementations with NumPy, neighbours by scikit-learn 1.2.1.

Run: /usr/bin/python3 test/golden/make-fairness.py

Neither Fairlearn nor smclarify nor AIF360 is installed where this was run, so each formula is written a second time, from
the documents that the docblocks of src/ml/fairness name. Clarify's own vectors (dfB, and 18 of the 21 published values of
German credit from its confusion counts) stand in test/ml/fairness/bias-report.test.ts; the other three, CDDL, CDDPL and FT
of German credit, need rows that are not public, and are dropped.
"""
import itertools
import json
import pathlib

import numpy as np
from sklearn.neighbors import KNeighborsClassifier

rng = np.random.RandomState(20261121)


def ratio(x, y):
    if y != 0:
        return x / y
    return 0.0 if x == 0 else float("inf")


def cdd(positive, d, group):
    """Wachter, Mittelstadt and Russell: share of d among the rejected less that among the accepted, weighted by rows."""
    total = 0.0
    for g in np.unique(group):
        rows = group == g
        rejected, accepted = rows & ~positive, rows & positive
        gap = ratio((rejected & d).sum(), rejected.sum()) - ratio((accepted & d).sum(), accepted.sum())
        total += rows.sum() * gap
    return total / len(group)


def clarify(y, p, d, group, x, positive):
    """All 21, y and p being class codes and `positive` the codes that are wanted."""
    a = ~d
    yes, said = np.isin(y, positive), np.isin(p, positive)
    out = {"CI": (a.sum() - d.sum()) / len(d), "DPL": yes[a].mean() - yes[d].mean()}
    shares = [(np.mean(y[a] == k), np.mean(y[d] == k)) for k in np.unique(y)]
    pa, pd = np.array([s for s in shares if s[0] > 0 and s[1] > 0]).T
    mid = (pa + pd) / 2
    out["KL"] = np.sum(pa * np.log(pa / pd))
    out["JS"] = 0.5 * (np.sum(pa * np.log(pa / mid)) + np.sum(pd * np.log(pd / mid)))
    out["LP"] = np.linalg.norm(pa - pd)
    out["TVD"] = np.abs(pa - pd).sum() / 2
    out["KS"] = np.abs(pa - pd).max()
    out["CDDL"], out["CDDPL"] = cdd(yes, d, group), cdd(said, d, group)
    c = {}
    for name, rows in (("a", a), ("d", d)):
        t, s = yes[rows], said[rows]
        c[name] = dict(tp=(t & s).sum(), fp=(~t & s).sum(), fn=(t & ~s).sum(), tn=(~t & ~s).sum(), n=rows.sum())
    A, D = c["a"], c["d"]
    both = lambda f, g=None: f(A) - (g or f)(D)
    out["DPPL"] = both(lambda k: (k["tp"] + k["fp"]) / k["n"])
    out["DI"] = ratio((D["tp"] + D["fp"]) / D["n"], (A["tp"] + A["fp"]) / A["n"])
    out["DCA"] = both(lambda k: ratio(k["tp"] + k["fn"], k["tp"] + k["fp"]))
    out["DCR"] = -both(lambda k: ratio(k["tn"] + k["fp"], k["tn"] + k["fn"]))
    out["RD"] = both(lambda k: ratio(k["tp"], k["tp"] + k["fn"]))
    out["SD"] = -both(lambda k: ratio(k["tn"], k["tn"] + k["fp"]))
    out["DAR"] = both(lambda k: ratio(k["tp"], k["tp"] + k["fp"]))
    out["DRR"] = -both(lambda k: ratio(k["tn"], k["tn"] + k["fn"]))
    out["AD"] = both(lambda k: (k["tp"] + k["tn"]) / k["n"])
    out["TE"] = ratio(D["fn"], D["fp"]) - ratio(A["fn"], A["fp"])
    b = said.astype(float) - yes + 1
    out["GE"] = np.sum((b / b.mean()) ** 2 - 1) / (2 * len(b))
    knn = KNeighborsClassifier(5 if a.sum() > 9 else 1, algorithm="brute").fit(x[a], said[a])
    flipped = knn.predict(x[d])
    out["FT"] = ((flipped & ~said[d]).sum() - (~flipped & said[d]).sum()) / d.sum()
    return {k: float(v) for k, v in out.items()}


def clarify_case(n, classes, positive):
    d = rng.rand(n) < 0.35
    group = rng.randint(0, 4, n)
    x = np.round(rng.normal(size=(n, 3)) + d[:, None] * 0.5, 4)
    weights = np.linspace(1, 2, classes)
    y = rng.choice(classes, n, p=weights / weights.sum())
    p = np.where(rng.rand(n) < np.where(d, 0.6, 0.75), y, rng.randint(0, classes, n))
    return {
        "y": y.tolist(), "p": p.tolist(), "d": d.astype(int).tolist(), "group": group.tolist(),
        "x": x.T.ravel().tolist(), "classes": classes, "positive": positive,
        "metrics": clarify(y, p, d, group, x, positive),
    }


def fairlearn_case(n, groups):
    facet = np.concatenate([np.arange(groups), rng.randint(0, groups, n - groups)])
    y, p = rng.rand(n) < 0.4, rng.rand(n) < 0.3 + 0.1 * facet
    y[:groups] = True
    by = lambda f: np.array([f(facet == g) for g in range(groups)])
    rates = {
        "selectionRate": lambda r: p[r].mean(),
        "truePositiveRate": lambda r: p[r & y].mean() if (r & y).any() else 0.0,
        "falsePositiveRate": lambda r: p[r & ~y].mean() if (r & ~y).any() else 0.0,
        "falseNegativeRate": lambda r: 1 - p[r & y].mean(),
        "accuracy": lambda r: (p == y)[r].mean(),
    }
    every = np.ones(n, bool)
    table = {k: by(f) for k, f in rates.items()}
    overall = {k: f(every) for k, f in rates.items()}

    def gap(k, method):
        v, o = table[k], overall[k]
        if method == "betweenGroups":
            return v.max() - v.min(), v.min() / v.max()
        return np.abs(v - o).max(), min(min(r, 1 / r) if r > 0 else 0.0 for r in v / o)

    out = {}
    for method in ("betweenGroups", "toOverall"):
        s, t, f = (gap(k, method) for k in ("selectionRate", "truePositiveRate", "falsePositiveRate"))
        out[method] = {
            "demographicParity": s, "equalOpportunity": t,
            "worstCase": (max(t[0], f[0]), min(t[1], f[1])),
            "mean": ((t[0] + f[0]) / 2, (t[1] + f[1]) / 2),
        }
    return {
        "facet": facet.tolist(), "y": y.astype(int).tolist(), "p": p.astype(int).tolist(),
        "groups": {k: v.tolist() for k, v in table.items()}, "disparities": out,
    }


def correlation_case(n, columns, sensitive, alpha):
    s = np.round(rng.normal(size=(n, sensitive)), 4)
    x = np.round(rng.normal(size=(n, columns)) + s @ rng.normal(size=(sensitive, columns)), 4)
    centred = s - s.mean(axis=0)
    beta, *_ = np.linalg.lstsq(centred, x, rcond=None)
    new = np.round(rng.normal(size=(5, columns)), 4)
    new_s = np.round(rng.normal(size=(5, sensitive)), 4)
    back = lambda m, t: alpha * (m - (t - s.mean(axis=0)) @ beta) + (1 - alpha) * m
    return {
        "x": x.T.ravel().tolist(), "s": s.T.ravel().tolist(), "n": n, "columns": columns, "sensitive": sensitive,
        "alpha": alpha, "coefficients": beta.T.ravel().tolist(), "new": new.T.ravel().tolist(),
        "newS": new_s.T.ravel().tolist(), "transformed": back(new, new_s).T.ravel().tolist(),
    }


def reweighing_case(n, groups, weighted):
    s, y = rng.randint(0, groups, n), rng.randint(0, 2, n)
    w = rng.randint(1, 4, n).astype(float) if weighted else np.ones(n)
    out = np.array([
        w[i] * w[s == s[i]].sum() * w[y == y[i]].sum() / (w.sum() * w[(s == s[i]) & (y == y[i])].sum()) for i in range(n)
    ])
    return {"s": s.tolist(), "y": y.tolist(), "w": w.tolist() if weighted else None, "weights": out.tolist()}


def thresholds_case(n, groups, constraint, tolerance):
    """Every combination of thresholds is tried: the greatest number right of those within the tolerance."""
    g, y = np.arange(n) % groups, rng.rand(n) < 0.5
    score = np.round(np.clip(0.3 * y + 0.1 * g + 0.6 * rng.rand(n), 0, 1), 2)
    options = []
    for k in range(groups):
        rows = g == k
        cuts = np.unique(score[rows])
        cuts = np.concatenate([[-1.0], (cuts[1:] + cuts[:-1]) / 2, [2.0]])
        points = []
        for t in cuts:
            said = score[rows] > t
            truth = y[rows]
            rate = {
                "demographicParity": (said.mean(),),
                "equalOpportunity": (said[truth].mean(),),
                "equalizedOdds": (said[truth].mean(), said[~truth].mean()),
            }[constraint]
            points.append((rate, int((said == truth).sum())))
        options.append(points)
    best = 0
    for chosen in itertools.product(*options):
        rates = np.array([c[0] for c in chosen])
        if (rates.max(axis=0) - rates.min(axis=0)).max() <= tolerance + 1e-12:
            best = max(best, sum(c[1] for c in chosen))
    return {
        "g": g.tolist(), "y": y.astype(int).tolist(), "score": score.tolist(), "constraint": constraint,
        "tolerance": tolerance, "right": best,
    }


golden = {
    "clarify": [clarify_case(40, 2, [1]), clarify_case(300, 2, [1]), clarify_case(400, 4, [2, 3])],
    "fairlearn": [fairlearn_case(60, 2), fairlearn_case(200, 4), fairlearn_case(500, 6)],
    "correlation": [correlation_case(30, 2, 1, 1.0), correlation_case(80, 4, 3, 0.7)],
    "reweighing": [reweighing_case(25, 2, False), reweighing_case(40, 4, True)],
    "thresholds": [
        thresholds_case(40, 2, "demographicParity", 0.05),
        thresholds_case(36, 3, "demographicParity", 0.1),
        thresholds_case(40, 2, "equalOpportunity", 0.1),
        thresholds_case(40, 2, "equalizedOdds", 0.15),
        thresholds_case(36, 3, "equalizedOdds", 0.2),
    ],
}
pathlib.Path(__file__).with_name("fairness.json").write_text(json.dumps(golden) + "\n")


def count(value):
    if isinstance(value, dict):
        return sum(count(v) for v in value.values())
    if isinstance(value, (list, tuple)):
        return sum(count(v) for v in value)
    return isinstance(value, (int, float))


print(sum(count([c.get(k, []) for k in ("metrics", "groups", "disparities", "coefficients", "transformed", "weights", "right")])
          for cases in golden.values() for c in cases), "numbers")
