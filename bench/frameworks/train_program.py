"""Chapter 10's program with NumPy, as `nnfs train` runs it, to the same lines."""

import sys

import numpy as np
from common import normal, spiral
from numpy_classes import Network, start

start({"precision": "float64"})
np.random.seed(0)
X, y = spiral(100, 3)
network = Network({"weights": [normal(2, 64), normal(64, 3)], "learningRate": 0.05, "decay": 5e-7})
for epoch in range(int(sys.argv[1])):
    rate = network.optimizer.current
    loss = network.step(X, y)
    if epoch % 100 == 0:
        print(f"epoch: {epoch}, acc: {network.accuracy:.3f}, loss: {loss:.3f}, lr: {rate}")
