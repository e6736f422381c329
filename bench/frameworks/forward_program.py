"""Chapter 5's program with NumPy, as `nnfs forward --samples N` runs it, to the same lines."""

import sys

import numpy as np
from common import normal, spiral
from numpy_classes import Dense, ReLU, SoftmaxCrossentropy, start

start({"precision": "float64"})
np.random.seed(0)
X, y = spiral(int(sys.argv[1]), 3)
dense1, activation, dense2 = Dense(normal(2, 3)), ReLU(), Dense(normal(3, 3))
dense1.forward(X)
activation.forward(dense1.output)
dense2.forward(activation.output)
close = SoftmaxCrossentropy()
loss = close.forward(dense2.output, y)
print(close.output[:5])
print(f"loss: {loss!s}")
print(f"acc: {np.mean(np.argmax(close.output, axis=1) == y)!s}")
