import { count, number, readOptions } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { streamOf, streamOption } from '../session.ts';
import { Tensor } from '../tensor/tensor.ts';
import type { LabeledImages } from './labeled-images.ts';

/** Gray pictures that are drawn, not read. */
export interface DrawnImages extends LabeledImages {
  /** The names of the classes: `labels[y]`. */
  readonly labels: readonly string[];
}

export interface DrawnImagesOptions {
  /** Pictures of each class. @default 100 */
  readonly samples?: number;
  /** @default 4 of bars, 3 of shapes */
  readonly classes?: number;
  /** The height and the width in pixels. @default 8 for bars, 16 for shapes */
  readonly size?: number;
  /** The standard deviation of the noise in each pixel, 0 or more. @default 0.1 */
  readonly noise?: number;
  /** Where pictures and noise are drawn from. @default the global stream */
  readonly random?: RandomState;
}

/** What there is to draw. */
export interface Motifs {
  /** The names of all classes. */
  readonly names: readonly string[];
  readonly classes: { readonly least: number; readonly usual: number };
  readonly size: { readonly least: number; readonly usual: number };
  /** Begins a picture of class k: draws where it lies, and says how bright a pixel is, 0 to 1. */
  readonly begin: (k: number, size: number, random: RandomState) => (x: number, y: number) => number;
}

const whole = (least: number, most: number, usual: number) =>
  number(
    most < Infinity ? `to be a whole number from ${least} to ${most}` : `to be a whole number, ${least} or more`,
    (value) => Number.isSafeInteger(value) && value >= least && value <= most,
  )(usual);

/**
 * Pictures of motifs, class after class, with noise: clip(brightness + noise * randn, 0, 1), in float64, rounded once to float32.
 *
 * What a picture is drawn by comes before its noise.
 */
export function drawImages(where: string, options: DrawnImagesOptions, motifs: Motifs): DrawnImages {
  const read = readOptions(where, [options], {
    samples: count(100),
    classes: whole(motifs.classes.least, motifs.names.length, motifs.classes.usual),
    size: whole(motifs.size.least, Infinity, motifs.size.usual),
    noise: number('to be 0 or more', (value) => value >= 0)(0.1),
    random: streamOption,
  });
  const { samples, classes, size, noise } = read;
  const random = streamOf(where, read.random);
  const N = samples * classes;
  const X = new Tensor('float32', [N, size, size, 1]);
  const y = new Tensor('int32', [N]);
  const normals = new Float64Array(size * size);
  for (let n = 0; n < N; n++) {
    const k = Math.floor(n / samples);
    const brightness = motifs.begin(k, size, random);
    random.fillRandn(normals);
    for (let pixel = 0; pixel < size * size; pixel++) {
      const bright = brightness(pixel % size, Math.floor(pixel / size)) + noise * normals[pixel]!;
      X.data[n * size * size + pixel] = Math.min(Math.max(bright, 0), 1);
    }
    y.data[n] = k;
  }
  return { X, y, labels: motifs.names.slice(0, classes) };
}
