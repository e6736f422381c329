import { above0, readOptions } from '../options.ts';
import type { Arithmetic } from '../tensor/kernels/arithmetic.ts';
import { ElementwiseLoss } from './elementwise-loss.ts';

export interface HuberOptions {
  /** The distance, above 0, at which the loss turns from quadratic to linear. @default 1 */
  readonly delta?: number;
}

/**
 * Squared near the target, linear far from it: smooth at the minimum and calm about outliers.
 *
 *     element = d² / 2                      where |d| <= delta, d = targets - output
 *             = delta * (|d| - delta / 2)   elsewhere
 *     dinputs = -clip(d, -delta, delta) / O / N
 *
 * @throws ValueError unless delta is above 0
 * @see Huber, "Robust Estimation of a Location Parameter" (1964)
 *
 * @example
 * import { Huber } from 'nnfs';
 * console.log(new Huber().forward([[0], [0]], [[1], [3]]));
 * // [0.5 2.5]
 */
export class Huber extends ElementwiseLoss {
  static override readonly kind: string = 'Huber';
  static override readonly options = { delta: /* @__PURE__ */ above0(1) };
  readonly delta: number;

  constructor(options: HuberOptions = {}) {
    super();
    this.delta = readOptions('Huber', [options], Huber.options).delta;
  }

  protected override element(output: number, target: number, { round }: Arithmetic): number {
    const delta = round(this.delta);
    const distance = Math.abs(round(target - output));
    return distance <= delta ? round(distance * distance) / 2 : round(delta * round(distance - delta / 2));
  }

  protected override slope(output: number, target: number, { round }: Arithmetic): number {
    const delta = round(this.delta);
    return Math.max(-delta, Math.min(delta, round(output - target)));
  }
}
