#!/usr/bin/python3
"""Golden numbers of metrics with ties and sample weights, from scikit-learn 1.2.1.

Run: /usr/bin/python3 test/golden/make-judging.py
What 1.2.1 lacks comes from second implementations written here, marked "second".
"""
import json
import pathlib

import numpy as np
from sklearn import metrics
from sklearn.calibration import calibration_curve

rng = np.random.RandomState(20261121)


def second_ovo(y, p, w):
    """Hand and Till with weights: for each pair the mean of both areas, on the rows of the pair."""
    k = p.shape[1]
    values, support = [], []
    for a in range(k):
        for b in range(a + 1, k):
            rows = (y == a) | (y == b)
            one = metrics.roc_auc_score(y[rows] == a, p[rows, a], sample_weight=w[rows])
            two = metrics.roc_auc_score(y[rows] == b, p[rows, b], sample_weight=w[rows])
            values.append((one + two) / 2)
            support.append(w[rows].sum())
    return float(np.mean(values)), float(np.average(values, weights=support))


def second_brier(y, p, w):
    return float(np.average(((p - np.eye(p.shape[1])[y]) ** 2).sum(axis=1), weights=w))


def second_rps(y, p, w):
    gap = np.cumsum(p, axis=1)[:, :-1] - np.cumsum(np.eye(p.shape[1])[y], axis=1)[:, :-1]
    return float(np.average((gap**2).sum(axis=1) / (p.shape[1] - 1), weights=w))


def classes_case(n, k, digits, weighted):
    p = rng.multinomial(digits, np.ones(k) / k, size=n) / digits
    y = np.array([rng.choice(k, p=row * 0.6 + 0.4 / k) for row in p])
    y[:k] = range(k)
    w = rng.randint(0, 5, n).astype(float) if weighted else np.ones(n)
    w[:k] = 1.0
    said = p.argmax(axis=1)
    labels = list(range(k))
    scores = {}
    scores["accuracy"] = metrics.accuracy_score(y, said, sample_weight=w)
    scores["balancedAccuracy"] = metrics.balanced_accuracy_score(y, said, sample_weight=w)
    scores["matthewsCorrelation"] = metrics.matthews_corrcoef(y, said, sample_weight=w)
    for name, kind in [("any", None), ("linear", "linear"), ("quadratic", "quadratic")]:
        scores[f"cohenKappa {name}"] = metrics.cohen_kappa_score(y, said, weights=kind, sample_weight=w, labels=labels)
    for beta in (0.5, 1, 2):
        for average in ("macro", "weighted", "micro"):
            pre, rec, f, _ = metrics.precision_recall_fscore_support(
                y, said, beta=beta, average=average, zero_division=0, sample_weight=w, labels=labels
            )
            scores[f"fBeta {beta} {average}"] = f
            if beta == 1:
                scores[f"precision {average}"] = pre
                scores[f"recall {average}"] = rec
    scores["logLoss"] = metrics.log_loss(y, p, labels=labels, sample_weight=w, eps=2.0**-52)
    scores["brierMultiClass"] = second_brier(y, p, w)
    scores["rps"] = second_rps(y, p, w)
    for c in labels:
        scores[f"brierBinary {c}"] = metrics.brier_score_loss(y == c, p[:, c], sample_weight=w)
        scores[f"rocAuc {c}"] = metrics.roc_auc_score(y == c, p[:, c], sample_weight=w)
        scores[f"averagePrecision {c}"] = metrics.average_precision_score(y == c, p[:, c], sample_weight=w)
    if k > 2:
        # With equal scores scikit-learn ranks by the sort of NumPy; its definition is the same, so ties are broken apart here.
        q = p + rng.uniform(0, 1e-6, p.shape)
        q /= q.sum(axis=1, keepdims=True)
        scores["topK 2"] = metrics.top_k_accuracy_score(y, q, k=2, labels=labels, sample_weight=w)
        one = {"untied": q.ravel().tolist()}
        scores["ovr macro"] = metrics.roc_auc_score(y, p, multi_class="ovr", average="macro", sample_weight=w, labels=labels)
        scores["ovr weighted"] = metrics.roc_auc_score(y, p, multi_class="ovr", average="weighted", sample_weight=w, labels=labels)
        macro, mean = second_ovo(y, p, w)
        scores["ovo macro"], scores["ovo weighted"] = macro, mean
        if not weighted:
            assert abs(macro - metrics.roc_auc_score(y, p, multi_class="ovo", average="macro")) < 1e-12
    else:
        one = {}
    precision, recall, thresholds = metrics.precision_recall_curve(y == 1, p[:, 1], sample_weight=w)
    fpr, tpr, cuts = metrics.roc_curve(y == 1, p[:, 1], sample_weight=w, drop_intermediate=False)
    curves = {"precision": precision, "recall": recall, "thresholds": thresholds, "fpr": fpr, "tpr": tpr, "cuts": cuts[1:]}
    return {
        "classes": [f"c{c}" for c in labels],
        "actual": y.tolist(),
        "probabilities": p.ravel().tolist(),
        **one,
        "sampleWeight": w.tolist() if weighted else None,
        "scores": {name: float(value) for name, value in scores.items()},
        "curves": {name: values.tolist() for name, values in curves.items()},
    }


