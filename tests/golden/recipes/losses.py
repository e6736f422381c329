"""Losses in float64 and the gradients of their mean, by PyTorch and its autograd; hinges and their values by scikit-learn."""
import numpy as np
import torch
from golden import array, write
from sklearn.metrics import hinge_loss

F = torch.nn.functional
random = np.random.RandomState(6)
N, C = 12, 4
logits = random.uniform(-4, 4, (N, C))
labels = random.randint(0, C, N)
shares = random.dirichlet(np.ones(C), N)
yes = random.randint(0, 2, (N, C)).astype(float)
values = random.randn(N, C)
counts = random.poisson(3, (N, C)).astype(float)
T = torch.tensor


def sigmoid_focal(x, gamma, alpha):
    """torchvision.ops.sigmoid_focal_loss, which needs no more than these lines."""
    t, p = T(yes), torch.sigmoid(x)
    p_t = p * t + (1 - p) * (1 - t)
    loss = F.binary_cross_entropy_with_logits(x, t, reduction='none') * (1 - p_t) ** gamma
    return (loss if alpha is None else (alpha * t + (1 - alpha) * (1 - t)) * loss).mean(1)


def softmax_focal(x, targets, gamma):
    logp = F.log_softmax(x, dim=1)
    return -(targets * (1 - logp.exp()) ** gamma * logp).sum(1)


def case(kind, f, targets, options={}, output=logits):
    x = T(output, requires_grad=True)
    losses = f(x)
    losses.mean().backward()
    return {'kind': kind, 'options': options, 'output': array(output), 'targets': array(targets),
            'losses': array(losses.detach()), 'dinputs': array(x.grad)}


one_hot = F.one_hot(T(labels), C).double()
probabilities = torch.softmax(T(logits), 1).numpy()
smoothed = T((1 - 0.1) * yes + 0.1 / 2)
sign = T(2 * yes - 1)
cross = lambda targets, **options: lambda x: F.cross_entropy(x, T(targets), reduction='none', **options)
poisson = lambda log_input: lambda x: F.poisson_nll_loss(x, T(counts), log_input=log_input, eps=0, reduction='none').mean(1)

# A check of the recipe: the hinge of one column is scikit-learn's.
assert np.isclose(hinge_loss(yes[:, 0], logits[:, 0]), np.clip(1 - (2 * yes - 1) * logits, 0, None)[:, 0].mean())

write(f'PyTorch {torch.__version__}', [
    case('CategoricalCrossentropyFromLogits', cross(labels), labels),
    case('CategoricalCrossentropyFromLogits', cross(shares), shares),
    case('CategoricalCrossentropyFromLogits', cross(labels, label_smoothing=0.1), labels, {'labelSmoothing': 0.1}),
    case('BinaryCrossentropyFromLogits', lambda x: F.binary_cross_entropy_with_logits(x, T(yes), reduction='none').mean(1), yes),
    case('BinaryCrossentropyFromLogits', lambda x: F.binary_cross_entropy_with_logits(x, smoothed, reduction='none').mean(1),
         yes, {'labelSmoothing': 0.1}),
    case('KLDivergence', lambda x: F.kl_div(x.log(), T(shares), reduction='none').sum(1), shares, {}, probabilities),
    case('Hinge', lambda x: torch.clamp(1 - sign * x, min=0).mean(1), yes),
    case('SquaredHinge', lambda x: (torch.clamp(1 - sign * x, min=0) ** 2).mean(1), yes),
    case('LogCosh', lambda x: torch.log(torch.cosh(x - T(values))).mean(1), values),
    case('Poisson', poisson(False), counts, {}, np.exp(logits)),
    case('Poisson', poisson(True), counts, {'logOutput': True}),
    case('CosineSimilarity', lambda x: 1 - F.cosine_similarity(x, T(values)), values),
    case('SigmoidFocalCrossentropy', lambda x: sigmoid_focal(x, 2, None), yes),
    case('SigmoidFocalCrossentropy', lambda x: sigmoid_focal(x, 1.5, 0.25), yes, {'gamma': 1.5, 'alpha': 0.25}),
    case('SoftmaxFocalCrossentropy', lambda x: softmax_focal(x, one_hot, 2), labels),
    case('SoftmaxFocalCrossentropy', lambda x: softmax_focal(x, T(shares), 0.5), shares, {'gamma': 0.5}),
])
