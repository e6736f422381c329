"""Activations and their slopes in float64, by PyTorch and its autograd."""
import numpy as np
import torch
from golden import array, write

F = torch.nn.functional
random = np.random.RandomState(5)
# Edges where a formula changes are left out: there PyTorch has slopes of its own choice.
x = np.concatenate([random.randn(60), random.uniform(-12, 12, 54), [-0.0, 0.0, 1e-8, -1e-8, 30, -30]])
x = np.where(np.isin(x, [-3, 0, 3, 6]), 1.0, x).reshape(-1, 3)
upstream = random.uniform(-1, 1, x.shape)
slopes = np.array([[0.5, -0.1, 0.25]])


def case(kind, f, parameter=None):
    inputs = torch.tensor(x, requires_grad=True)
    weight = None if parameter is None else torch.tensor(parameter, requires_grad=True)
    output = f(inputs) if weight is None else f(inputs, weight.reshape(-1))
    output.backward(torch.tensor(upstream))
    result = {'kind': kind, 'output': array(output.detach()), 'dinputs': array(inputs.grad)}
    if weight is not None:
        result.update(slopes=array(parameter), dslopes=array(weight.grad))
    return result


write(f'PyTorch {torch.__version__}', {
    'x': array(x),
    'dvalues': array(upstream),
    'kinds': [
        case('ReLU6', F.relu6),
        case('SELU', F.selu),
        case('Mish', F.mish),
        case('HardSwish', F.hardswish),
        case('HardSigmoid', F.hardsigmoid),
        case('Softplus', lambda t: F.softplus(t, threshold=1000)),
        case('Softsign', F.softsign),
        case('LogSoftmax', lambda t: F.log_softmax(t, dim=1)),
        case('GELUTanh', lambda t: F.gelu(t, approximate='tanh')),
        case('PReLU', F.prelu, slopes),
        case('PReLU', F.prelu, np.array([[0.3]])),
    ],
})
