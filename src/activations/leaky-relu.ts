import { checkOptions, checkRange } from '../options.ts';
import { ElementwiseActivation } from './elementwise-activation.ts';

export interface LeakyReLUOptions {
  /** What negative values are multiplied by; finite, 0 or more. @default 0.01 */
  readonly slope?: number;
}

/**
 * A ReLU that lets a little of the negative values through, so that no neuron stops learning for good.
 *
 *     output  = inputs where inputs > 0, else slope * inputs
 *     dinputs = dvalues where inputs > 0, else slope * dvalues
 *
 * @throws ValueError for a slope that is negative or not finite
 * @see Maas, Hannun and Ng 2013
 *
 * @example
 * import { LeakyReLU } from 'nnfs';
 * console.log(new LeakyReLU({ slope: 0.5 }).forward([[-2, 3]]));
 * // [[-1.  3.]]
 */
export class LeakyReLU extends ElementwiseActivation {
  override readonly kind = 'LeakyReLU';
  readonly negativeSlope: number;

  constructor(options: LeakyReLUOptions = {}) {
    super();
    checkOptions('LeakyReLU', options, ['slope']);
    const { slope = 0.01 } = options;
    checkRange('LeakyReLU', 'a slope of 0 or more', slope, (value) => value >= 0);
    this.negativeSlope = slope;
  }

  protected override value(x: number): number {
    return x <= 0 ? this.negativeSlope * x : x;
  }

  protected override slope(x: number): number {
    return x <= 0 ? this.negativeSlope : 1;
  }

  override config(): Record<string, unknown> {
    return { slope: this.negativeSlope };
  }

  override toString(): string {
    return `LeakyReLU({ slope: ${this.negativeSlope} })`;
  }
}
