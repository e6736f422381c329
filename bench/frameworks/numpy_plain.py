"""NumPy written out for speed: no classes, no needless copies, float32 throughout."""

import numpy as np

version = f"NumPy {np.__version__}"
dtype = np.float32


def start(settings):
    global dtype
    dtype = np.dtype(settings.get("dtype", "float32"))


class train:
    def __init__(self, cell):
        self.cell = cell

    def begin(self):
        self.weights = [weights.copy() for weights in self.cell["weights"]]
        self.biases = [np.zeros(weights.shape[1], np.float32) for weights in self.weights]
        parameters = [value for pair in zip(self.weights, self.biases) for value in pair]
        self.slots = [(value, np.zeros_like(value), np.zeros_like(value)) for value in parameters]
        self.at = 0
        self.run(1)

    def run(self, count):
        cell = self.cell
        X, y, batch, samples = (cell[name] for name in ("X", "y", "batch", "samples"))
        rows, f4 = np.arange(batch), np.float32
        for _ in range(count):
            begin = (self.at * batch) % samples
            labels = y[begin : begin + batch]
            outputs = [X[begin : begin + batch]]
            for i, (weights, biases) in enumerate(zip(self.weights, self.biases)):
                values = outputs[-1] @ weights
                values += biases
                if i < len(self.weights) - 1:
                    np.maximum(values, 0, out=values)
                outputs.append(values)
            slope = outputs.pop()
            slope -= slope.max(axis=1, keepdims=True)
            np.exp(slope, out=slope)
            slope /= slope.sum(axis=1, keepdims=True)
            loss = -np.log(np.clip(slope[rows, labels], 1e-7, 1 - 1e-7)).mean()
            self.accuracy = (slope.argmax(axis=1) == labels).mean()
            slope[rows, labels] -= 1
            slope /= batch
            gradients = []
            for i in range(len(self.weights) - 1, -1, -1):
                gradients += [slope.sum(axis=0), outputs[i].T @ slope]
                if i > 0:
                    slope = slope @ self.weights[i].T
                    slope *= outputs[i] > 0
            rate = cell["learningRate"] / (1 + cell["decay"] * self.at)
            self.at += 1
            whole = f4((1 - 0.999**self.at) ** 0.5)
            scaled = f4(rate / (1 - 0.9**self.at)) * whole
            for (value, momentum, cache), gradient in zip(self.slots, reversed(gradients)):
                momentum *= f4(0.9)
                momentum += f4(0.1) * gradient
                cache *= f4(0.999)
                np.square(gradient, out=gradient)
                gradient *= f4(0.001)
                cache += gradient
                np.sqrt(cache, out=gradient)
                gradient += f4(1e-7) * whole
                np.divide(momentum, gradient, out=gradient)
                gradient *= scaled
                value -= gradient
        return float(loss)


class predict:
    def __init__(self, cell):
        self.cell = cell

    def begin(self):
        pass

    def run(self, count):
        X, samples, batch, weights = (self.cell[name] for name in ("X", "samples", "batch", "weights"))
        biases = [np.zeros(w.shape[1], np.float32) for w in weights]
        for _ in range(count):
            result = np.empty((samples, weights[-1].shape[1]), np.float32)
            for begin in range(0, samples, batch):
                values = X[begin : begin + batch]
                for i, w in enumerate(weights):
                    values = values @ w
                    values += biases[i]
                    if i < len(weights) - 1:
                        np.maximum(values, 0, out=values)
                values -= values.max(axis=1, keepdims=True)
                np.exp(values, out=values)
                values /= values.sum(axis=1, keepdims=True)
                result[begin : begin + batch] = values
        return float(result[0, 0])


class product:
    def __init__(self, cell):
        self.A, self.B = cell["A"].astype(dtype), cell["B"].astype(dtype)

    def begin(self):
        pass

    def run(self, count):
        for _ in range(count):
            C = self.A @ self.B
        return float(C[0, 0])
