import { join, readOptions } from '../options.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { sincos } from '../tensor/kernels/float64.ts';
import { AUGMENTATION, Warping, drawFactor, factor, type AugmentationOptions, type Factor } from './augmentation.ts';

const rest = /* @__PURE__ */ new Float64Array(2); // the sine and the cosine of what is less than an eighth of a turn

/**
 * Turns each picture about its middle by a chance of its own, in training only.
 *
 *     t = 2 π · uniform(factor)
 *     output[n, y, x]  = inputs[n, x sin t + y cos t, x cos t - y sin t], x and y from the middle
 *     dinputs          = Σ dvalues by the weights that their pixels were read with
 *
 * Inputs [N, H, W, C], output the same. The factor is a part of a whole turn, against the clock as seen: 0.05 turns by 18 degrees at most
 * to either side. Quarters of a turn are exact. One number is drawn for each picture, none outside training. Keras' layer, with all of its
 * fill modes.
 *
 * @throws ValueError for a factor that is no part; ShapeError for inputs that are not [N, H, W, C]
 *
 * @example
 * import { RandomRotation } from 'nnfs';
 * const turn = new RandomRotation([0.25, 0.25]); // a quarter, for certain
 * console.log(turn.forward([[[[1], [2]], [[3], [4]]]], { training: true }).reshape([2, 2]));
 * // [[2. 4.]
 * //  [1. 3.]]
 */
export class RandomRotation extends Warping {
  static override readonly kind: string = 'RandomRotation';
  static override readonly options = /* @__PURE__ */ join({ factor }, AUGMENTATION);
  declare readonly factor: Factor;

  constructor(factor: Factor, options: AugmentationOptions = {}) {
    super(readOptions('RandomRotation', [factor, options], RandomRotation.options));
  }

  protected override draw(maps: FloatArray, at: number, H: number, W: number): void {
    const turns = drawFactor(this.random, this.factor);
    const quarters = Math.round(4 * turns);
    sincos(2 * Math.PI * (turns - quarters / 4), rest);
    const odd = quarters & 1;
    const sign = quarters & 2 ? -1 : 1; // a quarter more makes (cos, -sin) of (sin, cos)
    const sin = sign * (odd ? rest[1]! : rest[0]!);
    const cos = sign * (odd ? -rest[0]! : rest[1]!);
    const [middleX, middleY] = [(W - 1) / 2, (H - 1) / 2];
    maps[at] = cos;
    maps[at + 1] = -sin;
    maps[at + 2] = middleX - cos * middleX + sin * middleY;
    maps[at + 3] = sin;
    maps[at + 4] = cos;
    maps[at + 5] = middleY - sin * middleX - cos * middleY;
  }

  override toString(): string {
    return this.textWith([this.factor]);
  }
}
