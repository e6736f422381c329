/** What can be said of a network and its training, whatever it learns. */
import { ValueError } from '../errors.ts';
import { LABEL_SMOOTHING } from '../losses/categorical-crossentropy-from-logits.ts';
import { checkCallbacks, type Callback } from '../model/callbacks/callback.ts';
import { PRINT, SIGNAL, type StopSignal } from '../model/train-options.ts';
import { any, choice, count, flag, from0, optional, share, type OptionRule } from '../options.ts';
import type { Seed } from '../random/random-state.ts';
import type { DotPrecision } from '../tensor/kernels/index.ts';
import { isArray } from '../tensor/shape.ts';
import { ACTIVATIONS, OPTIMIZERS, optimizerRules } from './kinds.ts';
import { LOSS_NAMES, SCHEDULE_NAMES, type LossName, type ScheduleName } from './settings.ts';
import { START_NAMES, type StartName } from './starts.ts';

/** Options of an optimizer, such as `learningRate`, stand beside these. */
export interface FitOptions {
  /** Where the random stream starts. @default 0 */
  readonly seed?: Seed | undefined;
  /** The whole network as data, as `layersFromJSON` takes it: what says how layers are chosen is then left out. */
  readonly layers?: readonly unknown[] | undefined;
  /** Neurons of the hidden layers; none for a linear model. */
  readonly hidden?: readonly number[] | undefined;
  readonly activation?: string | undefined;
  readonly initializer?: StartName | undefined;
  readonly weightScale?: number | undefined;
  readonly l1?: number | undefined;
  readonly l2?: number | undefined;
  readonly dropout?: number | undefined;
  readonly loss?: LossName | undefined;
  /** The part of each target that is shared out evenly among all classes, of the losses categorical and binary. @default 0 */
  readonly labelSmoothing?: number | undefined;
  readonly optimizer?: string | undefined;
  readonly epochs?: number | undefined;
  readonly batchSize?: number | undefined;
  readonly shuffle?: boolean | undefined;
  readonly schedule?: ScheduleName | undefined;
  /** Whether rare classes weigh more in the loss, each class as much as another. @default false */
  readonly classWeights?: boolean | undefined;
  /** Whether training ends when validation no longer improves, and the best epoch comes back; the epochs without improvement that are borne. */
  readonly earlyStopping?: boolean | number | undefined;
  readonly dotPrecision?: DotPrecision | undefined;
  readonly callbacks?: readonly Callback[] | undefined;
  readonly signal?: StopSignal | undefined;
  /** Where warnings go. @default console.warn */
  readonly print?: ((line: string) => void) | undefined;
  readonly [optimizerOption: string]: unknown;
}

const counts: OptionRule<readonly number[] | undefined> = {
  fallback: undefined,
  expected: 'to be a list of whole numbers, 1 or more',
  holds: (value) =>
    value === undefined || (isArray(value) && value.every((n) => Number.isSafeInteger(n) && (n as number) > 0)),
};

const layers: OptionRule<readonly unknown[] | undefined> = {
  fallback: undefined,
  expected: 'to be a list of layers',
  holds: (value) => value === undefined || isArray(value),
};

const patience: OptionRule<boolean | number> = {
  fallback: false,
  expected: 'to be true, false or a number of epochs',
  holds: (value) => typeof value === 'boolean' || (Number.isSafeInteger(value) && (value as number) > 0),
};

/** These options as they are declared, those of the optimizers among them. */
export function fitRules() {
  const ofOptimizers = [...OPTIMIZERS.keys()].flatMap((optimizer) => [...optimizerRules(optimizer)]);
  const loose = ofOptimizers.map(([name, rule]): [string, OptionRule<unknown>] => [name, optional(rule)]);
  const declared = {
    seed: any<Seed>(0), // RandomState tells what is none
    layers,
    hidden: counts,
    activation: optional(choice([...ACTIVATIONS.keys()], '')),
    initializer: optional(choice(START_NAMES, 'heNormal')),
    weightScale: optional(from0(1)),
    l1: optional(from0(0)),
    l2: optional(from0(0)),
    dropout: optional(share(0)),
    loss: optional(choice(LOSS_NAMES, 'mse')),
    labelSmoothing: optional(LABEL_SMOOTHING.labelSmoothing),
    optimizer: optional(choice([...OPTIMIZERS.keys()], '')),
    epochs: optional(count(1)),
    batchSize: optional(count(1)),
    shuffle: optional(flag(false)),
    schedule: optional(choice(SCHEDULE_NAMES, 'constant')),
    classWeights: flag(false),
    earlyStopping: patience,
    dotPrecision: choice(['float32', 'float64'], 'float32'),
    callbacks: any<readonly Callback[]>([]), // checkCallbacks looks at each
    signal: SIGNAL,
    print: PRINT,
  };
  return Object.assign(Object.fromEntries(loose), declared);
}

/** What says how layers are chosen. */
export const OF_LAYERS = ['hidden', 'activation', 'initializer', 'weightScale', 'l1', 'l2', 'dropout'] as const;

/** @throws ValueError for an option that means nothing beside a list of layers, and what is wrong with the callbacks */
export function checkFitOptions(where: string, options: FitOptions): void {
  const idle = options.layers && OF_LAYERS.find((name) => options[name] !== undefined);
  if (idle) throw new ValueError(where, 'layers, or what says how they are chosen', `layers and ${idle}`);
  checkCallbacks(where, options.callbacks ?? []);
}
