import { ElementwiseActivation } from './elementwise-activation.ts';

/**
 * A ReLU that ends at 6, so that few bits hold what it gives.
 *
 *     output  = min(max(0, inputs), 6)
 *     dinputs = dvalues where 0 < inputs < 6, else 0
 *
 * @see Krizhevsky 2010
 *
 * @example
 * import { ReLU6 } from 'nnfs';
 * console.log(new ReLU6().forward([[-1, 2, 8]]));
 * // [[0. 2. 6.]]
 */
export class ReLU6 extends ElementwiseActivation {
  static override readonly kind: string = 'ReLU6';

  protected override value(x: number): number {
    return x <= 0 ? 0 : x >= 6 ? 6 : x;
  }

  protected override derivative(x: number): number {
    return x <= 0 || x >= 6 ? 0 : 1;
  }
}
