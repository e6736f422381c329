"""PyTorch on the CPU, one thread."""

import torch
from torch import nn

version = f"PyTorch {torch.__version__}"


def start(_settings):
    torch.set_num_threads(1)
    torch.manual_seed(0)


def build(cell):
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
        self.X = torch.from_numpy(cell["X"])
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
        self.cell, self.X, self.model = cell, torch.from_numpy(cell["X"]), build(cell)

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
