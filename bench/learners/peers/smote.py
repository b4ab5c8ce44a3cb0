"""SMOTE end to end by imbalanced-learn: smote.py DATA"""
import sys

from bench_data import measure, read
from imblearn.over_sampling import SMOTE

x, y = read(sys.argv[1])
(features, labels), show = measure(lambda: SMOTE(random_state=1).fit_resample(x, y))
show(rows=len(labels))
