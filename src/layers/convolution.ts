import { ShapeError } from '../errors.ts';
import { WINDOWS, chunkOf, type Windows } from '../tensor/kernels/windows/index.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import type { BackwardPass, ForwardPass, LayerPlan, PassMode, TensorType } from './pass.ts';
import { Weighted } from './weighted.ts';

/**
 * Dense on windows: what convolutions over images and over sequences share. A window is a row of K numbers; zeros around the image are
 * numbers like any other.
 *
 *     output   = windows · weights + biases            [N, ..., filters] = [N, ..., K] · [K, filters] + [1, filters]
 *     dweights = windowsᵀ · dvalues                    one chain over all windows
 *     dbiases  = Σ dvalues                             over all windows, in float64, rounded once
 *     dinputs  = the rows of dvalues · weightsᵀ, added up where their windows lie, window after window
 */
export abstract class Convolution extends Weighted {
  declare readonly channels: number;
  declare readonly filters: number;

  /** The windows over inputs of a shape that is taken. */
  protected abstract readonly windowsOf: (shape: Shape) => Windows;

  /** The inputs that are taken: `[N, H, W, 3]`. */
  protected abstract readonly taken: string;

  /** How many axes they have. */
  protected abstract readonly rank: number;

  override get takesWhole(): boolean {
    return true;
  }

  override plan({ shape }: TensorType, { precision }: PassMode): LayerPlan {
    const { rank, channels, filters, weights } = this;
    if (shape.length !== rank || shape.at(-1) !== channels) {
      throw new ShapeError(this.toString(), `inputs ${this.taken}`, formatShape(shape), this.#cure(shape));
    }
    const windows = this.windowsOf(shape);
    const { product, work } = chunkOf(shape[0]!, filters, windows, precision);
    const output = [shape[0]!, ...(rank === 4 ? [windows.OH] : []), windows.OW, filters];
    return { output: { shape: output, dtype: weights.dtype }, products: [product], work };
  }

  override compute({ inputs, output, kernels, precision }: ForwardPass): void {
    const [{ value: weights }, biases] = this.parameters;
    const windows = this.windowsOf(inputs.shape);
    const N = inputs.shape[0]!;
    const table = kernels.family(WINDOWS);
    table.convolve(inputs.data, weights.data, biases?.value.data, output.data, N, this.filters, windows, precision);
  }

  override gradient({ inputs, dvalues, dinputs, dinputsWanted, kernels, precision }: BackwardPass): void {
    const table = kernels.family(WINDOWS);
    const O = this.filters;
    const [weights, biases] = this.parameters;
    const windows = this.windowsOf(inputs.shape);
    const N = inputs.shape[0]!;
    table.convolveInputsT(inputs.data, dvalues.data, weights.gradient.data, N, O, windows, precision);
    if (biases) table.sumPixels(dvalues.data, biases.gradient.data, 1, dvalues.data.length / O, O, 1);
    if (dinputsWanted) table.convolveWeightsT(dvalues.data, weights.value.data, dinputs.data, N, O, windows, precision);
  }

  #cure(shape: Shape): string {
    const { channels, rank } = this;
    if (shape.length === rank && shape[1] === channels) return 'Channels come last: transpose the inputs.';
    if (shape.length === rank - 1 && channels === 1) return 'Give each number an axis of its own: reshape the inputs.';
    if (shape.length === 2) return 'Begin with a Reshape layer.';
    return '';
  }
}
