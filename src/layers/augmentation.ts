import { ShapeError } from '../errors.ts';
import { argument, choice, finite, type OptionRule, type OptionValues } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { streamOf, streamOption } from '../session.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { formatShape, isArray } from '../tensor/shape.ts';
import { callText } from './call-text.ts';
import { Layer } from './layer.ts';
import type { BackwardPass, ForwardPass, LayerPlan, PassMode, TensorType } from './pass.ts';
import { warp, type FillMode, type Interpolation, type Reading, type Sizes } from './warp.ts';

export interface AugmentationOptions {
  /** What lies around a picture. @default 'reflect' */
  readonly fillMode?: FillMode;
  /** Around the picture where fillMode is 'constant'. @default 0 */
  readonly fillValue?: number;
  /** What is read between pixels. @default 'bilinear' */
  readonly interpolation?: Interpolation;
  /** Where the chance comes from. @default the global stream */
  readonly random?: RandomState;
}

/** The options of layers that move pixels to where there are none. */
export const AUGMENTATION = {
  fillMode: /* @__PURE__ */ choice<FillMode>(['reflect', 'wrap', 'constant', 'nearest'], 'reflect'),
  fillValue: /* @__PURE__ */ finite(0),
  interpolation: /* @__PURE__ */ choice<Interpolation>(['bilinear', 'nearest'], 'bilinear'),
  random: streamOption,
};

/** A part of a whole from one to another; one number reaches as far to both sides: 0.1 is [-0.1, 0.1]. */
export type Factor = number | readonly [lower: number, upper: number];

const within = (value: unknown, least: number): boolean => typeof value === 'number' && value >= least && value <= 1;

export const factor: OptionRule<Factor> = /* @__PURE__ */ argument({
  fallback: NaN,
  expected: 'to be a number from 0 to 1, or two from -1 to 1, the lower first',
  holds: (value) =>
    within(value, 0) ||
    (isArray(value) && value.length === 2 && value.every((each) => within(each, -1)) && value[0]! <= value[1]!),
});

/** A number that a factor allows, all equally likely. */
export function drawFactor(random: RandomState, range: Factor): number {
  return typeof range === 'number' ? random.uniform(-range, range) : random.uniform(range[0], range[1]);
}

/**
 * Reads each picture of a training pass elsewhere, by a chance of its own, so that a network sees no picture twice; outside training
 * pictures pass unchanged, and nothing is drawn.
 *
 *     output[n, y, x]  = inputs[n] at (a x + b y + c, d x + e y + f)          a to f being what is drawn for picture n
 *     dinputs          = Σ dvalues by the weights that their pixels were read with
 */
export abstract class Augmentation extends Layer {
  abstract readonly random: RandomState;

  /** How pixels are read. */
  protected abstract readonly reading: Reading;

  /** Draws where the pixels of a picture of H x W are read: a to f, into maps from `at` on. */
  protected abstract draw(maps: FloatArray, at: number, H: number, W: number): void;

  override get takesWhole(): boolean {
    return true;
  }

  override plan(inputs: TensorType, { training }: PassMode): LayerPlan {
    const { shape } = inputs;
    if (shape.length !== 4) throw new ShapeError(this.toString(), 'inputs [N, H, W, C]', formatShape(shape));
    // In float64, since the way back reads at the very same places.
    return training
      ? { output: inputs, keep: { maps: { shape: [shape[0]!, 6], dtype: 'float64' } } }
      : { output: inputs };
  }

  override compute({ inputs, output, kept: { maps } }: ForwardPass): void {
    if (maps === undefined) {
      output.data.set(inputs.data);
      return;
    }
    const sizes = inputs.shape as Sizes;
    const [N, H, W] = sizes;
    for (let n = 0; n < N; n++) this.draw(maps.data, 6 * n, H, W);
    warp(inputs.data, output.data, sizes, maps.data, this.reading, false);
  }

  override gradient({ inputs, dvalues, dinputs, dinputsWanted, kept: { maps } }: BackwardPass): void {
    if (maps === undefined) dinputs.data.set(dvalues.data);
    else if (dinputsWanted) warp(dvalues.data, dinputs.data, inputs.shape as Sizes, maps.data, this.reading, true);
  }
}

/** One that reads around pictures and between pixels, as its options say. */
export abstract class Warping extends Augmentation {
  declare readonly fillMode: FillMode;
  declare readonly fillValue: number;
  declare readonly interpolation: Interpolation;
  override readonly random: RandomState;

  /** @param options as read; each that is not the stream becomes a field */
  protected constructor({ random, ...fields }: OptionValues<typeof AUGMENTATION>) {
    super();
    Object.assign(this, fields);
    this.random = streamOf(this.kind, random);
  }

  protected override get reading(): Reading {
    return this;
  }

  protected textWith(factors: readonly Factor[]): string {
    const { kind, fillMode, fillValue, interpolation } = this;
    const options = { fillMode: [fillMode, 'reflect'], fillValue: [fillValue, 0] } as const;
    return callText(kind, factors, { ...options, interpolation: [interpolation, 'bilinear'] });
  }
}
