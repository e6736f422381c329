import type { Tensor } from 'nnfs';
import { sum, type FloatTensor } from 'nnfs';

/** How a number of a tensor's type is rounded. */
export const rounderOf = ({ dtype }: Pick<Tensor, 'dtype'>): ((x: number) => number) =>
  dtype === 'float32' ? Math.fround : (x) => x;

/** Σ a_i * b_i in order, in float64, which holds each product of two float32 numbers exactly. */
export function chain(products: readonly number[]): number {
  let total = 0;
  for (const product of products) total += product;
  return total;
}

/** A number of a tensor, by its place along each axis. */
export const at = ({ data, shape }: Tensor, cell: readonly number[]): number =>
  data[cell.reduce((place, k, axis) => place * shape[axis]! + k)]!;

/** A cell of one of the library's tensors, for a line whose number it is. */
export const inTensor = (tensor: Tensor, cell: readonly number[]) => ({
  dtype: tensor.dtype,
  cell,
  library: at(tensor, cell),
});

export const columnOf = ({ data, shape }: Tensor, column: number): number[] =>
  Array.from({ length: shape[0]! }, (_, n) => data[n * shape[1]! + column]!);

export const rowOf = ({ data, shape }: Tensor, row: number): number[] => [
  ...data.slice(row * shape[1]!, (row + 1) * shape[1]!),
];

/**
 * Σ_n of a column, as NumPy sums over the first axis: row by row, rounded each time; of a single column in its order for runs.
 */
export function columnSum(values: FloatTensor, column: number): number {
  const numbers = columnOf(values, column);
  if (values.shape[1] === 1) return sum(values).item();
  const round = rounderOf(values);
  return numbers.reduce((total, value) => round(total + value), 0);
}

const BITS = 200n;

/**
 * base^n for 0 <= base < 1, rounded once to a double: the product is exact to 200 binary places.
 */
export function power(base: number, n: number): number {
  const one = 1n << BITS;
  let [result, square] = [one, (BigInt(base * 2 ** 62) * one) >> 62n];
  for (let rest = n; rest > 0; rest = Math.floor(rest / 2)) {
    if (rest % 2 === 1) result = (result * square) >> BITS;
    square = (square * square) >> BITS;
  }
  return Number(result) / 2 ** Number(BITS);
}
