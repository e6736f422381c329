/** What is told where R² is asked of a single row. */
export const ONE_ROW = 'R² is nan of one row: it needs two';

/**
 * R² from a mean squared error and the numbers that were to be answered, as `r2` has it, but NaN of fewer than two.
 *
 *     R² = 1 - error / variance;          of equal numbers 1 where there is no error, else 0
 */
export function explained(error: number, actual: ArrayLike<number>): number {
  const values = Array.from(actual);
  if (values.length < 2) return NaN;
  if (values.every((value) => value === values[0])) return error === 0 ? 1 : 0;
  return 1 - error / varianceOf(values);
}

export function meanOf(values: ArrayLike<number>): number {
  return Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;
}

export function varianceOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return meanOf(values.map((value) => (value - mean) ** 2));
}
