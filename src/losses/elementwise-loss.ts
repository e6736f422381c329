import type { FloatTensor } from '../layers/pass.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { allocate, type FloatArray } from '../tensor/dtype.ts';
import { arithmeticOf, type Arithmetic } from '../tensor/kernels/arithmetic.ts';
import type { Shape } from '../tensor/shape.ts';
import { valueTargets } from '../tensor/targets.ts';
import { Loss, type LossPass, type Targets } from './loss.ts';

/**
 * A loss that compares an output [N, O] element by element and averages over the O outputs of a sample.
 *
 *     losses_n      = (Σ_o element(output[n, o], targets[n, o])) / O
 *     dinputs[n, o] = slope(output[n, o], targets[n, o]) / O / N
 *
 * Targets have the shape of the output.
 */
export abstract class ElementwiseLoss extends Loss {
  #row: FloatArray = new Float32Array(0);

  /**
   * The loss of one element.
   *
   * @param arithmetic that of the result: float64 where the targets are, else the output's
   * @param own that of the output, for steps that no target enters
   */
  protected abstract element(output: number, target: number, arithmetic: Arithmetic, own: Arithmetic): number;

  /** The derivative of `element` with respect to the output. */
  protected abstract slope(output: number, target: number, arithmetic: Arithmetic, own: Arithmetic): number;

  override compute({ output, targets, kernels }: LossPass, losses: FloatTensor): void {
    const arithmetic = arithmeticOf(losses.data);
    const own = arithmeticOf(output.data);
    const O = output.size / output.shape[0]!;
    const row = this.#rowOf(losses.data, O);
    for (let n = 0; n < losses.size; n++) {
      for (let o = 0; o < O; o++) {
        row[o] = this.element(output.data[n * O + o]!, targets.data[n * O + o]!, arithmetic, own);
      }
      losses.data[n] = kernels.sum(row, 0, O) / O;
    }
  }

  override gradient({ output, targets }: LossPass, dinputs: FloatTensor): void {
    const arithmetic = arithmeticOf(dinputs.data);
    const own = arithmeticOf(output.data);
    const N = output.shape[0]!;
    const O = output.size / N;
    for (let i = 0; i < dinputs.size; i++) {
      const slope = this.slope(output.data[i]!, targets.data[i]!, arithmetic, own);
      dinputs.data[i] = arithmetic.round(slope / O) / N;
    }
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Targets {
    return valueTargets(where, targets, output);
  }

  /** Room for the elements of one sample, kept between calls. */
  #rowOf(losses: FloatArray, O: number): FloatArray {
    const fits = this.#row.length === O && this.#row.constructor === losses.constructor;
    if (!fits) this.#row = allocate(losses instanceof Float32Array ? 'float32' : 'float64', O);
    return this.#row;
  }
}
