import { Activation, type Reading } from '../activations/activation.ts';
import { Linear } from '../activations/linear.ts';
import { Sigmoid } from '../activations/sigmoid.ts';
import { Softmax } from '../activations/softmax.ts';
import { ShapeError, ValueError } from '../errors.ts';
import { Dense } from '../layers/dense.ts';
import { Dropout } from '../layers/dropout.ts';
import { scaledNormal } from '../layers/initializers.ts';
import type { Layer } from '../layers/layer.ts';
import { BinaryCrossentropyFromLogits } from '../losses/binary-crossentropy-from-logits.ts';
import { BinaryCrossentropy } from '../losses/binary-crossentropy.ts';
import { CategoricalCrossentropyFromLogits } from '../losses/categorical-crossentropy-from-logits.ts';
import { CategoricalCrossentropy } from '../losses/categorical-crossentropy.ts';
import { Hinge } from '../losses/hinge.ts';
import { Huber } from '../losses/huber.ts';
import { LogCosh } from '../losses/log-cosh.ts';
import type { Loss } from '../losses/loss.ts';
import { MeanAbsoluteError } from '../losses/mean-absolute-error.ts';
import { MeanSquaredError } from '../losses/mean-squared-error.ts';
import { SoftmaxFocalCrossentropy } from '../losses/softmax-focal-crossentropy.ts';
import { SquaredHinge } from '../losses/squared-hinge.ts';
import { kinds } from '../model/files/all-kinds.ts';
import { readLayers } from '../model/files/layers-json.ts';
import { Model } from '../model/model.ts';
import { lastOf } from '../model/run/network.ts';
import type { RandomState } from '../random/random-state.ts';
import { random as globalRandom } from '../session.ts';
import { sameShape, type Shape } from '../tensor/shape.ts';
import { ACTIVATIONS, OPTIMIZERS, make, optimizerOptions } from './kinds.ts';
import { SMOOTHED, isSmoothed, type LossName, type NetworkSettings } from './settings.ts';
import { STARTS } from './starts.ts';

/** What errors call a network. */
const NETWORK = 'network';

/** A loss, the activation that closes the network with it, and the book's factor of the first weights. */
interface Ending {
  readonly loss: () => Loss;
  readonly closing: () => Layer;
  readonly weightScale: number;
}

const ENDINGS: Readonly<Record<LossName, Ending>> = {
  categorical: { loss: () => new CategoricalCrossentropy(), closing: () => new Softmax(), weightScale: 0.01 },
  binary: { loss: () => new BinaryCrossentropy(), closing: () => new Sigmoid(), weightScale: 0.01 },
  hinge: { loss: () => new Hinge(), closing: () => new Linear(), weightScale: 0.01 },
  'squared-hinge': { loss: () => new SquaredHinge(), closing: () => new Linear(), weightScale: 0.01 },
  focal: { loss: () => new SoftmaxFocalCrossentropy(), closing: () => new Linear(), weightScale: 0.01 },
  mse: { loss: () => new MeanSquaredError(), closing: () => new Linear(), weightScale: 0.1 },
  mae: { loss: () => new MeanAbsoluteError(), closing: () => new Linear(), weightScale: 0.1 },
  huber: { loss: () => new Huber(), closing: () => new Linear(), weightScale: 0.1 },
  'log-cosh': { loss: () => new LogCosh(), closing: () => new Linear(), weightScale: 0.1 },
};

/** The endings with label smoothing, which the book's losses have not. */
const SMOOTHING: Readonly<Record<(typeof SMOOTHED)[number], (labelSmoothing: number) => Ending>> = {
  categorical: (labelSmoothing) => ofLogits(() => new CategoricalCrossentropyFromLogits({ labelSmoothing })),
  binary: (labelSmoothing) => ofLogits(() => new BinaryCrossentropyFromLogits({ labelSmoothing })),
};

function ofLogits(loss: () => Loss): Ending {
  return { loss, closing: () => new Linear(), weightScale: 0.01 };
}

/** @throws ValueError for label smoothing where the loss has none */
function endingOf({ loss, labelSmoothing = 0 }: NetworkSettings): Ending {
  if (labelSmoothing === 0) return ENDINGS[loss];
  if (isSmoothed(loss)) return SMOOTHING[loss](labelSmoothing);
  throw new ValueError(`${NETWORK}, labelSmoothing`, `the loss ${SMOOTHED.join(' or ')}`, loss);
}

