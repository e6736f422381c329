import { Hinge, lack } from './hinge.ts';

/**
 * The square of what a score lacks of a margin of 1: smooth at the margin.
 *
 *     y        = 1 where targets are 1, else -1
 *     losses_n = Σ_o max(0, 1 - y * output)² / O
 *     dinputs  = -2 y * max(0, 1 - y * output) / O / N
 *
 * Takes and throws what Hinge does.
 *
 * @see Tang 2013
 *
 * @example
 * import { SquaredHinge } from 'nnfs';
 * console.log(new SquaredHinge().forward([[0.5], [3], [0.5]], [[1], [1], [0]]));
 * // [0.25 0.   2.25]
 */
export class SquaredHinge extends Hinge {
  static override readonly kind: string = 'SquaredHinge';

  protected override element(output: number, target: number): number {
    return lack(output, target) ** 2;
  }

  protected override slope(output: number, target: number): number {
    return 2 * lack(output, target) * super.slope(output, target);
  }
}
