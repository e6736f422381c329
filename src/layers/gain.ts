import { ValueError, describe } from '../errors.ts';
import { exp } from '../tensor/kernels/float64.ts';
import { kernels } from '../tensor/kernels/index.ts';
import { linspace } from '../tensor/create.ts';
import type { Initializer } from './initializers.ts';
import { Layer } from './layer.ts';

/** Where the normal density has long become 0, and in how many points an integral is taken: 0 is one of them. */
const [FAR, POINTS] = [10, 4001];

/**
 * What weights are multiplied by so that an activation, f, keeps the size of values that are normal: √2 for ReLU, 1 for SELU, 1.59 for
 * Tanh.
 *
 *     gain = 1 / √E[f(z)²],  z normal with mean 0 and variance 1
 *
 * Measured, for any activation of single values. PyTorch's `calculate_gain` has 5/3 for tanh, 3/4 for SELU and 1 for sigmoid.
 *
 * @throws ValueError for what is no layer, and for Softmax and its kin
 * @see He et al. 2015, section 2.2
 *
 * @example
 * import { Dense, LeakyReLU, gainOf, lecunNormal, scaled } from 'nnfs';
 * const gain = gainOf(new LeakyReLU({ slope: 0.5 }));
 * console.log(gain.toFixed(6), Math.sqrt(2 / (1 + 0.5 ** 2)).toFixed(6)); // 1.264911 1.264911
 * console.log(new Dense(4, 2, { initializer: scaled(lecunNormal, gain) }).weights.shape); // [ 4, 2 ]
 */
export function gainOf(activation: Layer): number {
  const wanted = 'an activation of single values';
  if (!(activation instanceof Layer)) throw new ValueError('gainOf', wanted, describe(activation));
  if ('reading' in activation && activation.reading === 'classes') {
    throw new ValueError('gainOf', wanted, activation.toString());
  }
  const z = linspace(-FAR, FAR, POINTS, 'float64');
  const { data } = activation.forward(z.reshape([-1, 1]));
  const step = (2 * FAR) / (POINTS - 1);
  let moment = 0;
  z.data.forEach((x, i) => (moment += data[i]! * data[i]! * exp((-x * x) / 2) * step));
  return 1 / Math.sqrt(moment / Math.sqrt(2 * Math.PI));
}

/** What another initializer draws, times a factor. @throws ValueError for a factor that is not finite */
export function scaled(initializer: Initializer, gain: number): Initializer {
  if (!Number.isFinite(gain)) throw new ValueError('scaled', 'a finite gain', describe(gain));
  return (shape, random, fans) => {
    const values = initializer(shape, random, fans);
    kernels.scale(values.data, gain);
    return values;
  };
}
