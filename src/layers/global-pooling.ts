import { ShapeError } from '../errors.ts';
import { WINDOWS, type Windows } from '../tensor/kernels/windows/index.ts';
import { formatShape, sizeOf, type Shape } from '../tensor/shape.ts';
import { Layer } from './layer.ts';
import type { BackwardPass, ForwardPass, LayerPlan, TensorType } from './pass.ts';
import { NO_AXIS, remembering, windowsOver } from './window-options.ts';

/** What makes one number of each channel: [N, ..., C] becomes [N, C]. */
abstract class GlobalPooling extends Layer {
  /** The axes of an input; of images four. */
  protected abstract readonly rank: 3 | 4;

  override get takesWhole(): boolean {
    return true;
  }

  override plan({ shape, dtype }: TensorType): LayerPlan {
    if (shape.length !== this.rank || sizeOf(shape) === 0) {
      const taken = this.rank === 4 ? '[N, H, W, C]' : '[N, T, C]';
      throw new ShapeError(this.toString(), `inputs ${taken}`, formatShape(shape));
    }
    return { output: { shape: [shape[0]!, shape.at(-1)!], dtype } };
  }
}

/** The number of pixels, or steps. */
const pixelsOf = (shape: Shape): number => sizeOf(shape.slice(1, -1));

/**
 * The mean over all pixels.
 *
 *     output  = (Σ_p inputs) / P      [N, C]      in float64, pixel after pixel, rounded once
 *     dinputs = dvalues / P           [N, ..., C]
 */
abstract class GlobalAveragePooling extends GlobalPooling {
  override compute({ inputs, output, kernels }: ForwardPass): void {
    const [N, C] = output.shape as [number, number];
    const P = pixelsOf(inputs.shape);
    kernels.family(WINDOWS).sumPixels(inputs.data, output.data, N, P, C, P);
  }

  override gradient({ inputs, dvalues, dinputs, kernels }: BackwardPass): void {
    const [N, C] = dvalues.shape as [number, number];
    const P = pixelsOf(inputs.shape);
    kernels.family(WINDOWS).spreadPixels(dvalues.data, dinputs.data, N, P, C, P);
  }
}

/**
 * The mean of each channel of an image, in the place of Flatten and a wide Dense layer: images may then have any size.
 *
 *     output  = (Σ_p inputs) / P       [N, C]
 *     dinputs = dvalues / P            [N, ..., C]
 *
 * Inputs [N, H, W, C], output [N, C].
 *
 * @throws ShapeError for inputs that are not [N, H, W, C]
 * @see Lin et al. 2013
 *
 * @example
 * import { GlobalAveragePooling2D } from 'nnfs';
 * console.log(new GlobalAveragePooling2D().forward([[[[1, 0], [5, 0]], [[4, 0], [2, 8]]]]));
 * // [[3. 2.]]
 */
export class GlobalAveragePooling2D extends GlobalAveragePooling {
  static override readonly kind: string = 'GlobalAveragePooling2D';
  protected override readonly rank = 4;
}

/**
 * The mean of each channel of a sequence. Inputs [N, T, C], output [N, C].
 *
 *     output  = (Σ_p inputs) / P       [N, C]
 *     dinputs = dvalues / P            [N, ..., C]
 *
 * @throws ShapeError for inputs that are not [N, T, C]
 *
 * @example
 * import { GlobalAveragePooling1D } from 'nnfs';
 * console.log(new GlobalAveragePooling1D().forward([[[1, 0], [5, 1]]]));
 * // [[3.  0.5]]
 */
export class GlobalAveragePooling1D extends GlobalAveragePooling {
  static override readonly kind: string = 'GlobalAveragePooling1D';
  protected override readonly rank = 3;
}

/**
 * The largest number of each channel of an image: how much of a thing there is at its best place. Its slope goes to the first of equals.
 *
 *     output  = max_p inputs                                         [N, C]
 *     dinputs = dvalues where the largest is first met, 0 elsewhere  [N, ..., C]
 *
 * Inputs [N, H, W, C], output [N, C].
 *
 * @throws ShapeError for inputs that are not [N, H, W, C]
 *
 * @example
 * import { GlobalMaxPooling2D } from 'nnfs';
 * console.log(new GlobalMaxPooling2D().forward([[[[1, 0], [5, 0]], [[4, 0], [2, 8]]]]));
 * // [[5. 8.]]
 */
export class GlobalMaxPooling2D extends GlobalPooling {
  static override readonly kind: string = 'GlobalMaxPooling2D';
  protected override readonly rank = 4;

  /** One window: all of the image. */
  readonly #windowsOf = remembering((shape: Shape): Windows => {
    const [vertical, horizontal] = [
      { ...NO_AXIS, size: shape[1]! },
      { ...NO_AXIS, size: shape[2]! },
    ];
    return windowsOver(this.toString(), shape, vertical, horizontal);
  });

  override compute({ inputs, output, kernels }: ForwardPass): void {
    kernels.family(WINDOWS).maxPool(inputs.data, output.data, inputs.shape[0]!, this.#windowsOf(inputs.shape));
  }

  override gradient({ inputs, output, dvalues, dinputs, kernels }: BackwardPass): void {
    const table = kernels.family(WINDOWS);
    const windows = this.#windowsOf(inputs.shape);
    table.maxPoolGradient(inputs.data, output.data, dvalues.data, dinputs.data, inputs.shape[0]!, windows);
  }
}
