"""What the peers share: reading a table that data.ts wrote, and measuring one call."""
import json
import os
import resource
import time

import numpy as np

folder = os.environ["BENCH_DATA"]


def read(name):
    """Features as float32, rows x columns in row order, and the target."""
    with open(f"{folder}/{name}.json") as file:
        about = json.load(file)
    x = np.fromfile(f"{folder}/{name}.x.bin", dtype="<f4").reshape(about["columns"], about["rows"])
    y = np.fromfile(f"{folder}/{name}.y.bin", dtype="<i4" if about["classes"] > 0 else "<f8")
    return np.ascontiguousarray(x.T), y


def cpu():
    usage = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime + children.ru_utime + children.ru_stime


def measure(call):
    """Runs the call; gives its result and a function that prints the line that the driver reads."""
    before, start = cpu(), time.perf_counter()
    result = call()
    wall, used = time.perf_counter() - start, cpu() - before
    # Before what was fitted is judged, which takes memory of its own.
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024

    def show(**quality):
        print(json.dumps({"wall": wall, "cpu": used, "peakMb": peak, "quality": {k: float(v) for k, v in quality.items()}}))

    return result, show
