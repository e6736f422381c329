"""The book's spiral data and arithmetic for whole programs: float32, with products taken in float64."""

import numpy as np


def spiral(samples, classes):
    X = np.zeros((samples * classes, 2), dtype=np.float32)
    y = np.repeat(np.arange(classes, dtype=np.int32), samples)
    for c in range(classes):
        radius = np.linspace(0.0, 1, samples)
        noise = np.random.randn(samples).astype(np.float32) * 0.2
        angle = np.linspace(c * 4, (c + 1) * 4, samples) + noise
        X[c * samples : (c + 1) * samples, 0] = radius * np.sin(angle * 2.5)
        X[c * samples : (c + 1) * samples, 1] = radius * np.cos(angle * 2.5)
    return X, y


def normal(rows, columns):
    return 0.01 * np.random.randn(rows, columns).astype(np.float32)
