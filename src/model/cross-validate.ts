import type { Split } from '../datasets/split-indices.ts';
import { takeRows } from '../datasets/take-rows.ts';
import { ValueError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import type { Model } from './model.ts';
import type { TrainOptions } from './train-options.ts';

/** What cross-validation measured: every figure in each fold, and over the folds. */
export interface CrossValidation {
  /** What `evaluate` said of each fold: loss, accuracy, and the model's metrics. */
  readonly folds: readonly Readonly<Record<string, number>>[];
  readonly mean: Readonly<Record<string, number>>;
  /** The standard deviation over the folds, with N - 1 below the line; 0 for one fold. */
  readonly spread: Readonly<Record<string, number>>;
}

/**
 * Trains a new model for each fold and tests it on what the fold holds back.
 *
 * @param makeModel makes a model with its loss and optimizer set, given the number of the fold
 * @param X [N, ...]
 * @param y [N, ...]
 * @param folds as `kFold` and its kin give them
 * @param options those of `model.train`
 * @throws ValueError without folds; what training throws
 *
 * @example
 * import { Adam, CategoricalCrossentropy, Dense, Model, RandomState, Softmax, blobsData, crossValidate, kFold } from 'nnfs';
 * const random = new RandomState(0);
 * const { X, y } = blobsData({ samples: 20, classes: 2, random });
 * const makeModel = () =>
 *   new Model([new Dense(2, 2, { random }), new Softmax()]).set({
 *     loss: new CategoricalCrossentropy(),
 *     optimizer: new Adam({ learningRate: 0.1 }),
 *   });
 * const { mean, spread } = await crossValidate(makeModel, X, y, kFold(X, { folds: 4, random }), { epochs: 100 });
 * console.log(mean.accuracy > 0.9, spread.accuracy < 0.1); // true true
 */
export async function crossValidate(
  makeModel: (fold: number) => Model,
  X: ArrayLike,
  y: ArrayLike,
  folds: readonly Split[],
  options: TrainOptions = {},
): Promise<CrossValidation> {
  if (folds.length === 0) throw new ValueError('crossValidate', 'a fold or more', 'none', 'For example kFold(X).');
  const [inputs, targets] = [asTensor(X, 'crossValidate'), asTensor(y, 'crossValidate')];
  const found: Record<string, number>[] = [];
  for (const [fold, { train, test }] of folds.entries()) {
    const model = makeModel(fold);
    await model.train(takeRows(inputs, train), takeRows(targets, train), options);
    found.push({ ...model.evaluate(takeRows(inputs, test), takeRows(targets, test)) });
  }
  const over = (figure: (values: number[]) => number): Record<string, number> =>
    Object.fromEntries(Object.keys(found[0]!).map((name) => [name, figure(found.map((each) => each[name]!))]));
  return { folds: found, mean: over(meanOf), spread: over(spreadOf) };
}

const meanOf = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function spreadOf(values: number[]): number {
  const mean = meanOf(values);
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return Math.sqrt(squares / Math.max(1, values.length - 1));
}
