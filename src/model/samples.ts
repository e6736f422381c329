/** Brings what a caller hands to a model into the form that a run reads, or says what is wrong with it. */
import { groupByLabel, splitIndices } from '../datasets/split-indices.ts';
import { ShapeError, ValueError, describe } from '../errors.ts';
import { inPlace } from '../layers/layer.ts';
import { INFERENCE, type FloatTensor } from '../layers/pass.ts';
import type { Sequential } from '../layers/sequential.ts';
import { RandomState } from '../random/random-state.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { isFloat, type Data } from '../tensor/dtype.ts';
import { kernels } from '../tensor/kernels/index.ts';
import { formatShape, isArray, sizeOf, type Shape } from '../tensor/shape.ts';
import { checkFinite } from '../tensor/targets.ts';
import { Tensor } from '../tensor/tensor.ts';
import { gather } from './run/batches.ts';
import { mapSamples, type Network, type Samples } from './run/network.ts';

/** Inputs of at least one sample, in a shape and type that the layers take, and the shape of the output. */
export function checkInputs(where: string, chain: Sequential, X: ArrayLike): { inputs: FloatTensor; output: Shape } {
  const given = asTensor(X, where);
  if (given.rank === 0 || given.size === 0) {
    throw new ShapeError(where, 'inputs X of at least one sample', formatShape(given.shape));
  }
  return inPlace(chain, where, () => {
    const inputs = chain.accept(given, INFERENCE);
    const output = chain.plan(inputs, INFERENCE).output.shape;
    const [N] = inputs.shape;
    if (output[0] !== N) throw new ShapeError(chain.toString(), `an output of ${N!} samples`, formatShape(output));
    return { inputs, output };
  });
}

/** Checked inputs and targets of one number of samples. Targets are copies: a run reads them for long. */
export function checkSamples(where: string, network: Network, X: ArrayLike, y: ArrayLike): Samples {
  const { inputs, output } = checkInputs(where, network.chain, X);
  if (!Number.isFinite(kernels.maxAbs(inputs.data))) {
    checkFinite(where, 'finite inputs X', inputs, 'Drop or fill in such samples.');
  }
  const wanted = asTensor(y, where);
  if (wanted.rank === 0 || wanted.shape[0] !== inputs.shape[0]) {
    const received = `${formatShape(inputs.shape)} and ${formatShape(wanted.shape)}`;
    throw new ShapeError(where, 'X and y of one number of samples', received);
  }
  const { loss, metrics, reading } = network;
  const prepared = loss.prepare(wanted, output, where);
  const targets = prepared.data === wanted.data ? prepared.clone() : prepared;
  const forms: Tensor[] = [targets];
  const answers = metrics.map((metric) => {
    const form = metric.prepare(targets, output, where, reading);
    const same = forms.find((other) => sameData(other, form));
    if (same === undefined) forms.push(form);
    return same ?? form;
  });
  return { X: inputs, targets, answers };
}

function sameData(a: Tensor, b: Tensor): boolean {
  return (
    a.data === b.data || (a.dtype === b.dtype && a.rank === b.rank && a.data.every((value, i) => value === b.data[i]))
  );
}

/** The class of each sample, where targets are classes: labels, one-hot rows, or a column of 0 and 1. */
function classesOf({ answers, targets }: Samples): Data | undefined {
  for (const { data, dtype, rank, shape } of [...answers, targets]) {
    if (rank === 1 && dtype === 'int32') return data;
    if (rank === 2 && shape[1] === 1 && data.every((value) => value === 0 || value === 1)) return data;
  }
  return undefined;
}

/** What weighs samples in the loss. */
export interface Weights {
  /** A number for each class, 0 or more. */
  readonly classWeights?: readonly number[] | undefined;
  /** A number for each sample, 0 or more. */
  readonly sampleWeights?: ArrayLike | undefined;
}

