/** Brings what a caller hands to a model into the form that training reads, or says what is wrong with it. */
import { groupByLabel, splitIndices } from '../datasets/split-indices.ts';
import { ShapeError, ValueError, describe } from '../errors.ts';
import type { FloatTensor, Layer } from '../layers/layer.ts';
import { RandomState } from '../random/random-state.ts';
import { asFloat, asTensor, type ArrayLike } from '../tensor/create.ts';
import type { Data, DType } from '../tensor/dtype.ts';
import { kernels } from '../tensor/kernels/index.ts';
import { formatShape, isArray, type Shape } from '../tensor/shape.ts';
import { checkFinite } from '../tensor/targets.ts';
import { Tensor } from '../tensor/tensor.ts';
import type { Network } from './training.ts';
import { gather, type Samples } from './workspace.ts';

/** Inputs as a float tensor of at least one sample, in a shape that the layers take. */
export function checkInputs(where: string, layers: readonly Layer[], X: ArrayLike): FloatTensor {
  const given = asTensor(X, where);
  if (given.rank === 0 || given.size === 0) {
    throw new ShapeError(where, 'inputs X of at least one sample', formatShape(given.shape));
  }
  outputShape(where, layers, given.shape);
  return asFloat(given);
}

/** The shape of the output for inputs of a shape; throws where a layer does not take what the one before it gives. */
export function outputShape(where: string, layers: readonly Layer[], inputs: Shape): Shape {
  return layers.reduce(
    (shape, layer, at) => layer.outputShape(shape, `${where}, layer ${at}, ${layer.toString()}`),
    inputs,
  );
}

/** Checked inputs and targets of one number of samples. */
export function checkSamples(where: string, network: Network, X: ArrayLike, y: ArrayLike): Samples {
  const inputs = checkInputs(where, network.layers, X);
  if (!Number.isFinite(kernels.maxAbs(inputs.data))) {
    checkFinite(where, 'finite inputs X', inputs, 'Drop or fill in such samples.');
  }
  const wanted = asTensor(y, where);
  if (wanted.rank === 0 || wanted.shape[0] !== inputs.shape[0]) {
    const received = `${formatShape(inputs.shape)} and ${formatShape(wanted.shape)}`;
    throw new ShapeError(where, 'X and y of one number of samples', received);
  }
  const shape = outputShape(where, network.layers, inputs.shape);
  const targets = network.loss.prepare(wanted, shape, where);
  const answers = network.accuracy.prepare(wanted, shape, where);
  return { X: inputs, targets, answers: sameData(targets, answers) ? targets : answers };
}

function sameData(a: Tensor, b: Tensor): boolean {
  return a.dtype === b.dtype && a.rank === b.rank && a.data.every((value, i) => value === b.data[i]);
}

/** The class of each sample, where targets are classes: labels, one-hot rows, or a column of 0 and 1. */
function classesOf({ answers, targets }: Samples): Data | undefined {
  for (const { data, dtype, rank, shape } of [answers, targets]) {
    if (rank === 1 && dtype === 'int32') return data;
    if (rank === 2 && shape[1] === 1 && data.every((value) => value === 0 || value === 1)) return data;
  }
  return undefined;
}

/**
 * The weight of each sample: that of its class.
 *
 * @param width the outputs of the network: as many classes, or two where it is one
 * @throws ValueError unless targets are classes and there is a weight, 0 or more, for each
 */
export function classWeightsOf(
  where: string,
  weights: readonly number[],
  samples: Samples,
  width: number,
): FloatTensor {
  const labels = classesOf(samples);
  if (labels === undefined) throw new ValueError(where, 'targets that are classes, to weigh them', 'other values');
  const classes = Math.max(2, width);
  const fit = isArray(weights) && weights.length === classes;
  if (!fit || !weights.every((weight) => typeof weight === 'number' && weight >= 0 && weight < Infinity)) {
    throw new ValueError(where, `classWeights of ${classes} numbers, 0 or more`, describe(weights));
  }
  return new Tensor(
    'float32',
    [labels.length],
    Float32Array.from(labels, (label) => weights[label]!),
  );
}

/**
 * Splits samples at random, classes each in the same shares. The draw is the same for the same targets, so that training that goes on
 * later holds back the same samples, and has no effect on other draws.
 *
 * @param share the part of the samples that goes to the second, above 0 and below 1
 */
export function splitSamples(samples: Samples, share: number): [Samples, Samples] {
  if (!(typeof share === 'number' && share > 0 && share < 1)) {
    throw new ValueError('Model.train', 'validationSplit above 0 and below 1', describe(share));
  }
  const N = samples.X.shape[0]!;
  const labels = classesOf(samples);
  const groups = labels && groupByLabel('Model.train', labels, N);
  const { train, test } = splitIndices('Model.train, validationSplit', N, share, new RandomState(0), groups);
  return [pick(samples, train), pick(samples, test)];
}

function pick({ X, targets, answers, weights }: Samples, rows: Tensor<'int32'>): Samples {
  const take = <D extends DType>(x: Tensor<D>): Tensor<D> => {
    const taken = new Tensor(x.dtype, [rows.size, ...x.shape.slice(1)]);
    gather(x, taken, 0, rows.data);
    return taken;
  };
  const wanted = take(targets);
  return {
    X: take(X),
    targets: wanted,
    answers: answers === targets ? wanted : take(answers),
    weights: weights && take(weights),
  };
}

/** A sentence about inputs on another scale than networks take well, or undefined. */
export function scaleWarning(X: FloatTensor): string | undefined {
  const largest = kernels.maxAbs(X.data);
  if (largest === 0 || (largest <= 100 && largest >= 1e-3)) return undefined;
  return `The inputs reach ${largest}; networks learn best from inputs of about -1 to 1. Scale them, for example with StandardScaler.`;
}
