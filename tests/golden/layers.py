"""What PyTorch says of convolutions, pooling, normalization and moved pictures: writes layers.json. Run with PyTorch 1.13, float64, NCHW.

Numbers are small integers, so that sums and products are exact, and sums that the two add up in another order are equal; only
divisions, roots and weights between pixels round. Arrays are turned to channels last; weights to [kh, kw, in, out].
"""

import json
import math

import torch
import torch.nn.functional as F

torch.manual_seed(0)


def whole(*shape, low=-4, high=5):
    return torch.randint(low, high, shape).double()


def last(x):
    return x.movedim(1, -1)


def array(x):
    return {"shape": list(x.shape), "data": x.detach().flatten().tolist()}


def case(make, x, f, params=()):
    """`params` are (name, tensor, to ours)."""
    x.requires_grad_()
    for _, tensor, _ in params:
        tensor.requires_grad_()
    output = f(x)
    upstream = whole(*output.shape)
    output.backward(upstream)
    return {
        "make": make,
        "inputs": array(last(x)),
        "output": array(last(output)),
        "dvalues": array(last(upstream)),
        "dinputs": array(last(x.grad)),
        "parameters": {name: array(ours(tensor)) for name, tensor, ours in params},
        "gradients": {"d" + name: array(ours(tensor.grad)) for name, tensor, ours in params},
    }


def conv2d(channels, filters, kernel, size, options, pad=None, **more):
    w, b = whole(filters, channels, *kernel), whole(filters)
    before = (lambda x: F.pad(x, pad)) if pad else (lambda x: x)
    params = [
        ("weights", w, lambda t: t.permute(2, 3, 1, 0)),
        ("biases", b, lambda t: t.reshape(1, -1)),
    ]
    make = ["Conv2D", channels, filters, list(kernel), options]
    return case(make, whole(2, channels, *size), lambda x: F.conv2d(before(x), w, b, **more), params)


def conv1d(channels, filters, kernel, length, options, pad=None, **more):
    w, b = whole(filters, channels, kernel), whole(filters)
    before = (lambda x: F.pad(x, pad)) if pad else (lambda x: x)
    params = [("weights", w, lambda t: t.permute(2, 1, 0)), ("biases", b, lambda t: t.reshape(1, -1))]
    make = ["Conv1D", channels, filters, kernel, options]
    return case(make, whole(3, channels, length), lambda x: F.conv1d(before(x), w, b, **more), params)


def distinct(*shape):
    """No two equal, so that the largest is one."""
    count = torch.Size(shape).numel()
    return torch.randperm(count).double().reshape(shape)


def batch_norm():
    x, gamma, beta, mean, variance = whole(4, 3, 2, 5), whole(3), whole(3), whole(3), whole(3, low=1)
    row = lambda t: t.reshape(1, -1)
    params = [("gamma", gamma, row), ("beta", beta, row)]
    moving_mean, moving_variance = mean.clone(), variance.clone()
    # PyTorch's running variance is that of M - 1; ours of M = 40.
    f = lambda x: F.batch_norm(x, moving_mean, moving_variance, gamma, beta, True, 0.25, 0.01)
    result = case(["BatchNormalization", 3, {"momentum": 0.75, "epsilon": 0.01}], x, f, params)
    biased = variance * 0.75 + (moving_variance - variance * 0.75) * 39 / 40
    state = {"movingMean": array(row(mean)), "movingVariance": array(row(variance))}
    after = {"movingMean": array(row(moving_mean)), "movingVariance": array(row(biased))}
    still = F.batch_norm(x, mean, variance, gamma, beta, False, 0.25, 0.01)
    return dict(result, training=True, state=state, stateAfter=after, inference=array(last(still)))


def layer_norm():
    x, gamma, beta = whole(4, 5, 7), whole(5), whole(5)
    row = lambda t: t.reshape(1, -1)
    params = [("gamma", gamma, row), ("beta", beta, row)]
    f = lambda x: F.layer_norm(last(x), (5,), gamma, beta, 1e-3).movedim(-1, 1)
    return case(["LayerNormalization", 5, {}], x, f, params)