def numbers_case(n, weighted, scale):
    y = np.round(rng.normal(5, 2, n) * scale, 2)
    y[y == 0] = 0.5
    said = np.round(y + rng.normal(0.3, 1, n) * scale, 1)
    w = rng.uniform(0, 3, n) if weighted else np.ones(n)
    training = np.round(rng.normal(5, 2, 40) * scale, 2)
    scores = {
        "meanAbsoluteError": metrics.mean_absolute_error(y, said, sample_weight=w),
        "meanSquaredError": metrics.mean_squared_error(y, said, sample_weight=w),
        "rootMeanSquaredError": metrics.mean_squared_error(y, said, sample_weight=w, squared=False),
        "meanAbsolutePercentageError": metrics.mean_absolute_percentage_error(y, said, sample_weight=w),
        "rSquared": metrics.r2_score(y, said, sample_weight=w),
        "explainedVariance": metrics.explained_variance_score(y, said, sample_weight=w),
        "pinball 0.1": metrics.mean_pinball_loss(y, said, sample_weight=w, alpha=0.1),
        "pinball 0.5": metrics.mean_pinball_loss(y, said, sample_weight=w, alpha=0.5),
        "pinball 0.9": metrics.mean_pinball_loss(y, said, sample_weight=w, alpha=0.9),
        "maxError": metrics.max_error(y, said),
        "symmetric": np.average(2 * abs(y - said) / (abs(y) + abs(said)), weights=w),
        "scaled 1": np.average(abs(y - said), weights=w) / np.mean(abs(np.diff(training))),
        "scaled 12": np.average(abs(y - said), weights=w) / np.mean(abs(training[12:] - training[:-12])),
    }
    if not weighted:
        scores["medianAbsoluteError"] = metrics.median_absolute_error(y, said)
    return {
        "actual": y.tolist(),
        "predicted": said.tolist(),
        "training": training.tolist(),
        "sampleWeight": w.tolist() if weighted else None,
        "scores": {name: float(value) for name, value in scores.items()},
    }


def second_ece(y, p, w, bins):
    conf, hit = p.max(axis=1), p.argmax(axis=1) == y
    total = 0.0
    for m in range(bins):
        inside = (conf > m / bins) & (conf <= (m + 1) / bins) if m else conf <= 1 / bins
        if w[inside].sum() > 0:
            gap = np.average(hit[inside], weights=w[inside]) - np.average(conf[inside], weights=w[inside])
            total += w[inside].sum() / w.sum() * abs(gap)
    return float(total)


def second_gain(is_class, s, w):
    """Share of the class among the rows from each score on, scores falling."""
    return [float(w[(s >= t) & is_class].sum() / w[is_class].sum()) for t in sorted(set(s[w > 0]), reverse=True)]


