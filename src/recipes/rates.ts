/** How the learning rate goes over a run, by the names that recipes and the command line have for it. */
import type { Model } from '../model/model.ts';
import { cosineRestarts } from '../optimizers/cosine-restarts.ts';
import { oneCycle } from '../optimizers/one-cycle.ts';
import type { Schedule } from '../optimizers/optimizer.ts';
import { polynomialDecay } from '../optimizers/polynomial-decay.ts';
import { cosineDecay, exponentialDecay, stepDecay } from '../optimizers/schedules.ts';
import { exp, log } from '../tensor/kernels/float64.ts';
import { optimizerRules } from './kinds.ts';
import type { NetworkSettings, RunSettings, ScheduleName } from './settings.ts';

/** Where a rate that falls ends, as a share of where it begins. */
const END = 0.01;

/** Each schedule for a run of so many steps that has a rate; constant is none. */
const SCHEDULES: Readonly<Record<Exclude<ScheduleName, 'constant'>, (rate: number, steps: number) => Schedule>> = {
  cosine: (rate, steps) => cosineDecay({ rate, end: END * rate, steps }),
  linear: (rate, steps) => polynomialDecay({ rate, end: END * rate, steps }),
  exponential: (rate, steps) => exponentialDecay({ rate, factor: exp(log(END) / steps) }),
  // A tenth after each third.
  steps: (rate, steps) => stepDecay({ rate, factor: Math.sqrt(END), every: steps / 3 }),
  // Of three cycles, each twice as long as the one before.
  restarts: (rate, steps) => cosineRestarts({ rate, end: END * rate, steps: steps / 7, growth: 2 }),
  'one-cycle': (rate, steps) => oneCycle({ rate, steps }),
};

/** Makes the learning rate of a model go as the settings say, in a run over N samples. */
export function schedule({ optimizer }: Model, settings: NetworkSettings & RunSettings, N: number): void {
  const rate = settings.learningRate ?? optimizerRules(settings.optimizer).get('learningRate')?.fallback;
  if (settings.schedule === 'constant' || optimizer === undefined || typeof rate !== 'number') return;
  optimizer.learningRate = SCHEDULES[settings.schedule](rate, settings.epochs * stepsPerEpoch(settings, N));
}

/** The steps in which an epoch sees N samples. */
export function stepsPerEpoch({ batchSize }: Pick<RunSettings, 'batchSize'>, N: number): number {
  return Math.ceil(N / Math.min(batchSize ?? N, N));
}
