import {
  AMSGrad,
  Adadelta,
  Adagrad,
  Adam,
  AdamW,
  Adamax,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  ELU,
  GELU,
  HardSwish,
  LeakyReLU,
  Linear,
  Lion,
  MeanSquaredError,
  Mish,
  Model,
  Nadam,
  RMSprop,
  ReLU,
  SELU,
  SGD,
  Sigmoid,
  Softmax,
  Softplus,
  Softsign,
  Swish,
  Tanh,
  cosineDecay,
  oneCycle,
  stepDecay,
  warmup,
  type Layer,
  type Optimizer,
  type OptimizerOptions,
  type RandomState,
  type Schedule,
} from 'nnfs';
import { classesOf, isRegression, type Settings } from '../settings/settings.ts';

const ACTIVATION = {
  relu: ReLU,
  leakyRelu: LeakyReLU,
  elu: ELU,
  selu: SELU,
  gelu: GELU,
  swish: Swish,
  hardSwish: HardSwish,
  mish: Mish,
  softplus: Softplus,
  softsign: Softsign,
  tanh: Tanh,
  sigmoid: Sigmoid,
  linear: Linear,
};

/** How the layers in front of the last one begin, and what they pay for their weights. */
export function hiddenOptions({ initializer, l1, l2 }: Settings, random: RandomState) {
  return {
    ...(initializer !== 'book' && { initializer }),
    random,
    ...{ weightRegularizerL1: l1, biasRegularizerL1: l1, weightRegularizerL2: l2, biasRegularizerL2: l2 },
  };
}

export const makeActivation = ({ activation }: Settings): Layer => new ACTIVATION[activation]();

/**
 * The model that settings describe, untrained.
 *
 * @param front the layers in front of the dense ones
 * @param inputsOf how many numbers reach these
 * @param random where weights, dropout and shuffling are drawn from
 */
export function makeModel(settings: Settings, front: readonly Layer[], inputsOf: number, random: RandomState): Model {
  const { hidden, initializer, dropout } = settings;
  const layers = [...front];
  let inputs = inputsOf;
  for (const neurons of hidden) {
    layers.push(new Dense(inputs, neurons, hiddenOptions(settings, random)));
    layers.push(makeActivation(settings));
    if (dropout > 0) layers.push(new Dropout(dropout, { random }));
    inputs = neurons;
  }
  layers.push(new Dense(inputs, classesOf(settings) || 1, { ...(initializer !== 'book' && { initializer }), random }));
  layers.push(isRegression(settings) ? new Linear() : new Softmax());
  const loss = isRegression(settings) ? new MeanSquaredError() : new CategoricalCrossentropy();
  return new Model(layers, { random }).set({ loss, optimizer: makeOptimizer(settings) });
}

/** What a model file of a run may name beside the usual kinds. */
export const KINDS = [SELU, HardSwish, Mish, Softplus, Softsign, Nadam, Adamax, AMSGrad, Adadelta, Lion];

const OPTIMIZER: Readonly<Record<Exclude<Settings['optimizer'], 'sgd'>, new (options: OptimizerOptions) => Optimizer>> =
  {
    adam: Adam,
    adagrad: Adagrad,
    rmsprop: RMSprop,
    adamw: AdamW,
    nadam: Nadam,
    adamax: Adamax,
    amsgrad: AMSGrad,
    adadelta: Adadelta,
    lion: Lion,
  };

/** The optimizer that settings describe, which remembers nothing yet. */
export function makeOptimizer(settings: Settings): Optimizer {
  const { optimizer, decay, momentum } = settings;
  const options = { learningRate: rateOf(settings), decay };
  return optimizer === 'sgd' ? new SGD({ ...options, momentum }) : new OPTIMIZER[optimizer](options);
}

/** The learning rate, or how it changes: a function, which no file holds. */
export function rateOf({ rate, schedule, scheduleSteps: steps }: Settings): number | Schedule {
  switch (schedule) {
    case 'constant':
      return rate;
    case 'halving':
      return stepDecay({ rate, every: steps });
    case 'cosine':
      return cosineDecay({ rate, steps });
    case 'oneCycle':
      return oneCycle({ rate, steps });
    case 'warmup':
      return warmup({ steps, then: rate });
  }
}