def more_case(n, k, digits, weighted):
    """What the cases above leave out, from a stream of its own so that those stay as they are."""
    rng = np.random.RandomState(1000 * n + 10 * k + weighted)
    p = rng.multinomial(digits, np.ones(k) / k, size=n) / digits
    y = np.array([rng.choice(k, p=row * 0.7 + 0.3 / k) for row in p])
    y[:k] = range(k)
    w = rng.randint(0, 4, n).astype(float) if weighted else np.ones(n)
    w[:k] = 2.0 if weighted else 1.0
    said = p.argmax(axis=1)
    labels = list(range(k))
    scores = {}
    for beta in (0.5, 1, 3):
        pre, rec, f, _ = metrics.precision_recall_fscore_support(
            y, said, beta=beta, zero_division=0, sample_weight=w, labels=labels
        )
        for c in labels:
            scores[f"fBetaOf {beta} {c}"] = f[c]
            if beta == 1:
                scores[f"precisionOf {c}"] = pre[c]
                scores[f"recallOf {c}"] = rec[c]
    matrix = metrics.confusion_matrix(y, said, sample_weight=w, labels=labels)
    for a in labels:
        for b in labels:
            scores[f"confusion {a} {b}"] = matrix[a, b]
    for bins in (5, 10, 15):
        scores[f"ece {bins}"] = second_ece(y, p, w, bins)
    areas = [metrics.average_precision_score(y == c, p[:, c], sample_weight=w) for c in labels]
    scores["averagePrecisionMean macro"] = np.mean(areas)
    scores["averagePrecisionMean weighted"] = np.average(areas, weights=[w[y == c].sum() for c in labels])
    for t in np.quantile(p[w > 0, 1], (0.2, 0.4, 0.6, 0.8, 0.95)):
        # The lowest score that occurs from t on: what is called from t on is called from it on.
        at = p[(p[:, 1] >= t) & (w > 0), 1].min()
        called = p[:, 1] >= at
        for name, metric in [("precision", metrics.precision_score), ("recall", metrics.recall_score), ("f1", metrics.f1_score)]:
            scores[f"sweep {name} {float(at)!r}"] = metric(y == 1, called, sample_weight=w)
    curves = {"gain": second_gain(y == 1, p[:, 1], w)}
    if not weighted:
        happened, predicted = calibration_curve(y == 1, p[:, 1], n_bins=10)
        curves["observed"], curves["predicted"] = happened.tolist(), predicted.tolist()
    return {
        "classes": [f"c{c}" for c in labels],
        "actual": y.tolist(),
        "probabilities": p.ravel().tolist(),
        "sampleWeight": w.tolist() if weighted else None,
        "scores": {name: float(value) for name, value in scores.items()},
        "curves": curves,
    }


def errors_case(n):
    rng = np.random.RandomState(n)
    y, said, w = np.round(rng.normal(3, 2, n), 1), np.round(rng.normal(3, 2, n), 1), rng.randint(0, 4, n)
    kept = w > 0
    return {
        "actual": y.tolist(),
        "predicted": said.tolist(),
        "sampleWeight": w.tolist(),
        # Whole weights are copies of a row.
        "medianWeighted": float(np.median(np.repeat(abs(y - said), w))),
        "maxErrorWeighted": float(abs(y - said)[kept].max()),
    }


golden = {
    "classes": [
        classes_case(n, k, digits, weighted)
        for n, k, digits in [(60, 2, 12), (150, 3, 20), (200, 4, 9)]
        for weighted in (False, True)
    ],
    "numbers": [numbers_case(n, weighted, scale) for n, scale in [(50, 1.0), (121, 40.0)] for weighted in (False, True)],
    "more": [more_case(n, k, digits, weighted) for n, k, digits in [(90, 2, 15), (160, 3, 12), (240, 5, 11)] for weighted in (False, True)],
}
golden["errors"] = [errors_case(n) for n in (31, 50, 84)]
pathlib.Path(__file__).with_name("judging.json").write_text(json.dumps(golden) + "\n")
print(sum(len(case["scores"]) for part in golden.values() for case in part if "scores" in case), "numbers")
