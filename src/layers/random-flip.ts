import { argument, choice, readOptions } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { streamOf, streamOption } from '../session.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { Augmentation } from './augmentation.ts';
import { callText } from './call-text.ts';
import type { Reading } from './warp.ts';

/** Left and right change places, above and below do, or each of the two may. */
export type FlipMode = 'horizontal' | 'vertical' | 'horizontalAndVertical';

export interface RandomFlipOptions {
  /** Where the chance comes from. @default the global stream */
  readonly random?: RandomState;
}

/**
 * Shows pictures in a mirror, each with a chance of one half, in training only.
 *
 *     output[n, y, x]  = inputs[n, y, W - 1 - x] where u < 1/2, inputs[n, y, x] elsewhere; up and down likewise
 *     dinputs          = dvalues, in the same mirrors
 *
 * Inputs [N, H, W, C], output the same. A number u from 0 to 1 is drawn for each picture and each of its directions, the horizontal
 * first; nothing is drawn outside training. Keras' layer, whose 'horizontal_and_vertical' is 'horizontalAndVertical' here.
 *
 * @throws ValueError for another mode; ShapeError for inputs that are not [N, H, W, C]
 *
 * @example
 * import { RandomFlip, RandomState } from 'nnfs';
 * const flip = new RandomFlip('horizontal', { random: new RandomState(2) });
 * console.log(flip.forward([[[[1], [2], [3]]]], { training: true }));
 * // [[[[3.]
 * //    [2.]
 * //    [1.]]]]
 */
export class RandomFlip extends Augmentation {
  static override readonly kind: string = 'RandomFlip';
  static override readonly options = {
    mode: /* @__PURE__ */ argument(
      /* @__PURE__ */ choice<FlipMode>(['horizontal', 'vertical', 'horizontalAndVertical'], 'horizontalAndVertical'),
    ),
    random: streamOption,
  };
  readonly mode: FlipMode;
  override readonly random: RandomState;
  /** Each pixel is read at a pixel. */
  protected override readonly reading: Reading = { fillMode: 'nearest', fillValue: 0, interpolation: 'nearest' };

  constructor(mode?: FlipMode, options: RandomFlipOptions = {}) {
    super();
    const read = readOptions('RandomFlip', [mode, options], RandomFlip.options);
    this.mode = read.mode;
    this.random = streamOf('RandomFlip', read.random);
  }

  protected override draw(maps: FloatArray, at: number, H: number, W: number): void {
    const horizontal = this.mode !== 'vertical' && this.random.randomSample() < 0.5;
    const vertical = this.mode !== 'horizontal' && this.random.randomSample() < 0.5;
    maps.fill(0, at, at + 6);
    maps[at] = horizontal ? -1 : 1;
    maps[at + 2] = horizontal ? W - 1 : 0;
    maps[at + 4] = vertical ? -1 : 1;
    maps[at + 5] = vertical ? H - 1 : 0;
  }

  override toString(): string {
    return callText(this.kind, [this.mode], {});
  }
}
