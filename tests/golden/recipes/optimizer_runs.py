"""
Optimizers over 1,001 steps in float64, by PyTorch; Lion, which it lacks, by the lines of its paper. The gradient pulls towards a point and
is noisy: a * (w - point) + noise_t, all drawn from RandomState(11) in this order: w, point, a, noise.
"""
import numpy as np
import torch
from golden import write

torch.set_default_dtype(torch.float64)  # or NAdam keeps its product of momentums in float32
STEPS, SIZE = 1001, 5
random = np.random.RandomState(11)
start, point, a = random.randn(SIZE), random.randn(SIZE), random.uniform(0.2, 2, SIZE)
noise = random.randn(STEPS, SIZE)
state = np.random.RandomState(12)  # of a run that goes on: what is remembered, a variance above a squared mean
slots = [state.uniform(1, 2, SIZE), state.uniform(0.1, 1, SIZE), state.uniform(0.1, 1, SIZE)]


class Lion(torch.optim.Optimizer):
    """Chen et al. 2023, program 1."""

    def __init__(self, params, lr, betas=(0.9, 0.99), weight_decay=0.0):
        super().__init__(params, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            (b1, b2), lr = group['betas'], group['lr']
            for p in group['params']:
                m = self.state[p].setdefault('exp_avg', torch.zeros_like(p))
                update = torch.sign(b1 * m + (1 - b1) * p.grad) + group['weight_decay'] * p
                p.sub_(lr * update)
                m.mul_(b2).add_((1 - b2) * p.grad)


def run(Kind, kwargs, steps, before=None):
    w = torch.nn.Parameter(torch.tensor(start))
    optimizer = Kind([w], **kwargs)
    if before is not None:
        before(optimizer, w)
    kept = []
    for t in range(steps):
        w.grad = torch.tensor(a * (w.detach().numpy() - point) + noise[t])
        optimizer.step()
        if t % 100 == 0 or steps < 100:
            kept.append(w.detach().numpy().tolist())
    return kept


def going_on(names, kwargs):
    """Sets the state after 10 steps."""
    def set_state(optimizer, w):
        found = optimizer.state[w]
        for name, value in zip(names, slots):
            found[name] = torch.tensor(value)
        plain = isinstance(optimizer, (torch.optim.RMSprop, torch.optim.Adadelta))
        found['step'] = 10 if plain else torch.tensor(10.)
        if isinstance(optimizer, torch.optim.NAdam):
            b1 = kwargs['betas'][0]
            mus = [b1 * (1 - 0.5 * 0.96 ** (t * 0.004)) for t in range(1, 11)]
            found['mu_product'] = torch.tensor(np.prod(mus))
    return set_state


def case(kind, options, Kind, names, **kwargs):
    before = going_on(names, kwargs)
    return {'kind': kind, 'options': options, 'slots': len(names), 'every100': run(Kind, kwargs, STEPS),
            'from10': run(Kind, kwargs, 5, before)}


optim = torch.optim
write(f'PyTorch {torch.__version__}', [
    case('SGD', {'learningRate': 0.01, 'momentum': 0.9}, optim.SGD, [], lr=0.01, momentum=0.9),
    case('SGD', {'learningRate': 0.01, 'momentum': 0.9, 'nesterov': True}, optim.SGD, [], lr=0.01, momentum=0.9, nesterov=True),
    case('Adagrad', {'learningRate': 0.1, 'decay': 0.01, 'epsilon': 1e-8}, optim.Adagrad, ['sum'], lr=0.1, lr_decay=0.01, eps=1e-8),
    case('RMSprop', {'learningRate': 0.01, 'rho': 0.95, 'epsilon': 1e-7}, optim.RMSprop, ['square_avg'], lr=0.01, alpha=0.95, eps=1e-7),
    case('Adam', {'learningRate': 0.01, 'epsilon': 1e-7}, optim.Adam, ['exp_avg', 'exp_avg_sq'], lr=0.01, eps=1e-7),
    case('AdamW', {'learningRate': 0.01, 'epsilon': 1e-7, 'weightDecay': 0.1}, optim.AdamW, ['exp_avg', 'exp_avg_sq'],
         lr=0.01, eps=1e-7, weight_decay=0.1),
    case('AMSGrad', {'learningRate': 0.01, 'epsilon': 1e-7}, optim.Adam, ['exp_avg', 'exp_avg_sq', 'max_exp_avg_sq'],
         lr=0.01, eps=1e-7, amsgrad=True),
    case('Nadam', {'learningRate': 0.01, 'epsilon': 1e-7}, optim.NAdam, ['exp_avg', 'exp_avg_sq'], lr=0.01, eps=1e-7,
         betas=(0.9, 0.999), foreach=True),  # the loop that is not foreach multiplies by one momentum too many in 1.13
    case('Adamax', {'learningRate': 0.01, 'epsilon': 1e-7}, optim.Adamax, ['exp_avg', 'exp_inf'], lr=0.01, eps=1e-7),
    case('Adadelta', {'learningRate': 0.5, 'rho': 0.9, 'epsilon': 1e-6}, optim.Adadelta, ['square_avg', 'acc_delta'],
         lr=0.5, rho=0.9, eps=1e-6),
    case('CenteredRMSprop', {'learningRate': 0.01, 'rho': 0.95, 'momentum': 0.8}, optim.RMSprop,
         ['square_avg', 'grad_avg', 'momentum_buffer'], lr=0.01, alpha=0.95, eps=1e-7, momentum=0.8, centered=True),
    case('CenteredRMSprop', {'learningRate': 0.01, 'centered': False, 'momentum': 0.5}, optim.RMSprop,
         ['square_avg', 'momentum_buffer'], lr=0.01, alpha=0.9, eps=1e-7, momentum=0.5),
    case('Lion', {'learningRate': 0.003, 'weightDecay': 0.1}, Lion, ['exp_avg'], lr=0.003, weight_decay=0.1),
])
