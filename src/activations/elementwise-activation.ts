import type { BackwardPass, ForwardPass } from '../layers/pass.ts';
import { Activation } from './activation.ts';

/**
 * An activation that maps every value on its own: y = f(x), dinputs = dvalues * f'(x). Inputs of any shape. Both are worked out in
 * float64 and rounded once to the type of the tensor.
 */
export abstract class ElementwiseActivation extends Activation {
  /** y = f(x) */
  protected abstract value(x: number): number;

  /** f'(x), where y = f(x) is known. */
  protected abstract derivative(x: number, y: number): number;

  override compute({ inputs, output }: ForwardPass): void {
    for (let i = 0; i < output.size; i++) output.data[i] = this.value(inputs.data[i]!);
  }

  override gradient({ inputs, output, dvalues, dinputs }: BackwardPass): void {
    for (let i = 0; i < dinputs.size; i++) {
      dinputs.data[i] = dvalues.data[i]! * this.derivative(inputs.data[i]!, output.data[i]!);
    }
  }
}
