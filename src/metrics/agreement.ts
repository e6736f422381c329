import type { ArrayLike } from '../tensor/create.ts';
import { ClassCounts } from './class-counts.ts';
import { classPairs } from './class-pairs.ts';

/** Right predictions, samples, and Σ_k predicted_k actual_k, Σ predicted_k², Σ actual_k². */
export function sumsOf(where: string, predictions: ArrayLike, targets: ArrayLike) {
  const counts = new ClassCounts().add(classPairs(where, predictions, targets)).classes();
  let [right, N, both, squares, targetSquares] = [0, 0, 0, 0, 0];
  for (const [, { right: hits, predicted, actual }] of counts) {
    right += hits;
    N += actual;
    both += predicted * actual;
    squares += predicted ** 2;
    targetSquares += actual ** 2;
  }
  return { right, N, both, squares, targetSquares };
}
