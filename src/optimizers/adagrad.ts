import { above0, join } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray, FloatDType } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { Optimizer, optimizerOptions, type OptimizerOptions } from './optimizer.ts';

export interface AdagradOptions extends OptimizerOptions {
  /** Keeps the division finite; above 0. @default 1e-7 */
  readonly epsilon?: number;
}

/**
 * Smaller steps for parameters that have already moved much.
 *
 *     cache += gradient²
 *     value -= rate * gradient / (√cache + epsilon)
 *
 * @throws ValueError for options out of range
 * @see the book, chapter 10; Duchi, Hazan and Singer 2011
 *
 * @example
 * import { Adagrad, Dense } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.dweights = [[0.5]];
 * new Adagrad({ learningRate: 0.25 }).update([dense]);
 * console.log(dense.weights); // [[0.75000006]]
 */
export class Adagrad extends Optimizer {
  static override readonly kind: string = 'Adagrad';
  static override readonly options = /* @__PURE__ */ join(/* @__PURE__ */ optimizerOptions(1), {
    epsilon: /* @__PURE__ */ above0(1e-7),
  });
  declare readonly epsilon: number;
  override readonly slotNames = ['cache'];

  constructor(options: AdagradOptions = {}) {
    super(options);
  }

  protected override updateParameter(
    { value, gradient }: Parameter,
    slots: readonly FloatArray[],
    kernels: Kernels,
  ): void {
    kernels.adagrad(value.data, gradient.data, slots[0]!, this.currentLearningRate, this.epsilon);
  }

  /** NumPy adds to this cache in place, so it keeps the type of the parameter. */
  override slotType(parameter: Parameter): FloatDType {
    return parameter.value.dtype;
  }
}
