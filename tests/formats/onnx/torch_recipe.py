"""Networks as PyTorch writes them to ONNX, with inputs and outputs beside: python3 torch_recipe.py FOLDER OPSET..."""
import sys
import warnings

import numpy as np
import torch
from torch import nn

warnings.filterwarnings('ignore')
folder = sys.argv[1]


class Around(nn.Module):
    def __init__(self, *layers):
        super().__init__()
        self.inside = nn.Sequential(*layers)

    def forward(self, x):
        return x + self.inside(x)


class Functional(nn.Module):
    """What people write by hand: view with the batch's size, a mean over the pixels."""

    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 3, 3)
        self.dense = nn.Linear(3 * 4 * 3, 5)

    def forward(self, x):
        x = torch.relu(self.conv(x))
        x = x.view(x.size(0), -1)
        return torch.softmax(self.dense(x), dim=1)


class AsImages(nn.Module):
    def forward(self, x):
        return x.view(-1, 1, 4, 4)


class Mean(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(2, 6, 3, padding=1)
        self.dense = nn.Linear(6, 4)

    def forward(self, x):
        return self.dense(nn.functional.silu(self.conv(x)).mean(dim=(2, 3)))


MODELS = {
    'dense': (nn.Sequential(nn.Linear(4, 5), nn.ReLU(), nn.Linear(5, 3), nn.Softmax(dim=1)), (4,)),
    'no_bias': (nn.Sequential(nn.Linear(4, 5, bias=False), nn.Tanh(), nn.Linear(5, 3, bias=False)), (4,)),
    'rows': (nn.Sequential(nn.Linear(4, 5), nn.GELU(), nn.Linear(5, 3), nn.LogSoftmax(dim=-1)), (6, 4)),
    'rows_no_bias': (nn.Sequential(nn.Linear(4, 5, bias=False), nn.SiLU()), (6, 4)),
    'activations': (nn.Sequential(nn.Linear(3, 4), nn.LeakyReLU(0.2), nn.Linear(4, 4), nn.ELU(0.7), nn.Linear(4, 4), nn.SELU(), nn.Linear(4, 4), nn.Softplus(), nn.Linear(4, 4), nn.Sigmoid(), nn.Linear(4, 4), nn.PReLU(), nn.Linear(4, 4), nn.PReLU(4), nn.Linear(4, 4), nn.ReLU6(), nn.Linear(4, 4), nn.Hardswish(), nn.Linear(4, 4), nn.Hardsigmoid(), nn.Linear(4, 4), nn.Mish(), nn.Linear(4, 4), nn.SiLU(), nn.Linear(4, 4), nn.GELU(), nn.Linear(4, 4), nn.GELU(approximate='tanh'), nn.Softsign()), (3,)),
    'dropout': (nn.Sequential(nn.Linear(4, 8), nn.Dropout(0.5), nn.ReLU(), nn.Linear(8, 2)), (4,)),
    'norms': (nn.Sequential(nn.Linear(4, 8), nn.BatchNorm1d(8), nn.ReLU(), nn.LayerNorm(8), nn.Linear(8, 2)), (4,)),
    'plain_norm': (nn.Sequential(nn.Linear(4, 8), nn.LayerNorm(8, elementwise_affine=False), nn.Linear(8, 2)), (4,)),
    'conv': (nn.Sequential(nn.Conv2d(2, 3, 3), nn.ReLU(), nn.MaxPool2d(2), nn.Flatten(), nn.Linear(3 * 3 * 2, 4)), (2, 8, 7)),
    'conv_no_bias': (nn.Sequential(nn.Conv2d(2, 3, (3, 2), stride=(2, 1), padding=(1, 0), dilation=(1, 2), bias=False), nn.Tanh(), nn.Flatten(), nn.Linear(60, 4)), (2, 8, 7)),
    'conv_norm': (nn.Sequential(nn.Conv2d(2, 3, 3), nn.BatchNorm2d(3), nn.ReLU(), nn.AvgPool2d(2), nn.Conv2d(3, 4, 2), nn.GELU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 3)), (2, 8, 7)),
    'flat_norm': (nn.Sequential(nn.Conv2d(2, 3, 3), nn.Flatten(), nn.BatchNorm1d(3 * 6 * 5), nn.PReLU(90), nn.Linear(90, 4)), (2, 8, 7)),
    'images': (nn.Sequential(nn.Conv2d(2, 3, 3, padding=1), nn.ReLU(), nn.Conv2d(3, 2, 1)), (2, 8, 7)),
    'around': (nn.Sequential(nn.Conv2d(2, 4, 3, padding=1), Around(nn.Conv2d(4, 4, 3, padding=1), nn.BatchNorm2d(4), nn.ReLU(), Around(nn.Conv2d(4, 4, 1))), nn.ReLU(), nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(4, 3)), (2, 6, 6)),
    'around_rows': (nn.Sequential(nn.Linear(4, 6), Around(nn.LayerNorm(6), nn.Linear(6, 6), nn.GELU(), nn.Linear(6, 6)), nn.Linear(6, 2)), (4,)),
    'sequences': (nn.Sequential(nn.Conv1d(3, 4, 3, padding=1), nn.ReLU(), nn.MaxPool1d(2), nn.Conv1d(4, 4, 2), nn.Flatten(), nn.Linear(16, 2)), (3, 10)),
    'unflatten': (nn.Sequential(nn.Linear(5, 16), AsImages(), nn.Conv2d(1, 2, 3), nn.Flatten(), nn.Linear(8, 3)), (5,)),
    'functional': (Functional(), (2, 6, 5)),
    'mean': (Mean(), (2, 6, 5)),
}

for opset in map(int, sys.argv[2:]):
    for name, (model, shape) in MODELS.items():
        if name == 'plain_norm' and opset == 17:
            continue  # of which PyTorch 1.13 writes a file that its own check refuses
        torch.manual_seed(len(name))
        model.train()
        with torch.no_grad():
            for _ in range(3):
                model(torch.randn(8, *shape) * 0.7 + 0.1)
        model.eval()
        x = torch.randn(3, *shape)
        for fixed in [False, True]:
            axes = {} if fixed else {'x': {0: 'batch'}}
            path = f'{folder}/{name}_{opset}_{"fixed" if fixed else "any"}'
            torch.onnx.export(model, x, path + '.onnx', opset_version=opset, input_names=['x'], dynamic_axes=axes)
            with torch.no_grad():
                np.savez(path + '.npz', x=x.numpy(), y=model(x).numpy())
print(torch.__version__)
