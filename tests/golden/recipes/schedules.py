"""Learning rates as PyTorch's schedulers give them, step after step."""
import warnings

import torch
from golden import write
from torch.optim import lr_scheduler

warnings.simplefilter('ignore')
STEPS = 100


def rates(make, rate=0.5):
    optimizer = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1, dtype=torch.float64))], lr=rate)
    scheduler = make(optimizer)
    found = []
    for _ in range(STEPS):
        found.append(optimizer.param_groups[0]['lr'])
        optimizer.step()
        if len(found) < STEPS:
            scheduler.step()
    return found


def case(name, options, make):
    return {'name': name, 'options': options, 'rates': rates(make)}


write(f'PyTorch {torch.__version__}', [
    case('piecewiseConstant', {'boundaries': [30, 60], 'rates': [0.5, 0.125, 0.03125]},
         lambda o: lr_scheduler.MultiStepLR(o, [30, 60], gamma=0.25)),
    case('polynomialDecay', {'rate': 0.5, 'steps': 80, 'power': 3},
         lambda o: lr_scheduler.LambdaLR(o, lambda t: (1 - min(t, 80) / 80) ** 3)),
    case('polynomialDecay', {'rate': 0.5, 'steps': 80, 'power': 0.5},
         lambda o: lr_scheduler.LambdaLR(o, lambda t: (1 - min(t, 80) / 80) ** 0.5)),
    case('cosineRestarts', {'rate': 0.5, 'end': 0.01, 'steps': 10, 'growth': 2},
         lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, 10, 2, 0.01)),
    case('cosineRestarts', {'rate': 0.5, 'steps': 7}, lambda o: lr_scheduler.CosineAnnealingWarmRestarts(o, 7)),
    case('oneCycle', {'rate': 0.5, 'steps': 100}, lambda o: lr_scheduler.OneCycleLR(o, 0.5, STEPS)),
    case('oneCycle', {'rate': 0.5, 'steps': 100, 'warm': 0.45, 'start': 0.05, 'end': 0.005},
         lambda o: lr_scheduler.OneCycleLR(o, 0.5, STEPS, pct_start=0.45, div_factor=10, final_div_factor=10)),
    case('linearWarmup', {'steps': 40, 'then': 0.5}, lambda o: lr_scheduler.LambdaLR(o, lambda t: min(t, 40) / 40)),
    case('linearWarmup', {'steps': 40, 'then': 0.5, 'start': 0.25},
         lambda o: lr_scheduler.LinearLR(o, 0.25, total_iters=40)),
])
