import { from0, readOptions } from '../options.ts';
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
  static override readonly kind: string = 'LeakyReLU';
  static override readonly options = { slope: /* @__PURE__ */ from0(0.01) };
  readonly slope: number;

  constructor(options: LeakyReLUOptions = {}) {
    super();
    this.slope = readOptions('LeakyReLU', [options], LeakyReLU.options).slope;
  }

  protected override value(x: number): number {
    return x <= 0 ? this.slope * x : x;
  }

  protected override derivative(x: number): number {
    return x <= 0 ? this.slope : 1;
  }

  override toString(): string {
    return `LeakyReLU({ slope: ${this.slope} })`;
  }
}
