"""A process that measures one Python framework; the same orders and answers as harness.mjs."""

import importlib
import json
import math
import os
import sys
import time

import numpy as np

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
framework = importlib.import_module(sys.argv[1])
framework.start(json.loads(sys.argv[2]))


def read_cell(cell):
    """The arrays that lib/cells.mjs wrote."""
    folder, shapes = cell["folder"], dict(cell)

    def read(name, dtype):
        return np.fromfile(os.path.join(folder, name), dtype=dtype)

    if "size" in cell:
        size = cell["size"]
        return dict(shapes, A=read("A", "f4").reshape(size, size), B=read("B", "f4").reshape(size, size))
    widths = cell["widths"]
    layers = cell.get("shapes") or list(zip(widths, widths[1:]))
    weights = [read(f"W{i}", "f4").reshape(shape) for i, shape in enumerate(layers)]
    X = read("X", "f4").reshape(cell["samples"], widths[0])
    return dict(shapes, X=X, y=read("y", "i4"), weights=weights)


work = None
count = 1


def timed(units):
    work.begin()
    start = time.perf_counter()
    value = work.run(units)
    return time.perf_counter() - start, value


def setup(task, cell, warm, seconds, most):
    global work, count
    work = getattr(framework, task)(read_cell(cell))
    checked = cell.get("checked", 1)
    taken, value = timed(checked)
    unit = taken / checked
    end = time.perf_counter() + warm
    while time.perf_counter() < end:
        count = max(1, min(most, math.floor(seconds / unit)))
        unit = timed(count)[0] / count
    count = max(1, min(most, math.floor(seconds / unit)))
    return {"check": value, "count": count, "version": framework.version, "note": getattr(work, "note", None)}


def measure():
    return {"seconds": timed(count)[0], "count": count}


for line in sys.stdin:
    order = json.loads(line)
    name = order.pop("order")
    try:
        answer = {"setup": setup, "measure": measure}[name](**order)
    except Exception as error:  # the parent shows it as the reason for a missing row
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