/**
 * Samples with their weights: that of its class, times its own.
 *
 * @throws ValueError or ShapeError for weights that do not fit, and for class weights where targets are no classes
 */
export function weighed(
  where: string,
  { chain }: Network,
  samples: Samples,
  { classWeights, sampleWeights }: Weights,
): Samples {
  if (classWeights === undefined && sampleWeights === undefined) return samples;
  const N = samples.X.shape[0]!;
  const weights = new Tensor('float32', [N]);
  weights.data.fill(1);
  if (classWeights !== undefined) {
    const labels = classesOf(samples);
    if (labels === undefined) throw new ValueError(where, 'targets that are classes, to weigh them', 'other values');
    const width = chain.plan(samples.X, INFERENCE).output.shape[1] ?? 1;
    const classes = Math.max(2, width);
    const fit = isArray(classWeights) && classWeights.length === classes;
    if (!fit || !classWeights.every((weight) => typeof weight === 'number' && weight >= 0 && weight < Infinity)) {
      throw new ValueError(where, `classWeights of ${classes} numbers, 0 or more`, describe(classWeights));
    }
    labels.forEach((label, n) => (weights.data[n] = classWeights[label]!));
  }
  if (sampleWeights !== undefined) {
    const { data, shape } = asTensor(sampleWeights, where);
    if (shape.length !== 1 || data.length !== N) {
      throw new ShapeError(where, `sampleWeights [${N}], one for each sample`, formatShape(shape));
    }
    data.forEach((weight, n) => {
      if (!(weight >= 0 && weight < Infinity)) {
        throw new ValueError(where, 'sampleWeights of 0 or more', `${weight} at sample ${n}`);
      }
      weights.data[n]! *= weight;
    });
  }
  return { ...samples, weights };
}

/**
 * Splits samples at random, classes each in the same shares. The draw is the same for the same targets, so that training that goes on
 * later holds back the same samples, and has no effect on other draws.
 *
 * @param share the part of the samples that goes to the second, above 0 and below 1
 */
export function splitSamples(samples: Samples, share: number): [kept: Samples, heldBack: Samples] {
  const N = samples.X.shape[0]!;
  const labels = classesOf(samples);
  const groups = labels && groupByLabel('Model.train', labels, N);
  const { train, test } = splitIndices('Model.train, validationSplit', N, share, new RandomState(0), groups);
  return [pick(samples, train), pick(samples, test)];
}

function pick(samples: Samples, rows: Tensor<'int32'>): Samples {
  return mapSamples(samples, (column) => {
    const taken = new Tensor(column.dtype, [rows.size, ...column.shape.slice(1)]);
    gather(column, taken, 0, rows.data);
    return taken;
  });
}

/** Elements of a column that its fingerprint looks at. */
const LOOKS = 1 << 14;

/** A number that tells samples from others, within reason: of their shapes and of elements all over them. */
export function fingerprintOf(columns: readonly Tensor[]): number {
  let hash = 0x811c9dc5;
  const mix = (word: number): void => {
    hash = Math.imul(hash ^ word, 0x01000193);
  };
  const double = new Float64Array(1);
  const words = new Uint32Array(double.buffer);
  for (const { shape, data } of columns) {
    shape.forEach(mix);
    const stride = Math.ceil(sizeOf(shape) / LOOKS);
    for (let i = 0; i < data.length; i += stride) {
      double[0] = data[i]!;
      mix(words[0]!);
      mix(words[1]!);
    }
  }
  return hash >>> 0;
}

/** A sentence about inputs on another scale than networks take well, or undefined. */
export function scaleWarning(X: FloatTensor): string | undefined {
  const largest = isFloat(X.dtype) ? kernels.maxAbs(X.data) : 0; // whole numbers are names of things
  if (largest === 0 || (largest <= 100 && largest >= 1e-3)) return undefined;
  return `The inputs reach ${largest}; networks learn best from inputs of about -1 to 1. Scale them, for example with StandardScaler.`;
}
