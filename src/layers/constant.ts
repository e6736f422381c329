import { finite, argument, readOptions } from '../options.ts';
import { full } from '../tensor/create.ts';
import type { Initializer } from './initializers.ts';

/**
 * Every value the same; draws nothing.
 *
 * @throws ValueError for a value that is not finite
 *
 * @example
 * import { Dense, constant } from 'nnfs';
 * console.log(new Dense(2, 2, { initializer: constant(0.5) }).weights);
 * // [[0.5 0.5]
 * //  [0.5 0.5]]
 */
export function constant(value: number): Initializer {
  readOptions('constant', [value], { value: argument(finite(NaN)) });
  return (shape) => full(shape, value);
}
