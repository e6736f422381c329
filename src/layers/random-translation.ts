import { join, readOptions } from '../options.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { AUGMENTATION, Warping, drawFactor, factor, type AugmentationOptions, type Factor } from './augmentation.ts';

/**
 * Shifts each picture by a chance of its own, in training only.
 *
 *     dy = H · uniform(heightFactor),  dx = W · uniform(widthFactor)
 *     output[n, y, x]  = inputs[n, y - dy, x - dx]
 *     dinputs          = Σ dvalues by the weights that their pixels were read with
 *
 * Inputs [N, H, W, C], output the same. Factors are parts of the height and the width: 0.1 shifts by a tenth at most to either side,
 * [0, 0.2] by a fifth at most, down or to the right. Two numbers are drawn for each picture, dy first; nothing is drawn outside training.
 * Keras' layer, with all of its fill modes.
 *
 * @throws ValueError for factors that are no parts; ShapeError for inputs that are not [N, H, W, C]
 *
 * @example
 * import { RandomTranslation } from 'nnfs';
 * const shift = new RandomTranslation(0, [0.5, 0.5], { fillMode: 'constant' }); // half of the width, for certain
 * console.log(shift.forward([[[[1], [2], [3], [4]]]], { training: true }));
 * // [[[[0.]
 * //    [0.]
 * //    [1.]
 * //    [2.]]]]
 */
export class RandomTranslation extends Warping {
  static override readonly kind: string = 'RandomTranslation';
  static override readonly options = /* @__PURE__ */ join({ heightFactor: factor, widthFactor: factor }, AUGMENTATION);
  declare readonly heightFactor: Factor;
  declare readonly widthFactor: Factor;

  constructor(heightFactor: Factor, widthFactor: Factor, options: AugmentationOptions = {}) {
    super(readOptions('RandomTranslation', [heightFactor, widthFactor, options], RandomTranslation.options));
  }

  protected override draw(maps: FloatArray, at: number, H: number, W: number): void {
    const dy = H * drawFactor(this.random, this.heightFactor);
    const dx = W * drawFactor(this.random, this.widthFactor);
    maps.fill(0, at, at + 6);
    maps[at] = 1;
    maps[at + 2] = -dx;
    maps[at + 4] = 1;
    maps[at + 5] = -dy;
  }

  override toString(): string {
    return this.textWith([this.heightFactor, this.widthFactor]);
  }
}
