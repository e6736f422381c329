import type { Tensor } from '../tensor/tensor.ts';

/**
 * Weights by which each of C classes counts as much as another, N / (C n_k); 0 for those of which there is no row, which C leaves out.
 *
 * @param y class indices [N]
 */
export function balancedWeights(y: Tensor, C: number): number[] {
  const counts = new Float64Array(C);
  for (const index of y.data) counts[index]!++;
  const present = counts.filter((count) => count > 0).length;
  return Array.from(counts, (count) => (count === 0 ? 0 : y.size / (present * count)));
}
