import {
  Adagrad,
  Adam,
  AdamW,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  ELU,
  GELU,
  LeakyReLU,
  Linear,
  MeanSquaredError,
  Model,
  RMSprop,
  ReLU,
  SGD,
  Sigmoid,
  Softmax,
  Swish,
  Tanh,
  type Layer,
  type Optimizer,
  type RandomState,
} from 'nnfs';
import { classesOf, isRegression, type Settings } from './settings.ts';

const ACTIVATION = {
  relu: ReLU,
  leakyRelu: LeakyReLU,
  elu: ELU,
  gelu: GELU,
  swish: Swish,
  tanh: Tanh,
  sigmoid: Sigmoid,
  linear: Linear,
};

/** The model that settings describe, untrained. @param random where weights, dropout and shuffling are drawn from */
export function makeModel(settings: Settings, random: RandomState): Model {
  const { hidden, activation, initializer, dropout, l2 } = settings;
  const layers: Layer[] = [];
  const start = { ...(initializer !== 'book' && { initializer }), random };
  let inputs = isRegression(settings) ? 1 : 2;
  for (const neurons of hidden) {
    layers.push(new Dense(inputs, neurons, { ...start, weightRegularizerL2: l2, biasRegularizerL2: l2 }));
    layers.push(new ACTIVATION[activation]());
    if (dropout > 0) layers.push(new Dropout(dropout, { random }));
    inputs = neurons;
  }
  layers.push(new Dense(inputs, classesOf(settings) || 1, start));
  layers.push(isRegression(settings) ? new Linear() : new Softmax());
  const loss = isRegression(settings) ? new MeanSquaredError() : new CategoricalCrossentropy();
  return new Model(layers, { random }).set({ loss, optimizer: makeOptimizer(settings) });
}

/** The optimizer that settings describe, which remembers nothing yet. */
export function makeOptimizer({ optimizer, rate: learningRate, decay, momentum }: Settings): Optimizer {
  switch (optimizer) {
    case 'adam':
      return new Adam({ learningRate, decay });
    case 'sgd':
      return new SGD({ learningRate, decay, momentum });
    case 'adagrad':
      return new Adagrad({ learningRate, decay });
    case 'rmsprop':
      return new RMSprop({ learningRate, decay });
    case 'adamw':
      return new AdamW({ learningRate, decay });
  }
}