/** What a network is made for. */
export interface Purpose {
  /** The shape of a sample. */
  readonly inputShape: Shape;
  readonly outputs: number;
}

/** An untrained model of dense layers, or of the layers that the settings list; its weights are drawn from `random`, layer by layer. */
export function buildNetwork(
  settings: NetworkSettings,
  inputs: number,
  outputs: number,
  random: RandomState = globalRandom,
): Model {
  return modelOf(settings, { inputShape: [inputs], outputs }, random, () =>
    denseLayers(settings, inputs, outputs, random),
  );
}

/**
 * An untrained model of the layers that the settings list, or else of others.
 *
 * @throws FormatError for a list that is none, ShapeError for layers that do not fit together or to their purpose
 */
export function modelOf(
  settings: NetworkSettings,
  purpose: Purpose,
  random: RandomState,
  others: () => readonly Layer[],
): Model {
  const { layers, optimizer, loss } = settings;
  const parts = endingOf(settings);
  const { inputShape } = purpose;
  const model = new Model([], { random, inputShape });
  if (layers === undefined) for (const layer of others()) model.add(layer);
  else addGiven(model, layers, random);
  if (layers) checkOutputs(model, purpose, loss, parts.closing());
  return model.set({ loss: parts.loss(), optimizer: make(OPTIMIZERS.get(optimizer)!, ownOptions(settings)) });
}

/** Hidden layers and the one that closes the network. */
export function denseLayers(
  settings: NetworkSettings,
  inputs: number,
  outputs: number,
  random: RandomState,
): readonly Layer[] {
  const { hidden, activation, l1, l2, penalized = 'hidden', dropout } = settings;
  const { weightScale, closing } = endingOf(settings);
  const { initializer: start } = settings;
  const initializer = start ? STARTS[start] : scaledNormal(settings.weightScale ?? weightScale);
  const onWeights = { weightRegularizerL1: l1, weightRegularizerL2: l2 };
  const onAll = { ...onWeights, biasRegularizerL1: l1, biasRegularizerL2: l2 };
  const [inHidden, inLast] = penalized === 'hidden' ? [onAll, {}] : [onWeights, onWeights];
  const layers: Layer[] = [];
  let width = inputs;
  for (const neurons of hidden) {
    layers.push(new Dense(width, neurons, { initializer, random, ...inHidden }), make(ACTIVATIONS.get(activation)!));
    if (dropout > 0) layers.push(new Dropout(dropout, { random }));
    width = neurons;
  }
  return [...layers, new Dense(width, outputs, { initializer, random, ...inLast }), closing()];
}

function addGiven(model: Model, layers: readonly unknown[], random: RandomState): void {
  for (const layer of readLayers(layers, NETWORK, random, kinds)) {
    try {
      model.add(layer);
    } catch (error) {
      if (!(error instanceof ShapeError)) throw error;
      const { where, expected, received, hint } = error;
      throw new ShapeError(
        where.replace(/^Model\.add, layer (\d+)/, `${NETWORK}, layers[$1]`),
        expected,
        received,
        hint,
      );
    }
  }
}

/** @throws ShapeError for another number of outputs, ValueError for outputs that the loss does not read */
function checkOutputs(model: Model, { outputs }: Purpose, loss: LossName, closing: Layer): void {
  const { outputShape = [] } = model;
  if (!sameShape(outputShape, [outputs])) {
    throw new ShapeError(`${NETWORK}, layers`, `outputs [N, ${outputs}], as the target asks for`, `[${['N', ...outputShape].join(', ')}]`); // prettier-ignore
  }
  const last = lastOf(model)!;
  if (readingOfLayer(last) === readingOfLayer(closing)) return;
  const expected = `${closing.kind} as its last layer, for the loss ${loss}`;
  throw new ValueError(`${NETWORK}, layers`, expected, last.toString(), 'loss says which layer comes last.');
}

function readingOfLayer(layer: Layer): Reading {
  return layer instanceof Activation ? layer.reading : 'values';
}

/** The options that the optimizer of a run takes, where they were given. */
function ownOptions(settings: NetworkSettings): Record<string, unknown> {
  const given = optimizerOptions(settings.optimizer).filter((name) => settings[name] !== undefined);
  return Object.fromEntries(given.map((name) => [name, settings[name]]));
}
