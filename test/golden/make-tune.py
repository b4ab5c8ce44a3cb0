"""Sobol points (scipy.stats.qmc.Sobol, not scrambled) and normal tails, for test/ml/tune. Writes tune.json beside itself."""

import json
import pathlib

import numpy as np
from scipy import stats
from scipy.stats import qmc

points = qmc.Sobol(64, scramble=False).random_base2(5)
z = [-30.0, -8.0, -3.5, -1.0, -0.1, 0.0, 0.5, 2.0, 2.999, 3.001, 6.5]
from sklearn.gaussian_process.kernels import Matern

rng = np.random.default_rng(1)
x = rng.random((6, 3))
k = 2.5 * Matern(length_scale=1 / np.sqrt([1.0, 4.0, 9.0]), nu=2.5)(x) + (1e-3 + 1e-6) * np.eye(6)
y = np.sin(x.sum(axis=1) * 4)
q = rng.random((4, 3))
kq = 2.5 * Matern(length_scale=1 / np.sqrt([1.0, 4.0, 9.0]), nu=2.5)(q, x)
mean = kq @ np.linalg.solve(k, y)
variance = 2.5 - np.einsum("ij,ji->i", kq, np.linalg.solve(k, kq.T))
best = -0.5
zz = (best - mean) / np.sqrt(variance)
log_ei = np.log(np.sqrt(variance)) + np.log(stats.norm.pdf(zz) + zz * stats.norm.cdf(zz))
out = {
    "sobol": points.tolist(),
    "z": z,
    "cdf": stats.norm.cdf(z).tolist(),
    "mills": [float(np.exp(stats.norm.logsf(abs(v)) - stats.norm.logpdf(abs(v)))) for v in z],
    "gp": {"x": x.tolist(), "y": y.tolist(), "q": q.tolist(), "mean": mean.tolist(), "variance": variance.tolist(),
           "best": best, "logEi": log_ei.tolist()},
}
pathlib.Path(__file__).with_name("tune.json").write_text(json.dumps(out) + "\n")
