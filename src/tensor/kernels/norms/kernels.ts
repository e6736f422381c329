import type { FloatArray } from '../../dtype.ts';

/**
 * Kernels of normalization, over x[M, C]. Statistics, gamma, beta and their gradients have one type, the layer's; what is read from x and
 * from dvalues is first rounded to it. `normal` stands for (x - mean) * scale, two roundings. Sums over rows run in row order, in
 * float64, and are rounded once after what follows the sum; those along a row are `Kernels.sum`.
 */
export interface NormKernels {
  /** mean[C] = Σ_m x / M;  variance[C] = Σ_m (x - mean)² / M */
  moments(x: FloatArray, mean: FloatArray, variance: FloatArray, M: number, C: number): void;
  /** scale = 1 / √(variance + epsilon) */
  scales(variance: FloatArray, scale: FloatArray, epsilon: number): void;
  /** output[M, C] = gamma[C] * normal + beta[C], with mean[C] and scale[C] */
  normalizeColumns(
    x: FloatArray,
    mean: FloatArray,
    scale: FloatArray,
    gamma: FloatArray,
    beta: FloatArray,
    output: FloatArray,
    M: number,
    C: number,
  ): void;
  /** The same with the moments of each row, and mean[M], scale[M] = 1 / √(variance + epsilon). */
  normalizeRows(
    x: FloatArray,
    mean: FloatArray,
    scale: FloatArray,
    gamma: FloatArray,
    beta: FloatArray,
    output: FloatArray,
    M: number,
    C: number,
    epsilon: number,
  ): void;
  /** dbeta[C] = Σ_m dvalues;  dgamma[C] = Σ_m dvalues * normal, with mean and scale [C], or `byRow` [M] */
  normalSums(
    x: FloatArray,
    mean: FloatArray,
    scale: FloatArray,
    dvalues: FloatArray,
    dgamma: FloatArray,
    dbeta: FloatArray,
    M: number,
    C: number,
    byRow: boolean,
  ): void;
  /** dinputs[M, C] = gamma * scale * ((dvalues - dbeta / divisor) - normal * (dgamma / divisor)), with mean[C] and scale[C] */
  columnsGradient(
    x: FloatArray,
    mean: FloatArray,
    scale: FloatArray,
    gamma: FloatArray,
    dgamma: FloatArray,
    dbeta: FloatArray,
    dvalues: FloatArray,
    dinputs: FloatArray,
    M: number,
    C: number,
    divisor: number,
  ): void;
  /**
   * dinputs[M, C] = scale * ((slope - Σ_c slope / C) - normal * (Σ_c slope * normal / C)), slope = gamma * dvalues, with mean[M] and
   * scale[M]
   */
  rowsGradient(
    x: FloatArray,
    mean: FloatArray,
    scale: FloatArray,
    gamma: FloatArray,
    dvalues: FloatArray,
    dinputs: FloatArray,
    M: number,
    C: number,
  ): void;
}
