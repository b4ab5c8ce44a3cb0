#!/usr/bin/python3
"""Golden numbers of the metrics, from scikit-learn 1.2.1 (and SciPy for quantiles).

Run: /usr/bin/python3 test/golden/make-metrics.py
Multi-class Brier, RPS and ECE, which scikit-learn 1.2.1 lacks, come from second implementations written here.
"""
import json
import pathlib

import numpy as np
from scipy.stats import norm
from sklearn import metrics

rng = np.random.RandomState(20240501)


def brier_sum(y, p):
    return float(np.mean(np.sum((p - np.eye(p.shape[1])[y]) ** 2, axis=1)))


def rps(y, p):
    gap = np.cumsum(p, axis=1)[:, :-1] - np.cumsum(np.eye(p.shape[1])[y], axis=1)[:, :-1]
    return float(np.mean(np.sum(gap**2, axis=1) / (p.shape[1] - 1)))


def ece(y, p, bins):
    conf, hit = p.max(axis=1), p.argmax(axis=1) == y
    edges = [m / bins for m in range(bins + 1)]
    total = 0.0
    for m in range(bins):
        inside = (conf > edges[m]) & (conf <= edges[m + 1]) if m else conf <= edges[1]
        if inside.any():
            total += inside.sum() / len(y) * abs(hit[inside].mean() - conf[inside].mean())
    return total


def probabilities(n, k, digits):
    """Rows that sum to 1 with many equal values among them, and some exact zeros and ones."""
    parts = rng.multinomial(digits, np.ones(k) / k, size=n)
    p = parts / digits
    p[: n // 20] = np.eye(k)[rng.randint(0, k, n // 20)]
    return p


cases = []
for n, k, digits in [(40, 2, 20), (200, 2, 50), (120, 3, 30), (300, 4, 17)]:
    p = probabilities(n, k, digits)
    y = np.array([rng.choice(k, p=row * 0.5 + 0.5 / k) for row in p])
    predicted = p.argmax(axis=1)
    labels = list(range(k))
    precision, recall, f1, support = metrics.precision_recall_fscore_support(y, predicted, labels=labels, zero_division=0)
    macro = metrics.precision_recall_fscore_support(y, predicted, average="macro", zero_division=0)
    case = {
        "classes": [f"c{c}" for c in labels],
        "actual": y.tolist(),
        "probabilities": p.ravel().tolist(),
        "predicted": predicted.tolist(),
        "accuracy": metrics.accuracy_score(y, predicted),
        "balancedAccuracy": metrics.balanced_accuracy_score(y, predicted),
        "confusion": metrics.confusion_matrix(y, predicted, labels=labels).ravel().tolist(),
        "precision": precision.tolist(),
        "recall": recall.tolist(),
        "f1": f1.tolist(),
        "support": support.tolist(),
        "macro": list(macro[:3]),
        "logLoss": metrics.log_loss(y, p, labels=labels),
        "clipped": int(np.sum(p[np.arange(n), y] == 0)),
        "brierMultiClass": brier_sum(y, p),
        "brierBinary": [metrics.brier_score_loss(y == c, p[:, c]) for c in labels],
        "rps": rps(y, p),
        "ece15": ece(y, p, 15),
        "ece7": ece(y, p, 7),
        "aucPerClass": [metrics.roc_auc_score(y == c, p[:, c]) for c in labels],
    }
    if k > 2:
        case["aucMacro"] = metrics.roc_auc_score(y, p, multi_class="ovr", average="macro")
        case["aucWeighted"] = metrics.roc_auc_score(y, p, multi_class="ovr", average="weighted")
    fpr, tpr, thresholds = metrics.roc_curve(y == 1, p[:, 1], drop_intermediate=False)
    case["rocCurve"] = {"fpr": fpr.tolist(), "tpr": tpr.tolist(), "thresholds": thresholds[1:].tolist()}
    cases.append(case)

shares = [1e-300, 1e-20, 1e-8, 0.001, 0.025, 0.07, 0.08, 0.3, 0.5, 0.75, 0.925, 0.93, 0.975, 0.999, 1 - 1e-10]
golden = {"cases": cases, "normalQuantile": [[p, float(norm.ppf(p))] for p in shares]}
pathlib.Path(__file__).with_name("metrics.json").write_text(json.dumps(golden) + "\n")
