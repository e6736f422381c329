import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkFinite, valueTargets } from '../tensor/targets.ts';
import { Tensor } from '../tensor/tensor.ts';
import { r2 } from './r2.ts';

/** Predictions and targets of each output, [N] each. */
function outputsOf(where: string, predictions: ArrayLike, targets: ArrayLike, least: number) {
  const given = asTensor(predictions, where, 'float64');
  const [N = 0, O = 1] = given.shape;
  if (given.rank > 2 || N < least || O === 0) {
    throw new ShapeError(where, `predictions [N] or [N, O], N ${least} or more`, formatShape(given.shape));
  }
  const wanted = valueTargets(where, targets, given.shape);
  checkFinite(where, 'finite predictions', given);
  const pick = (x: Tensor, o: number): Float64Array => Float64Array.from({ length: N }, (_, n) => x.data[n * O + o]!);
  return Array.from({ length: O }, (_, o) => ({ predicted: pick(given, o), actual: pick(wanted, o) }));
}

const mean = (x: Float64Array): number => x.reduce((sum, value) => sum + value, 0) / x.length;
const variance = (x: Float64Array): number => {
  const middle = mean(x);
  return x.every((value) => value === x[0]) ? 0 : mean(x.map((value) => (value - middle) ** 2));
};

/**
 * The coefficient of determination of each output, as `r2` has it.
 *
 * @param predictions [N] or [N, O]
 * @param targets the same
 * @returns [O]
 * @throws as `r2`
 * @see scikit-learn's `r2_score(multioutput='raw_values')`
 *
 * @example
 * import { r2Scores } from 'nnfs';
 * console.log(r2Scores([[1, 2], [2, 2]], [[1, 1], [2, 3]]));
 * // [1. 0.]
 */
export function r2Scores(predictions: ArrayLike, targets: ArrayLike): Tensor<'float64'> {
  const outputs = outputsOf('r2Scores', predictions, targets, 2);
  return new Tensor(
    'float64',
    [outputs.length],
    Float64Array.from(outputs, ({ predicted, actual }) => r2(predicted, actual)),
  );
}

/**
 * How much of the targets' spread the predictions explain if a constant error is forgiven.
 *
 *     explainedVariance = 1 - var(targets - predictions) / var(targets)          the mean over outputs
 *
 * Where the targets are all equal, 1 if the errors are too and 0 if not.
 *
 * @param predictions [N] or [N, O]
 * @param targets the same
 * @throws ShapeError for other shapes; ValueError for NaN and infinities
 * @see scikit-learn's `explained_variance_score`, which takes the targets first
 *
 * @example
 * import { explainedVariance } from 'nnfs';
 * console.log(explainedVariance([2, 3, 4], [1, 2, 3])); // 1
 */
export function explainedVariance(predictions: ArrayLike, targets: ArrayLike): number {
  const scores = outputsOf('explainedVariance', predictions, targets, 1).map(({ predicted, actual }) => {
    const [left, spread] = [variance(actual.map((y, n) => y - predicted[n]!)), variance(actual)];
    return spread === 0 ? Number(left === 0) : 1 - left / spread;
  });
  return mean(Float64Array.from(scores));
}

/**
 * The error that half of the predictions keep below, in the unit of the targets; outliers do not move it.
 *
 *     medianAbsoluteError = median_n |targets - predictions|          the mean over outputs
 *
 * @param predictions [N] or [N, O]
 * @param targets the same
 * @throws ShapeError for other shapes; ValueError for NaN and infinities
 * @see scikit-learn's `median_absolute_error`, which takes the targets first
 *
 * @example
 * import { medianAbsoluteError } from 'nnfs';
 * console.log(medianAbsoluteError([2.5, 0, 2, 8], [3, -0.5, 2, 7])); // 0.5
 */
export function medianAbsoluteError(predictions: ArrayLike, targets: ArrayLike): number {
  const medians = outputsOf('medianAbsoluteError', predictions, targets, 1).map(({ predicted, actual }) => {
    const errors = actual.map((y, n) => Math.abs(y - predicted[n]!)).sort();
    const half = errors.length >> 1;
    return errors.length % 2 === 1 ? errors[half]! : (errors[half - 1]! + errors[half]!) / 2;
  });
  return mean(Float64Array.from(medians));
}
