/** Optimizers as calls of Python, and what they remember by PyTorch's names. */
import type { Adadelta } from '../../../optimizers/adadelta.ts';
import type { Adagrad } from '../../../optimizers/adagrad.ts';
import type { Adam } from '../../../optimizers/adam.ts';
import type { AdamW } from '../../../optimizers/adamw.ts';
import type { CenteredRMSprop } from '../../../optimizers/centered-rmsprop.ts';
import type { Lion } from '../../../optimizers/lion.ts';
import type { Nadam } from '../../../optimizers/nadam.ts';
import type { RMSprop } from '../../../optimizers/rmsprop.ts';
import type { SGD } from '../../../optimizers/sgd.ts';
import { call, flag, number } from '../python/literal.ts';

/** An optimizer in PyTorch's terms. */
export interface TorchOptimizer {
  /** The call, for parameters and `lr`. */
  readonly code: string;
  /** What PyTorch calls our slots, in their order. */
  readonly slots: readonly string[];
  /** Whether it counts the steps of each parameter. */
  readonly counts: boolean;
}

export type WriteOptimizer<O = never> = (optimizer: O) => TorchOptimizer;

type Named = Readonly<Record<string, readonly [value: string, usual?: string]>>;

/** The rate is that of the last step; train.py sets it before each. */
function torch(name: string, named: Named, slots: readonly string[], counts = true): TorchOptimizer {
  return { code: call(name, ['parameters', 'lr=LAST_RATE'], named), slots, counts };
}

const eps = (epsilon: number) => ({ eps: [number(epsilon)] }) as const;
const betas = ({ beta1, beta2 }: { readonly beta1: number; readonly beta2: number }) =>
  ({ betas: [`(${number(beta1)}, ${number(beta2)})`] }) as const;
const MOMENTS = ['exp_avg', 'exp_avg_sq'];

export const sgd: WriteOptimizer<SGD> = ({ momentum, nesterov }) => {
  const named = { momentum: [number(momentum), '0'], nesterov: [flag(nesterov && momentum > 0), 'False'] } as const;
  return torch('torch.optim.SGD', named, momentum > 0 ? ['momentum_buffer'] : [], false);
};
export const adam: WriteOptimizer<Adam> = (adam) =>
  torch('torch.optim.Adam', { ...betas(adam), ...eps(adam.epsilon) }, MOMENTS);
export const adamw: WriteOptimizer<AdamW> = (adam) => {
  const decay = { weight_decay: [number(adam.weightDecay)] } as const;
  return torch('torch.optim.AdamW', { ...betas(adam), ...eps(adam.epsilon), ...decay }, MOMENTS);
};
export const amsgrad: WriteOptimizer<Adam> = (adam) => {
  const named = { ...betas(adam), ...eps(adam.epsilon), amsgrad: ['True'] } as const;
  return torch('torch.optim.Adam', named, [...MOMENTS, 'max_exp_avg_sq']);
};
export const adamax: WriteOptimizer<Adam> = (adam) =>
  torch('torch.optim.Adamax', { ...betas(adam), ...eps(adam.epsilon) }, ['exp_avg', 'exp_inf']);
export const nadam: WriteOptimizer<Nadam> = (adam) => {
  const named = { ...betas(adam), ...eps(adam.epsilon), momentum_decay: [number(adam.momentumDecay)] } as const;
  return torch('torch.optim.NAdam', named, MOMENTS);
};
export const adagrad: WriteOptimizer<Adagrad> = ({ epsilon }) => torch('torch.optim.Adagrad', eps(epsilon), ['sum']);
export const adadelta: WriteOptimizer<Adadelta> = ({ rho, epsilon }) =>
  torch('torch.optim.Adadelta', { rho: [number(rho)], ...eps(epsilon) }, ['square_avg', 'acc_delta']);
export const rmsprop: WriteOptimizer<RMSprop> = ({ rho, epsilon }) =>
  torch('torch.optim.RMSprop', { alpha: [number(rho)], ...eps(epsilon) }, ['square_avg']);
export const centeredRmsprop: WriteOptimizer<CenteredRMSprop> = ({ rho, epsilon, momentum, centered }) => {
  const more = { momentum: [number(momentum), '0'], centered: [flag(centered), 'False'] } as const;
  const slots = ['square_avg', ...(centered ? ['grad_avg'] : []), ...(momentum > 0 ? ['momentum_buffer'] : [])];
  return torch('torch.optim.RMSprop', { alpha: [number(rho)], ...eps(epsilon), ...more }, slots);
};
/** PyTorch has none: it is written out. */
export const lion: WriteOptimizer<Lion> = (lion) =>
  torch('Lion', { ...betas(lion), weight_decay: [number(lion.weightDecay)] }, ['exp_avg'], false);

export const LION = `class Lion(torch.optim.Optimizer):
    """Steps of one size in the direction that momentum and gradient agree on (Chen et al. 2023)."""

    def __init__(self, parameters, lr, betas, weight_decay):
        super().__init__(parameters, dict(lr=lr, betas=betas, weight_decay=weight_decay))

    @torch.no_grad()
    def step(self):
        for group in self.param_groups:
            beta1, beta2 = group["betas"]
            for p in group["params"]:
                if p.grad is None:
                    continue
                momentum = self.state[p].setdefault("exp_avg", torch.zeros_like(p))
                direction = (beta1 * momentum + (1 - beta1) * p.grad).sign()
                p.sub_(group["lr"] * (direction + group["weight_decay"] * p))
                momentum.mul_(beta2).add_((1 - beta2) * p.grad)
`;
