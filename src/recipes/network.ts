import { Linear } from '../activations/linear.ts';
import { Sigmoid } from '../activations/sigmoid.ts';
import { Softmax } from '../activations/softmax.ts';
import { Dense } from '../layers/dense.ts';
import { Dropout } from '../layers/dropout.ts';
import { scaledNormal } from '../layers/initializers.ts';
import type { Layer } from '../layers/layer.ts';
import { BinaryCrossentropy } from '../losses/binary-crossentropy.ts';
import { CategoricalCrossentropy } from '../losses/categorical-crossentropy.ts';
import { Huber } from '../losses/huber.ts';
import { LogCosh } from '../losses/log-cosh.ts';
import type { Loss } from '../losses/loss.ts';
import { MeanAbsoluteError } from '../losses/mean-absolute-error.ts';
import { MeanSquaredError } from '../losses/mean-squared-error.ts';
import { SoftmaxFocalCrossentropy } from '../losses/softmax-focal-crossentropy.ts';
import { Model } from '../model/model.ts';
import type { RandomState } from '../random/random-state.ts';
import { random as globalRandom } from '../session.ts';
import { ACTIVATIONS, OPTIMIZERS, make, optimizerOptions } from './kinds.ts';
import type { LossName, NetworkSettings } from './settings.ts';

/** Each loss, the activation that closes the network with it, and the book's factor of the first weights. */
const LOSSES: Readonly<Record<LossName, { loss: () => Loss; closing: () => Layer; weightScale: number }>> = {
  categorical: { loss: () => new CategoricalCrossentropy(), closing: () => new Softmax(), weightScale: 0.01 },
  binary: { loss: () => new BinaryCrossentropy(), closing: () => new Sigmoid(), weightScale: 0.01 },
  focal: { loss: () => new SoftmaxFocalCrossentropy(), closing: () => new Linear(), weightScale: 0.01 },
  mse: { loss: () => new MeanSquaredError(), closing: () => new Linear(), weightScale: 0.1 },
  mae: { loss: () => new MeanAbsoluteError(), closing: () => new Linear(), weightScale: 0.1 },
  huber: { loss: () => new Huber(), closing: () => new Linear(), weightScale: 0.1 },
  'log-cosh': { loss: () => new LogCosh(), closing: () => new Linear(), weightScale: 0.1 },
};

/** An untrained model of dense layers; its weights are drawn from `random`, layer by layer. */
export function buildNetwork(
  settings: NetworkSettings,
  inputs: number,
  outputs: number,
  random: RandomState = globalRandom,
): Model {
  const { hidden, activation, l1, l2, penalized = 'hidden', dropout, optimizer, loss } = settings;
  const parts = LOSSES[loss];
  const initializer = settings.initializer ?? scaledNormal(settings.weightScale ?? parts.weightScale);
  const onWeights = { weightRegularizerL1: l1, weightRegularizerL2: l2 };
  const onAll = { ...onWeights, biasRegularizerL1: l1, biasRegularizerL2: l2 };
  const [inHidden, inLast] = penalized === 'hidden' ? [onAll, {}] : [onWeights, onWeights];
  const model = new Model([], { random });
  let width = inputs;
  for (const neurons of hidden) {
    model.add(new Dense(width, neurons, { initializer, random, ...inHidden }));
    model.add(make(ACTIVATIONS.get(activation)!));
    if (dropout > 0) model.add(new Dropout(dropout, { random }));
    width = neurons;
  }
  model.add(new Dense(width, outputs, { initializer, random, ...inLast })).add(parts.closing());
  return model.set({ loss: parts.loss(), optimizer: make(OPTIMIZERS.get(optimizer)!, ownOptions(settings)) });
}

/** The options that the optimizer of a run takes, where they were given. */
function ownOptions(settings: NetworkSettings): Record<string, unknown> {
  const given = optimizerOptions(settings.optimizer).filter((name) => settings[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, settings[name]]));
}
