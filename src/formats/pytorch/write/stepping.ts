/** An optimizer, with those around it, in PyTorch's terms; and what it remembers. */
import { ValueError } from '../../../errors.ts';
import { Around } from '../../../optimizers/around.ts';
import { GradientAccumulation } from '../../../optimizers/gradient-accumulation.ts';
import { slotTensors, type Optimizer } from '../../../optimizers/optimizer.ts';
import { WeightDecay, isWeight } from '../../../optimizers/weight-decay.ts';
import { full } from '../../../tensor/create.ts';
import type { Tensor } from '../../../tensor/tensor.ts';
import { PYTORCH_OPTIMIZERS } from '../../carried.ts';
import { carrierOf } from '../../carrier.ts';
import type { Named } from '../module-writer.ts';
import { number } from '../python/literal.ts';
import type { TorchOptimizer } from './optimizers.ts';

export interface Stepping {
  /** What takes the steps. */
  readonly inner: Optimizer;
  readonly torch: TorchOptimizer;
  /** Batches whose gradients make a step. */
  readonly accumulate: number;
  /** The lines of `decay(model, rate)`. */
  readonly decay: readonly string[];
}

const WHOLE = ['pass  # nothing'];

/** @throws ValueError, naming it, for an optimizer that PyTorch has not */
export function steppingOf(where: string, optimizer: Optimizer, parameters: readonly Named[]): Stepping {
  if (optimizer instanceof GradientAccumulation) {
    const inside = steppingOf(where, optimizer.optimizer, parameters);
    if (inside.accumulate === 1) return { ...inside, accumulate: optimizer.steps };
  }
  if (optimizer instanceof WeightDecay) {
    const inside = steppingOf(where, optimizer.optimizer, parameters);
    if (inside.accumulate === 1 && inside.decay === WHOLE)
      return { ...inside, decay: decayLines(optimizer, parameters) };
  }
  if (optimizer instanceof Around) {
    const expected = 'an optimizer alone, in WeightDecay, or either of them in GradientAccumulation';
    const received = `${optimizer.kind} around ${optimizer.optimizer.kind}`;
    throw new ValueError(
      where,
      expected,
      received,
      'model.set({ optimizer: optimizer.optimizer }) takes the one inside.',
    );
  }
  const torch = carrierOf(where, PYTORCH_OPTIMIZERS, optimizer, 'optimizer', 'optimizer')(optimizer as never);
  return { inner: optimizer, torch, accumulate: 1, decay: WHOLE };
}

function decayLines({ biases, weightDecay }: WeightDecay, parameters: readonly Named[]): string[] {
  const names = parameters.filter(({ parameter }) => parameter.trained && (biases || isWeight(parameter)));
  return [
    'named = dict(model.named_parameters())',
    'with torch.no_grad():',
    `    for name in [${names.map(({ name }) => `"${name}"`).join(', ')}]:`,
    `        named[name].mul_(1 - rate * ${number(weightDecay)})`,
  ];
}

/** What the optimizer remembers, by PyTorch's names. */
export function stateOf(optimizer: Optimizer, { inner, torch, accumulate }: Stepping, parameters: readonly Named[]) {
  const state = new Map<string, Tensor>();
  for (const { name, parameter, turned } of parameters) {
    if (!parameter.trained || !inner.hasSlots(parameter)) continue;
    const slots = slotTensors(inner, parameter).map(([, slot]) => slot);
    torch.slots.forEach((slot, i) => state.set(`${name}.${slot}`, turned(inTheirUnit(slot, slots[i]!, inner))));
    const steps = inner.iterations - inner.metAt(parameter);
    if (torch.counts) state.set(`${name}.step`, full([], steps));
    if (inner.kind === 'Nadam') state.set(`${name}.mu_product`, full([], muProduct(inner as never, steps)));
  }
  const begun = optimizer.iterations % accumulate > 0; // a step whose batches have not all come
  for (const { name, parameter, turned } of begun ? parameters : []) {
    if (!parameter.trained || !optimizer.hasSlots(parameter)) continue;
    const [, sum] = slotTensors(optimizer, parameter).at(-1);
    state.set(`${name}.grad`, turned(scaled(sum, 1 / accumulate)));
  }
  return state;
}

/** Momentum is in units of gradients there, of steps here. */
function inTheirUnit(slot: string, x: Tensor, { kind, currentLearningRate: rate }: Optimizer): Tensor {
  return kind === 'SGD' && slot === 'momentum_buffer' ? scaled(x, rate > 0 ? -1 / rate : 0) : x;
}

function scaled(x: Tensor, factor: number): Tensor {
  const result = x.clone();
  for (let i = 0; i < result.size; i++) result.data[i]! *= factor;
  return result;
}

/** μ_1 ... μ_t */
function muProduct(
  { beta1, momentumDecay }: { readonly beta1: number; readonly momentumDecay: number },
  t: number,
): number {
  let product = 1;
  for (let s = 1; s <= t; s++) product *= beta1 * (1 - 0.96 ** (momentumDecay * s) / 2);
  return product;
}