def warp(make, x, theta, options):
    """Pictures read where theta says, which counts in halves of a picture from its middle."""
    modes = {"mode": options.get("interpolation", "bilinear"), "padding_mode": PADDINGS[options.get("fillMode", "reflect")]}
    grid = F.affine_grid(torch.tensor([theta] * len(x), dtype=torch.double), x.shape, align_corners=False)
    return dict(case(make, x, lambda x: F.grid_sample(x, grid, **modes, align_corners=False)), training=True)


PADDINGS = {"reflect": "reflection", "constant": "zeros", "nearest": "border"}


def translation(size, dy, dx, options):
    make = ["RandomTranslation", [dy, dy], [dx, dx], options]
    return warp(make, whole(2, *size), [[1, 0, -2 * dx], [0, 1, -2 * dy]], options)


def rotation(size, turns, options):
    H, W = size[1:]
    sin, cos = math.sin(2 * math.pi * turns), math.cos(2 * math.pi * turns)
    make = ["RandomRotation", [turns, turns], options]
    return warp(make, whole(2, *size), [[cos, -sin * H / W, 0], [sin * W / H, cos, 0]], options)


cases = [
    conv2d(2, 3, (3, 3), (5, 6), {}),
    conv2d(1, 4, (2, 3), (7, 8), {"strides": [2, 3], "padding": [[1, 0], [2, 1]]}, (2, 1, 1, 0), stride=(2, 3)),
    conv2d(3, 2, (3, 2), (8, 7), {"dilation": [2, 3], "padding": 2}, (2, 2, 2, 2), dilation=(2, 3)),
    conv2d(2, 2, (4, 3), (5, 5), {"padding": "same"}, (1, 1, 1, 2)),
    conv2d(5, 7, (1, 1), (3, 4), {}),
    conv1d(2, 3, 3, 9, {"strides": 2}, stride=2),
    conv1d(3, 2, 3, 8, {"padding": "causal", "dilation": 2}, (4, 0), dilation=2),
    case(["MaxPooling2D", 2], distinct(2, 3, 5, 6), lambda x: F.max_pool2d(x, 2)),
    case(["MaxPooling2D", 3, {"strides": 2, "padding": "same"}], distinct(2, 2, 5, 7), lambda x: F.max_pool2d(x, 3, 2, 1)),
    case(["MaxPooling1D", 3, {"strides": 1}], distinct(2, 3, 7), lambda x: F.max_pool1d(x, 3, 1)),
    case(["AveragePooling2D", 2], whole(2, 3, 5, 6), lambda x: F.avg_pool2d(x, 2)),
    case(
        ["AveragePooling2D", 3, {"strides": 2, "padding": "same"}],
        whole(2, 2, 5, 7),
        lambda x: F.avg_pool2d(x, 3, 2, 1, count_include_pad=False),
    ),
    case(["AveragePooling1D", 2], whole(2, 3, 6), lambda x: F.avg_pool1d(x, 2)),
    case(["GlobalAveragePooling2D"], whole(2, 3, 4, 5), lambda x: x.mean((2, 3))),
    case(["GlobalAveragePooling1D"], whole(2, 3, 7), lambda x: x.mean(2)),
    case(["GlobalMaxPooling2D"], distinct(2, 3, 4, 5), lambda x: x.amax((2, 3))),
    batch_norm(),
    layer_norm(),
    translation((2, 5, 6), 0.13, -0.37, {}),
    translation((1, 4, 7), -0.9, 0.81, {"fillMode": "constant"}),
    translation((3, 5, 3), 0.61, 0.47, {"fillMode": "nearest"}),
    translation((1, 6, 5), -0.22, 0.33, {"fillMode": "reflect", "interpolation": "nearest"}),
    rotation((2, 5, 5), 0.07, {}),
    rotation((1, 4, 6), -0.31, {"fillMode": "constant"}),
    rotation((2, 6, 3), 0.43, {"fillMode": "nearest"}),
    rotation((1, 5, 7), 0.18, {"fillMode": "constant", "interpolation": "nearest"}),
]

with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump({"source": f"tests/golden/layers.py, PyTorch {torch.__version__}", "cases": cases}, file)
