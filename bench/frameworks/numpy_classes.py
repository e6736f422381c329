"""NumPy in the manner of the book: a class for each part, which keeps its inputs, outputs and gradients.

`precision` 'float64' multiplies matrices in float64 and rounds the product to float32, as the book's `nnfs.init()` arranges;
'float32' leaves NumPy as it is.
"""

import numpy as np

version = f"NumPy {np.__version__}"
product_of = np.dot


def start(settings):
    global product_of
    if settings.get("precision") == "float64":
        product_of = float64_dot


def float64_dot(a, b):
    return np.dot(a.astype(np.float64), b.astype(np.float64)).astype(np.float32)


class Dense:
    def __init__(self, weights, l2=0.0):
        self.weights = weights.copy()
        self.biases = np.zeros((1, weights.shape[1]), dtype=np.float32)
        self.l2 = l2

    def forward(self, inputs):
        self.inputs = inputs
        self.output = product_of(inputs, self.weights) + self.biases

    def backward(self, dvalues):
        self.dweights = product_of(self.inputs.T, dvalues)
        self.dbiases = np.sum(dvalues, axis=0, keepdims=True)
        if self.l2 > 0:
            self.dweights += 2 * self.l2 * self.weights
            self.dbiases += 2 * self.l2 * self.biases
        self.dinputs = product_of(dvalues, self.weights.T)


class ReLU:
    def forward(self, inputs):
        self.inputs = inputs
        self.output = np.maximum(0, inputs)

    def backward(self, dvalues):
        self.dinputs = dvalues.copy()
        self.dinputs[self.inputs <= 0] = 0


class Dropout:
    def __init__(self, rate):
        self.kept = 1 - rate

    def forward(self, inputs):
        self.mask = np.random.binomial(1, self.kept, size=inputs.shape) / self.kept
        if product_of is np.dot:
            self.mask = self.mask.astype(np.float32)
        self.output = inputs * self.mask

    def backward(self, dvalues):
        self.dinputs = dvalues * self.mask


class SoftmaxCrossentropy:
    """The closing activation and the loss, taken in one step on the way back."""

    def forward(self, inputs, labels):
        powers = np.exp(inputs - np.max(inputs, axis=1, keepdims=True))
        self.output = powers / np.sum(powers, axis=1, keepdims=True)
        clipped = np.clip(self.output, 1e-7, 1 - 1e-7)
        return np.mean(-np.log(clipped[range(len(labels)), labels]))

    def backward(self, labels):
        self.dinputs = self.output.copy()
        self.dinputs[range(len(labels)), labels] -= 1
        self.dinputs /= len(labels)


class Adam:
    def __init__(self, learning_rate, decay):
        self.learning_rate = self.current = learning_rate
        self.decay = decay
        self.iterations = 0

    def before(self):
        self.current = self.learning_rate * (1.0 / (1.0 + self.decay * self.iterations))

    def update(self, layer):
        if not hasattr(layer, "weight_cache"):
            layer.weight_momentum = np.zeros_like(layer.weights)
            layer.weight_cache = np.zeros_like(layer.weights)
            layer.bias_momentum = np.zeros_like(layer.biases)
            layer.bias_cache = np.zeros_like(layer.biases)
        layer.weight_momentum = 0.9 * layer.weight_momentum + (1 - 0.9) * layer.dweights
        layer.bias_momentum = 0.9 * layer.bias_momentum + (1 - 0.9) * layer.dbiases
        weight_step = layer.weight_momentum / (1 - 0.9 ** (self.iterations + 1))
        bias_step = layer.bias_momentum / (1 - 0.9 ** (self.iterations + 1))
        layer.weight_cache = 0.999 * layer.weight_cache + (1 - 0.999) * layer.dweights**2
        layer.bias_cache = 0.999 * layer.bias_cache + (1 - 0.999) * layer.dbiases**2
        weight_size = layer.weight_cache / (1 - 0.999 ** (self.iterations + 1))
        bias_size = layer.bias_cache / (1 - 0.999 ** (self.iterations + 1))
        layer.weights += -self.current * weight_step / (np.sqrt(weight_size) + 1e-7)
        layer.biases += -self.current * bias_step / (np.sqrt(bias_size) + 1e-7)

    def after(self):
        self.iterations += 1


class Network:
    """The layers of a cell and a step through them."""

    def __init__(self, cell):
        rate, l2 = cell.get("dropout", 0), cell.get("l2", 0)
        self.layers = []
        last = len(cell["weights"]) - 1
        for i, weights in enumerate(cell["weights"]):
            self.layers.append(Dense(weights, l2 if i < last else 0.0))
            if i < last:
                self.layers.append(ReLU())
                if rate > 0:
                    self.layers.append(Dropout(rate))
        self.close = SoftmaxCrossentropy()
        self.optimizer = Adam(cell["learningRate"], cell["decay"])

    def step(self, X, y):
        values = X
        for layer in self.layers:
            layer.forward(values)
            values = layer.output
        loss = self.close.forward(values, y)
        self.accuracy = np.mean(np.argmax(self.close.output, axis=1) == y)
        self.close.backward(y)
        dvalues = self.close.dinputs
        for layer in reversed(self.layers):
            layer.backward(dvalues)
            dvalues = layer.dinputs
        self.optimizer.before()
        for layer in self.layers:
            if hasattr(layer, "weights"):
                self.optimizer.update(layer)
        self.optimizer.after()
        return loss


class train:
    def __init__(self, cell):
        self.cell = cell

    def begin(self):
        np.random.seed(0)
        self.network = Network(self.cell)
        self.at = 0
        self.run(1)

    def run(self, count):
        X, y, batch, samples = (self.cell[name] for name in ("X", "y", "batch", "samples"))
        for _ in range(count):
            begin = (self.at * batch) % samples
            loss = self.network.step(X[begin : begin + batch], y[begin : begin + batch])
            self.at += 1
        return float(loss)
