import { ShapeError, ValueError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { streamOf } from '../session.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import type { DType } from '../tensor/dtype.ts';
import { formatShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { groupByLabel, splitIndices } from './split-indices.ts';
import { takeRows } from './take-rows.ts';

export interface TrainTestSplitOptions {
  /** The share of the samples held back for the test, rounded up to whole samples; above 0 and below 1. @default 0.25 */
  readonly testShare?: number;
  /** Whether both parts hold each class in the same share: true for the classes y, or other labels [N]. @default false */
  readonly stratify?: boolean | ArrayLike;
  /** Whether both parts are in random order; if not, the last samples are the test. @default true */
  readonly shuffle?: boolean;
  /** Where the order is drawn from. @default the global stream */
  readonly random?: RandomState;
}

/** Inputs and targets in two parts, each in the type it came in. */
export interface TrainTestParts<D extends DType = DType, E extends DType = DType> {
  readonly XTrain: Tensor<D>;
  readonly XTest: Tensor<D>;
  readonly yTrain: Tensor<E>;
  readonly yTest: Tensor<E>;
}

/**
 * Samples in two parts: to train with, and to test what was learnt.
 *
 * @param X [N, ...]
 * @param y [N, ...]
 * @throws ShapeError when the numbers of samples differ; ValueError for a share that leaves a part empty, and where stratifying is not
 *     possible: without shuffling, with a class of one sample, with more classes than a part has samples
 * @see scikit-learn's `train_test_split`, whose rows these are when its `random_state` is the seed of `random`
 *
 * @example
 * import { init, trainTestSplit } from 'nnfs';
 * init();
 * const X = [[1, 1], [2, 2], [3, 3], [4, 4]];
 * const { XTrain, yTrain } = trainTestSplit(X, [0, 0, 1, 1], { testShare: 0.5, stratify: true });
 * console.log(XTrain);
 * // [[2. 2.]
 * //  [3. 3.]]
 * console.log(yTrain);
 * // [0. 1.]
 */
export function trainTestSplit<D extends DType, E extends DType>(
  X: Tensor<D>,
  y: Tensor<E>,
  options?: TrainTestSplitOptions,
): TrainTestParts<D, E>;
export function trainTestSplit(X: ArrayLike, y: ArrayLike, options?: TrainTestSplitOptions): TrainTestParts;
export function trainTestSplit(X: ArrayLike, y: ArrayLike, options: TrainTestSplitOptions = {}): TrainTestParts {
  const where = 'trainTestSplit';
  checkOptions(where, options, ['testShare', 'stratify', 'shuffle', 'random']);
  const { testShare = 0.25, stratify = false, shuffle = true } = options;
  const [inputs, targets] = [asTensor(X, where), asTensor(y, where)];
  const N = inputs.shape[0];
  if (N === undefined || N !== targets.shape[0]) {
    const received = `${formatShape(inputs.shape)} and ${formatShape(targets.shape)}`;
    throw new ShapeError(where, 'X and y of one number of samples', received);
  }
  if (stratify !== false && !shuffle) throw new ValueError(where, 'shuffle where stratify is set', 'shuffle false');
  const groups = stratify === false ? undefined : groupByLabel(where, stratify === true ? targets : stratify, N, 2);
  const random = shuffle ? streamOf(where, options.random) : undefined;
  const { train, test } = splitIndices(where, N, testShare, random, groups);
  const fewest = Math.min(train.size, test.size);
  if (groups !== undefined && groups.size > fewest) {
    throw new ValueError(where, `room for ${groups.size} classes in both parts`, `a part of ${fewest} samples`);
  }
  return {
    XTrain: takeRows(inputs, train),
    XTest: takeRows(inputs, test),
    yTrain: takeRows(targets, train),
    yTest: takeRows(targets, test),
  };
}
