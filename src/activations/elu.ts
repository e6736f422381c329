import { above0, readOptions } from '../options.ts';
import { expm1 } from '../tensor/kernels/float64.ts';
import { ElementwiseActivation } from './elementwise-activation.ts';

export interface ELUOptions {
  /** The value -alpha is approached far below 0; above 0. @default 1 */
  readonly alpha?: number;
}

/**
 * Exponential linear unit: the identity above 0, a smooth curve to -alpha below.
 *
 *     output  = inputs where inputs > 0, else alpha * (exp(inputs) - 1)
 *     dinputs = dvalues where inputs > 0, else dvalues * (output + alpha)
 *
 * @throws ValueError unless alpha is above 0
 * @see Clevert, Unterthiner and Hochreiter 2016
 *
 * @example
 * import { ELU } from 'nnfs';
 * console.log(new ELU().forward([[-1, 0, 2]]));
 * // [[-0.63212055  0.          2.        ]]
 */
export class ELU extends ElementwiseActivation {
  static override readonly kind: string = 'ELU';
  static override readonly options = { alpha: /* @__PURE__ */ above0(1) };
  readonly alpha: number;

  constructor(options: ELUOptions = {}) {
    super();
    this.alpha = readOptions('ELU', [options], ELU.options).alpha;
  }

  protected override value(x: number): number {
    return x <= 0 ? this.alpha * expm1(x) : x;
  }

  protected override derivative(x: number, y: number): number {
    return x <= 0 ? y + this.alpha : 1;
  }

  override toString(): string {
    return `ELU({ alpha: ${this.alpha} })`;
  }
}
