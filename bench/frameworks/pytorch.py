"""PyTorch on the CPU, one thread."""

import torch
from torch import nn

version = f"PyTorch {torch.__version__}"


channels_last = False


def start(settings):
    global channels_last
    channels_last = settings.get("channelsLast", False)
    torch.set_num_threads(1)
    torch.manual_seed(0)


def build_convnet(cell):
    """Weights [kh, kw, in, out] and [I, O]; the first Dense layer reads pixels channels last."""
    layers, side = [], 28
    weights = [torch.from_numpy(w) for w in cell["weights"]]
    for i, w in enumerate(weights):
        if w.dim() == 4:
            side = (side - 2) // 2
            layer = nn.Conv2d(w.shape[2], w.shape[3], w.shape[0])
            value = w.permute(3, 2, 0, 1)
        else:
            value = w.T
            if weights[i - 1].dim() == 4:
                layers.append(nn.Flatten())
                value = value.reshape(-1, side, side, weights[i - 1].shape[3]).permute(0, 3, 1, 2).flatten(1)
            layer = nn.Linear(*w.shape)
        with torch.no_grad():
            layer.weight.copy_(value)
            layer.bias.zero_()
        layers.append(layer)
        if i < len(weights) - 1:
            layers.append(nn.ReLU())
        if w.dim() == 4:
            layers.append(nn.MaxPool2d(2))
    model = nn.Sequential(*layers)
    return model.to(memory_format=torch.channels_last) if channels_last else model


def inputs(cell):
    X = torch.from_numpy(cell["X"])
    if "shapes" not in cell:
        return X
    X = X.reshape(-1, 1, 28, 28)
    return X.contiguous(memory_format=torch.channels_last) if channels_last else X


def build(cell):
    if "shapes" in cell:
        return build_convnet(cell)
    layers = []
    for i, weights in enumerate(cell["weights"]):
        linear = nn.Linear(*weights.shape)
        with torch.no_grad():
            linear.weight.copy_(torch.from_numpy(weights).T)
            linear.bias.zero_()
        layers.append(linear)
        if i < len(cell["weights"]) - 1:
            layers.append(nn.ReLU())
            if cell.get("dropout", 0) > 0:
                layers.append(nn.Dropout(cell["dropout"]))
    return nn.Sequential(*layers)


class train:
    def __init__(self, cell):
        self.cell = cell
        self.X = inputs(cell)
        self.y = torch.from_numpy(cell["y"]).long()

    def begin(self):
        self.model = build(self.cell)
        self.optimizer = torch.optim.Adam(self.model.parameters(), lr=self.cell["learningRate"], eps=1e-7)
        self.criterion = nn.CrossEntropyLoss()
        self.at = 0
        self.run(1)

    def run(self, count):
        cell, batch, samples, l2 = self.cell, self.cell["batch"], self.cell["samples"], self.cell.get("l2", 0)
        group = self.optimizer.param_groups[0]
        for _ in range(count):
            begin = (self.at * batch) % samples
            X, y = self.X[begin : begin + batch], self.y[begin : begin + batch]
            group["lr"] = cell["learningRate"] / (1 + cell["decay"] * self.at)
            self.at += 1
            self.optimizer.zero_grad()
            logits = self.model(X)
            loss = self.criterion(logits, y)
            self.accuracy = (logits.argmax(1) == y).float().mean().item()
            if l2 > 0:
                first = self.model[0]
                (loss + l2 * (first.weight.square().sum() + first.bias.square().sum())).backward()
            else:
                loss.backward()
            self.optimizer.step()
            value = loss.item()
        return value


class predict:
    def __init__(self, cell):
        self.cell, self.X, self.model = cell, inputs(cell), build(cell)

    def begin(self):
        pass

    def run(self, count):
        batch, samples = self.cell["batch"], self.cell["samples"]
        with torch.inference_mode():
            for _ in range(count):
                parts = [self.model(self.X[i : i + batch]).softmax(1) for i in range(0, samples, batch)]
                result = torch.cat(parts).numpy()
        return float(result[0, 0])


class product:
    def __init__(self, cell):
        self.A, self.B = torch.from_numpy(cell["A"]), torch.from_numpy(cell["B"])

    def begin(self):
        pass

    def run(self, count):
        for _ in range(count):
            C = self.A @ self.B
        return float(C[0, 0])
