/** Brings what a caller hands to a model into the form that training reads, or says what is wrong with it. */
import { ShapeError, ValueError, describe } from '../errors.ts';
import type { FloatTensor, Layer } from '../layers/layer.ts';
import type { RandomState } from '../random/random-state.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { isFloat } from '../tensor/dtype.ts';
import { formatShape, sizeOf, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import type { Network } from './training.ts';
import { gather, type Samples } from './workspace.ts';

/** Inputs as a float tensor of at least one sample, all finite, in a shape that the layers take. */
export function checkInputs(where: string, layers: readonly Layer[], X: ArrayLike): FloatTensor {
  const given = asTensor(X, where);
  if (given.rank === 0 || given.size === 0) {
    throw new ShapeError(where, 'inputs X of at least one sample', formatShape(given.shape));
  }
  outputShape(where, layers, given.shape);
  const bad = given.data.findIndex((value) => !Number.isFinite(value));
  if (bad >= 0) {
    const sample = Math.floor(bad / sizeOf(given.shape.slice(1)));
    throw new ValueError(
      where,
      'finite inputs X',
      `${given.data[bad]!} at sample ${sample}`,
      'Drop or fill in such samples.',
    );
  }
  return (isFloat(given.dtype) ? given : given.astype('float32')) as FloatTensor;
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

/**
 * The weight of each sample: that of its class.
 *
 * @throws ValueError unless there is a weight, 0 or more, for each class
 */
export function classWeightsOf(
  where: string,
  weights: readonly number[],
  answers: Tensor,
  classes: number,
): FloatTensor {
  if (weights.length !== classes || !weights.every((weight) => weight >= 0 && weight < Infinity)) {
    throw new ValueError(where, `classWeights of ${classes} numbers, 0 or more`, describe(weights));
  }
  const each = new Tensor<'float32' | 'float64'>('float32', [answers.shape[0]!]);
  for (let n = 0; n < each.size; n++) each.data[n] = weights[answers.data[n]!]!;
  return each;
}

/**
 * Splits samples at random; labels [N] class by class, so that both parts hold them in the same shares.
 *
 * @param share the part of the samples that goes to the second, above 0 and below 1
 */
export function splitSamples(samples: Samples, share: number, random: RandomState): [Samples, Samples] {
  if (!(share > 0 && share < 1)) {
    throw new ValueError('Model.train', 'validationSplit above 0 and below 1', describe(share));
  }
  const { X, answers } = samples;
  const N = X.shape[0]!;
  const order = random.permutation(N).data;
  const groups = new Map<number, number[]>();
  for (const n of order) {
    const key = answers.dtype === 'int32' && answers.rank === 1 ? answers.data[n]! : 0;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [n]);
    else group.push(n);
  }
  const first: number[] = [];
  const second: number[] = [];
  for (const group of groups.values()) {
    const cut = Math.round(group.length * share);
    second.push(...group.slice(0, cut));
    first.push(...group.slice(cut));
  }
  if (first.length === 0 || second.length === 0) {
    throw new ValueError('Model.train', 'a validationSplit that leaves samples on both sides', `${share} of ${N}`);
  }
  return [pick(samples, first), pick(samples, second)];
}

function pick({ X, targets, answers, weights }: Samples, rows: number[]): Samples {
  const order = Int32Array.from(rows).sort();
  const take = <T extends Tensor>(source: T): T => {
    const part = new Tensor(source.dtype, [order.length, ...source.shape.slice(1)]);
    gather(source, part, 0, order);
    return part as T;
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
  let largest = 0;
  for (let i = 0; i < X.size; i++) largest = Math.max(largest, Math.abs(X.data[i]!));
  if (largest === 0 || (largest <= 100 && largest >= 1e-3)) return undefined;
  return `The inputs reach ${largest}; networks learn best from inputs of about -1 to 1. Scale them, for example with StandardScaler.`;
}
