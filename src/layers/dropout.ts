import { argument, readOptions, share } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { streamOf, streamOption } from '../session.ts';
import { Layer } from './layer.ts';
import type { BackwardPass, ForwardPass, LayerPlan, PassMode, TensorType } from './pass.ts';

export interface DropoutOptions {
  /** Where the masks are drawn from. @default the global stream */
  readonly random?: RandomState;
}

/**
 * Switches off a random share of its inputs in each training pass, so that no neuron relies on a single other one; what remains is
 * scaled up to keep the expected sum. Outside training everything passes unchanged.
 *
 *     mask    = binomial(1, 1 - rate) / (1 - rate)
 *     output  = inputs * mask
 *     dinputs = dvalues * mask
 *
 * Inputs of any shape. With dotPrecision 'float64' the mask and its products are float64 in training, as in NumPy.
 *
 * @throws ValueError unless 0 <= rate < 1
 * @see the book, chapter 15; Srivastava et al. 2014
 *
 * @example
 * import { Dropout, RandomState } from 'nnfs';
 * const dropout = new Dropout(0.5, { random: new RandomState(0) });
 * console.log(dropout.forward([[1, 2, 3, 4]], { training: true }));
 * // [[2. 4. 6. 8.]]
 * console.log(dropout.forward([[1, 2, 3, 4]]));
 * // [[1. 2. 3. 4.]]
 */
export class Dropout extends Layer {
  static override readonly kind: string = 'Dropout';
  static override readonly options = {
    rate: /* @__PURE__ */ argument(/* @__PURE__ */ share(NaN)),
    random: streamOption,
  };
  /** The share of inputs that is switched off. */
  readonly rate: number;
  readonly random: RandomState;

  constructor(rate: number, options: DropoutOptions = {}) {
    super();
    const { random } = readOptions(this.kind, [rate, options], Dropout.options);
    this.rate = rate;
    this.random = streamOf(this.kind, random);
  }

  override plan(inputs: TensorType, { training, precision }: PassMode): LayerPlan {
    if (!training) return { output: inputs };
    const output = precision === 'float64' ? { shape: inputs.shape, dtype: precision } : inputs;
    return { output, keep: { mask: output } };
  }

  override compute({ inputs, output, kept: { mask }, kernels }: ForwardPass): void {
    if (mask === undefined) {
      output.data.set(inputs.data);
      return;
    }
    this.random.fillMask(mask.data, 1 - this.rate, kernels);
    kernels.multiply(inputs.data, mask.data, output.data);
  }

  override gradient({ dvalues, dinputs, kept: { mask }, kernels }: BackwardPass): void {
    if (mask === undefined) dinputs.data.set(dvalues.data);
    else kernels.multiply(dvalues.data, mask.data, dinputs.data);
  }

  override toString(): string {
    return `${this.kind}(${this.rate})`;
  }
}
