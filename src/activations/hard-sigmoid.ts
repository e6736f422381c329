import { ElementwiseActivation } from './elementwise-activation.ts';

/**
 * A sigmoid of straight lines: 0 up to -3, 1 from 3 on.
 *
 *     output  = clip((inputs + 3) / 6, 0, 1)
 *     dinputs = dvalues / 6 where -3 < inputs < 3, else 0
 *
 * As in PyTorch and Keras 3; Keras 2 had the slope 0.2.
 *
 * @see Howard et al. 2019
 *
 * @example
 * import { HardSigmoid } from 'nnfs';
 * console.log(new HardSigmoid().forward([[-4, 0, 1.5]]));
 * // [[0.   0.5  0.75]]
 */
export class HardSigmoid extends ElementwiseActivation {
  static override readonly kind: string = 'HardSigmoid';
  override readonly reading = 'yes';

  protected override value(x: number): number {
    return x <= -3 ? 0 : x >= 3 ? 1 : (x + 3) / 6;
  }

  protected override derivative(x: number): number {
    return Math.abs(x) >= 3 ? 0 : 1 / 6;
  }
}
