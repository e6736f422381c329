import { finite, readOptions } from '../options.ts';
import { Tensor } from '../tensor/tensor.ts';
import type { Initializer } from './initializers.ts';

/**
 * A random orthogonal matrix: lengths and angles pass unchanged, in both directions, however deep or long a network is.
 *
 *     weights = gain * Q,  QᵀQ = 1 (or QQᵀ = 1 where there are more columns than rows)
 *
 * Axes before the last two are rows too. Q is that of the QR decomposition, with R's diagonal above 0, of normal values.
 *
 * @throws ValueError for a gain that is not finite
 * @see Saxe, McClelland and Ganguli 2014
 *
 * @example
 * import { RandomState, orthogonal } from 'nnfs';
 * console.log(orthogonal()([2, 2], new RandomState(0)));
 * // [[ 0.8744288 -0.4851538]
 * //  [ 0.4851538  0.8744288]]
 */
export function orthogonal(options: { readonly gain?: number } = {}): Initializer {
  const { gain } = readOptions('orthogonal', [options], { gain: finite(1) });
  return (shape, random) => {
    const values = new Tensor('float32', shape);
    const columns = shape.at(-1) ?? 1;
    const rows = values.size / columns;
    const wide = columns > rows;
    const [length, count] = wide ? [columns, rows] : [rows, columns];
    const draws = random.randn([length, count], { dtype: 'float64' }).data;
    const vectors = Array.from({ length: count }, (_, k) => draws.filter((_, i) => i % count === k));
    vectors.forEach((vector, k) => {
      for (let pass = 0; pass < 2; pass++) for (const before of vectors.slice(0, k)) subtractPart(vector, before);
      const size = Math.sqrt(inner(vector, vector));
      vector.forEach((x, i) => (vector[i] = x / size));
      vector.forEach((x, i) => (values.data[wide ? k * columns + i : i * columns + k] = gain * x));
    });
    return values;
  };
}

function inner(a: Float64Array, b: Float64Array): number {
  return a.reduce((sum, x, i) => sum + x * b[i]!, 0);
}

/** Takes out of a vector what it has of a unit vector; twice leaves nothing that rounding could (Giraud et al. 2005). */
function subtractPart(vector: Float64Array, unit: Float64Array): void {
  const share = inner(vector, unit);
  vector.forEach((x, i) => (vector[i] = x - share * unit[i]!));
}
