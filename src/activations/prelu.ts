import { ShapeError } from '../errors.ts';
import { argument, count, finite, readOptions } from '../options.ts';
import { Parameter } from '../layers/parameter.ts';
import type { BackwardPass, FloatTensor, ForwardPass, LayerPlan, TensorType } from '../layers/pass.ts';
import { full, type ArrayLike } from '../tensor/create.ts';
import { promote } from '../tensor/dtype.ts';
import { formatShape } from '../tensor/shape.ts';
import { Activation } from './activation.ts';

export interface PReLUOptions {
  /** Where the slopes start; finite. @default 0.25 */
  readonly slope?: number;
}

/**
 * A leaky ReLU that learns what to multiply negative values by: one slope for all, or one for each feature of the last axis.
 *
 *     output  = inputs where inputs > 0, else slopes * inputs
 *     dinputs = dvalues where inputs > 0, else slopes * dvalues
 *     dslopes = Σ dvalues * inputs where inputs <= 0            [1, features], over all that share a slope
 *
 * Inputs of any shape for one slope, [N, ..., features] for more. Sums are float64 and rounded once.
 *
 * @throws ValueError unless features is a whole number, 1 or more; ShapeError for inputs of other features
 * @see He et al. 2015
 *
 * @example
 * import { PReLU } from 'nnfs';
 * console.log(new PReLU().forward([[-2, 3]]));
 * // [[-0.5  3. ]]
 */
export class PReLU extends Activation {
  static override readonly kind: string = 'PReLU';
  static override readonly options = {
    features: /* @__PURE__ */ argument(/* @__PURE__ */ count(1)),
    slope: /* @__PURE__ */ finite(0.25),
  };
  readonly features: number;
  /** Where the slopes started. */
  readonly slope: number;
  override readonly parameters: readonly [slopes: Parameter];

  constructor(features = 1, options: PReLUOptions = {}) {
    super();
    const { slope } = readOptions('PReLU', [features, options], PReLU.options);
    this.features = features;
    this.slope = slope;
    this.parameters = [new Parameter('slopes', full([1, features], slope))];
  }

  /** [1, features]; assigning copies the values. */
  get slopes(): FloatTensor {
    return this.parameters[0].value;
  }
  set slopes(values: ArrayLike) {
    this.parameters[0].assign(this.toString(), values);
  }

  /** The gradient of the loss with respect to the slopes, [1, features]. */
  get dslopes(): FloatTensor {
    return this.parameters[0].gradient;
  }
  set dslopes(values: ArrayLike) {
    this.parameters[0].assignGradient(this.toString(), values);
  }

  override plan({ shape, dtype }: TensorType): LayerPlan {
    const C = this.features;
    if (C > 1 && (shape.length < 2 || shape.at(-1) !== C)) {
      throw new ShapeError(this.toString(), `inputs [N, ${C}]`, formatShape(shape), 'PReLU() has one slope for all.');
    }
    return { output: { shape, dtype: promote(dtype, this.slopes.dtype) } };
  }

  override compute({ inputs, output }: ForwardPass): void {
    const slopes = this.slopes.data;
    const C = this.features;
    for (let i = 0; i < output.size; i++) {
      const x = inputs.data[i]!;
      output.data[i] = x <= 0 ? slopes[i % C]! * x : x;
    }
  }

  override gradient({ inputs, dvalues, dinputs }: BackwardPass): void {
    const slopes = this.slopes.data;
    const C = this.features;
    for (let c = 0; c < C; c++) {
      let sum = 0;
      for (let i = c; i < dinputs.size; i += C) {
        const [x, dvalue] = [inputs.data[i]!, dvalues.data[i]!];
        dinputs.data[i] = x <= 0 ? slopes[c]! * dvalue : dvalue;
        if (x <= 0) sum += dvalue * x;
      }
      this.dslopes.data[c] = sum;
    }
  }

  override toString(): string {
    const features = this.features > 1 ? `${this.features}` : '';
    return `PReLU(${features})`;
  }
}
