import type { FloatArray } from '../../dtype.ts';
import type { DotPrecision } from '../kernels.ts';

/**
 * Windows over images [N, H, W, C] of the last axis C: of kh x kw pixels, dy and dx apart, from (-top, -left) on, sy and sx further
 * each time. There are OH x OW of them on an image, K = kh · kw · C numbers each; what lies outside the image is 0.
 */
export interface Windows {
  readonly H: number;
  readonly W: number;
  readonly C: number;
  readonly kh: number;
  readonly kw: number;
  readonly sy: number;
  readonly sx: number;
  readonly dy: number;
  readonly dx: number;
  readonly top: number;
  readonly left: number;
  readonly OH: number;
  readonly OW: number;
}

/**
 * Kernels of convolutions and pooling. A convolution is a product with a window in each row: its chains are those of `Kernels.dot`. Windows
 * are in the order of (n, oy, ox), what is in one in that of (kh, kw, C).
 */
export interface WindowKernels {
  /** output[N, OH, OW, O] = windows · weights[K, O] + biases[O], as `Kernels.dense`; without biases as `Kernels.dot` */
  convolve(
    inputs: FloatArray,
    weights: FloatArray,
    biases: FloatArray | undefined,
    output: FloatArray,
    N: number,
    O: number,
    windows: Windows,
    precision: DotPrecision,
  ): void;
  /** dweights[K, O] = windowsᵀ · dvalues[N, OH, OW, O], one chain over all windows */
  convolveInputsT(
    inputs: FloatArray,
    dvalues: FloatArray,
    dweights: FloatArray,
    N: number,
    O: number,
    windows: Windows,
    precision: DotPrecision,
  ): void;
  /** dinputs[N, H, W, C] = 0, then the rows of dvalues[N, OH, OW, O] · weights[K, O]ᵀ added where their windows lie, window after window */
  convolveWeightsT(
    dvalues: FloatArray,
    weights: FloatArray,
    dinputs: FloatArray,
    N: number,
    O: number,
    windows: Windows,
    precision: DotPrecision,
  ): void;

  /** output[N, OH, OW, C] = the first largest in each window, within the image; the first NaN counts as largest. Types are equal. */
  maxPool(inputs: FloatArray, output: FloatArray, N: number, windows: Windows): void;
  /** dinputs = 0, then dvalues added to the input that each output is, window after window */
  maxPoolGradient(
    inputs: FloatArray,
    output: FloatArray,
    dvalues: FloatArray,
    dinputs: FloatArray,
    N: number,
    windows: Windows,
  ): void;
  /** output[N, OH, OW, C] = the sum of each window, within the image and in order, / the number of pixels there. Types are equal. */
  averagePool(inputs: FloatArray, output: FloatArray, N: number, windows: Windows): void;
  /** dinputs = 0, then dvalues / that number added to each pixel of its window, window after window */
  averagePoolGradient(dvalues: FloatArray, dinputs: FloatArray, N: number, windows: Windows): void;

  /** output[N, C] = (the rows of x[N, P, C] added one after another, in float64) / divisor, rounded once */
  sumPixels(x: FloatArray, output: FloatArray, N: number, P: number, C: number, divisor: number): void;
  /** output[N, P, C] = x[N, C] / divisor */
  spreadPixels(x: FloatArray, output: FloatArray, N: number, P: number, C: number, divisor: number): void;
}
