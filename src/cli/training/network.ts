import { ELU } from '../../activations/elu.ts';
import { GELU } from '../../activations/gelu.ts';
import { LeakyReLU } from '../../activations/leaky-relu.ts';
import { Linear } from '../../activations/linear.ts';
import { ReLU } from '../../activations/relu.ts';
import { Sigmoid } from '../../activations/sigmoid.ts';
import { Softmax } from '../../activations/softmax.ts';
import { Swish } from '../../activations/swish.ts';
import { Tanh } from '../../activations/tanh.ts';
import { Dense } from '../../layers/dense.ts';
import { Dropout } from '../../layers/dropout.ts';
import { scaledNormal } from '../../layers/initializers.ts';
import type { Layer } from '../../layers/layer.ts';
import { BinaryCrossentropy } from '../../losses/binary-crossentropy.ts';
import { CategoricalCrossentropy } from '../../losses/categorical-crossentropy.ts';
import type { Loss } from '../../losses/loss.ts';
import { MeanAbsoluteError } from '../../losses/mean-absolute-error.ts';
import { MeanSquaredError } from '../../losses/mean-squared-error.ts';
import { Model } from '../../model/model.ts';
import { Adagrad } from '../../optimizers/adagrad.ts';
import { Adam } from '../../optimizers/adam.ts';
import { AdamW } from '../../optimizers/adamw.ts';
import type { Optimizer } from '../../optimizers/optimizer.ts';
import { RMSprop } from '../../optimizers/rmsprop.ts';
import { SGD } from '../../optimizers/sgd.ts';
import type { ActivationName, LossName, OptimizerName, TrainSettings } from './settings.ts';

const ACTIVATIONS: Readonly<Record<ActivationName, () => Layer>> = {
  relu: () => new ReLU(),
  'leaky-relu': () => new LeakyReLU(),
  elu: () => new ELU(),
  gelu: () => new GELU(),
  swish: () => new Swish(),
  tanh: () => new Tanh(),
  sigmoid: () => new Sigmoid(),
};

/** Each loss, the activation that closes the network with it, and the book's factor of the first weights. */
const LOSSES: Readonly<Record<LossName, { loss: () => Loss; closing: () => Layer; weightScale: number }>> = {
  categorical: { loss: () => new CategoricalCrossentropy(), closing: () => new Softmax(), weightScale: 0.01 },
  binary: { loss: () => new BinaryCrossentropy(), closing: () => new Sigmoid(), weightScale: 0.01 },
  mse: { loss: () => new MeanSquaredError(), closing: () => new Linear(), weightScale: 0.1 },
  mae: { loss: () => new MeanAbsoluteError(), closing: () => new Linear(), weightScale: 0.1 },
};

type Hyperparameters = Pick<
  TrainSettings,
  'learningRate' | 'decay' | 'momentum' | 'epsilon' | 'rho' | 'beta1' | 'beta2'
>;

const OPTIMIZERS: Readonly<Record<OptimizerName, (options: Hyperparameters) => Optimizer>> = {
  sgd: (options) => new SGD(options),
  adagrad: (options) => new Adagrad(options),
  rmsprop: (options) => new RMSprop(options),
  adam: (options) => new Adam(options),
  adamw: (options) => new AdamW(options),
};

/** An untrained model; its weights are drawn from the global stream, layer by layer. */
export function buildModel(settings: TrainSettings, loss: LossName, inputs: number, outputs: number): Model {
  const { hidden, activation, l1, l2, dropout, optimizer } = settings;
  const parts = LOSSES[loss];
  const initializer = scaledNormal(settings.weightScale ?? parts.weightScale);
  const penalties = {
    weightRegularizerL1: l1,
    weightRegularizerL2: l2,
    biasRegularizerL1: l1,
    biasRegularizerL2: l2,
  };
  const model = new Model();
  let width = inputs;
  for (const neurons of hidden) {
    model.add(new Dense(width, neurons, { initializer, ...penalties })).add(ACTIVATIONS[activation]());
    if (dropout > 0) model.add(new Dropout(dropout));
    width = neurons;
  }
  model.add(new Dense(width, outputs, { initializer })).add(parts.closing());
  return model.set({ loss: parts.loss(), optimizer: OPTIMIZERS[optimizer](hyperparameters(settings)) });
}

function hyperparameters(settings: TrainSettings): Hyperparameters {
  const { learningRate, decay, momentum, epsilon, rho, beta1, beta2 } = settings;
  const given = Object.entries({ learningRate, decay, momentum, epsilon, rho, beta1, beta2 });
  return Object.fromEntries(given.filter(([, value]) => value !== undefined));
}
