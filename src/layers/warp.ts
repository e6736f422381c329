/** Pictures whose pixels come from elsewhere in them. */
import type { FloatArray } from '../tensor/dtype.ts';

/**
 * What lies around a picture: itself in a mirror at its border (c b a | a b c), itself again (a b c | a b c), one value (v v v | a b c), or
 * the pixel nearest to it (a a a | a b c).
 */
export type FillMode = 'reflect' | 'wrap' | 'constant' | 'nearest';

/** What is read between pixels: a mean of the four around by their nearness, or the nearest one. */
export type Interpolation = 'bilinear' | 'nearest';

/** N pictures of H rows and W columns, of C channels. */
export type Sizes = readonly [N: number, H: number, W: number, C: number];

export interface Reading {
  readonly fillMode: FillMode;
  /** Around the picture where fillMode is 'constant'. */
  readonly fillValue: number;
  readonly interpolation: Interpolation;
}

/** Where index i, which lies outside of an axis of n pixels, is read; -1 for none of them. */
const PLACES: Readonly<Record<FillMode, (i: number, n: number) => number>> = {
  reflect(i, n) {
    const at = i - 2 * n * Math.floor(i / (2 * n));
    return at < n ? at : 2 * n - 1 - at;
  },
  wrap: (i, n) => i - n * Math.floor(i / n),
  constant: () => -1,
  nearest: (i, n) => Math.min(Math.max(i, 0), n - 1),
};

/**
 * Reads pictures elsewhere: pixel (x, y) of picture n at (a x + b y + c, d x + e y + f), a to f being maps[n]. That is from up to four pixels,
 * by their nearness; none that weighs 0 is looked at.
 *
 *     there:  output = 0, then output[pixel] += weight * inputs[read]        pixel after pixel; each addition rounds once
 *     back:   dinputs = 0, then dinputs[read] += weight * dvalues[pixel]     by the same weights in the same order
 *
 * @param from inputs, or dvalues on the way back
 * @param to output, or dinputs
 */
export function warp(
  from: FloatArray,
  to: FloatArray,
  [N, H, W, C]: Sizes,
  maps: FloatArray, // [N, 6]
  { fillMode, fillValue, interpolation }: Reading,
  back: boolean,
): void {
  const place = PLACES[fillMode];
  const between = interpolation === 'bilinear';
  to.fill(0);
  for (let n = 0, pixel = 0; n < N; n++) {
    const m = 6 * n;
    for (let y = 0; y < H; y++) {
      for (let x = 0; x < W; x++, pixel += C) {
        const atX = maps[m]! * x + maps[m + 1]! * y + maps[m + 2]!;
        const atY = maps[m + 3]! * x + maps[m + 4]! * y + maps[m + 5]!;
        const left = Math.floor(between ? atX : atX + 0.5);
        const top = Math.floor(between ? atY : atY + 0.5);
        const right = between ? atX - left : 0; // the weights of the pixels behind
        const below = between ? atY - top : 0;
        for (let corner = 0; corner < 4; corner++) {
          const weight = (corner < 2 ? 1 - below : below) * (corner % 2 === 0 ? 1 - right : right);
          if (weight === 0) continue;
          const atRow = corner < 2 ? top : top + 1;
          const atColumn = corner % 2 === 0 ? left : left + 1;
          const row = atRow >= 0 && atRow < H ? atRow : place(atRow, H);
          const column = atColumn >= 0 && atColumn < W ? atColumn : place(atColumn, W);
          const outside = row < 0 || column < 0;
          const read = ((n * H + row) * W + column) * C;
          if (back && outside) continue;
          for (let c = 0; c < C; c++) {
            if (back) to[read + c]! += weight * from[pixel + c]!;
            else to[pixel + c]! += weight * (outside ? fillValue : from[read + c]!);
          }
        }
      }
    }
  }
}
