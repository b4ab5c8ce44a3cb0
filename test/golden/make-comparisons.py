"""Writes comparisons.json: paired differences by SciPy's normal distribution, and Holm's adjustment as a definition
(the largest of (m - j) p_(j) over all j up to the rank) rather than as a loop.

    /usr/bin/python3 test/golden/make-comparisons.py
"""
import json
import os

import numpy as np
from scipy.stats import norm, sem

rng = np.random.RandomState(8)
paired = []
for n, level, power in [(5, 0.95, 0.8), (38, 0.95, 0.8), (38, 0.9, 0.9), (200, 0.99, 0.5)]:
    a = np.round(rng.exponential(size=n), 6)
    b = np.round(rng.exponential(size=n) + 0.1, 6)
    difference = a - b
    error = sem(difference)
    paired.append({
        'a': a.tolist(),
        'b': b.tolist(),
        'level': level,
        'power': power,
        'mean': difference.mean(),
        'standardError': error,
        'pValue': 2 * norm.sf(abs(difference.mean()) / error),
        'detectable': (norm.ppf((1 + level) / 2) + norm.ppf(power)) * error,
    })

holm = []
for m in [1, 3, 10, 40]:
    p = np.round(rng.beta(0.4, 2, size=m), 5)
    if m > 3:
        p[4] = p[1]
    ranks = np.argsort(np.argsort(p, kind='stable'), kind='stable')
    ordered = np.sort(p, kind='stable')
    steps = [min(1.0, (m - j) * ordered[j]) for j in range(m)]
    holm.append({'pValues': p.tolist(), 'adjusted': [max(steps[: rank + 1]) for rank in ranks]})

path = os.path.join(os.path.dirname(os.path.abspath(__file__)), 'comparisons.json')
with open(path, 'w') as file:
    json.dump({'paired': paired, 'holm': holm}, file)
    file.write('\n')
