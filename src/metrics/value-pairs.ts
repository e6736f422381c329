import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkFinite, valueTargets } from '../tensor/targets.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** What an output predicted of its samples, and what was right: [N] each. */
export interface ValuePairs {
  readonly predicted: Float64Array;
  readonly actual: Float64Array;
}

/** The predictions and targets of each output. */
export function outputsOf(where: string, predictions: ArrayLike, targets: ArrayLike, least: 1 | 2): ValuePairs[] {
  const given = asTensor(predictions, where, 'float64');
  const [N = 0, O = 1] = given.shape;
  if (given.rank > 2 || N < least || O === 0) {
    const expected = `predictions [N] or [N, O]${least > 1 ? ' of two samples or more' : ''}`;
    throw new ShapeError(where, expected, formatShape(given.shape));
  }
  const wanted = valueTargets(where, targets, given.shape);
  checkFinite(where, 'finite predictions', given);
  const pick = (x: Tensor, o: number): Float64Array => Float64Array.from({ length: N }, (_, n) => x.data[n * O + o]!);
  return Array.from({ length: O }, (_, o) => ({ predicted: pick(given, o), actual: pick(wanted, o) }));
}

/** The mean of the scores of all outputs, or of the values of one. */
export const mean = (x: Float64Array): number => x.reduce((sum, value) => sum + value, 0) / x.length;

/** Σ (x - mean)² of every O-th value from o on; exactly 0 where all are equal. */
export function spreadOf(data: Tensor['data'], o = 0, O = 1): number {
  let [middle, count, equal] = [0, 0, true];
  for (let i = o; i < data.length; i += O, count++) {
    middle += data[i]!;
    equal &&= data[i] === data[o];
  }
  if (equal) return 0;
  middle /= count;
  let spread = 0;
  for (let i = o; i < data.length; i += O) spread += (data[i]! - middle) ** 2;
  return spread;
}
