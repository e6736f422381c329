/** Pictures whose pixels come from elsewhere in them. */
import type { FloatArray } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape.ts';

/**
 * What lies around a picture: itself in a mirror at its border (c b a | a b c), itself again (a b c | a b c), one value (v v v | a b c), or
 * the pixel nearest to it (a a a | a b c).
 */
export type FillMode = 'reflect' | 'wrap' | 'constant' | 'nearest';

/** What is read between pixels: a mean of the four around by their nearness, or the nearest one. */
export type Interpolation = 'bilinear' | 'nearest';

export interface Reading {
  readonly fillMode: FillMode;
  /** Around the picture where fillMode is 'constant'. */
  readonly fillValue: number;
  readonly interpolation: Interpolation;
}

/** Where index i of an axis of n pixels is read; -1 for none of them. */
const PLACES: Readonly<Record<FillMode, (i: number, n: number) => number>> = {
  reflect(i, n) {
    const at = i - 2 * n * Math.floor(i / (2 * n));
    return at < n ? at : 2 * n - 1 - at;
  },
  wrap: (i, n) => i - n * Math.floor(i / n),
  constant: (i, n) => (i < n ? Math.max(i, -1) : -1),
  nearest: (i, n) => Math.min(Math.max(i, 0), n - 1),
};

/**
 * Calls back for each pixel that a pixel is read from: where this one begins in the array, where that one does (-1 around the picture), and
 * its weight, which is never 0. Pixel (x, y) of picture n is read at (a x + b y + c, d x + e y + f), a to f being maps[n].
 */
function eachReading(
  [N, H, W, C]: readonly [number, number, number, number],
  maps: FloatArray, // [N, 6]
  { fillMode, interpolation }: Reading,
  use: (to: number, from: number, weight: number) => void,
): void {
  const place = PLACES[fillMode];
  const between = interpolation === 'bilinear';
  for (let pixel = 0; pixel < N * H * W; pixel++) {
    const n = Math.floor(pixel / (H * W));
    const y = Math.floor(pixel / W) % H;
    const x = pixel % W;
    const m = 6 * n;
    const atX = maps[m]! * x + maps[m + 1]! * y + maps[m + 2]!;
    const atY = maps[m + 3]! * x + maps[m + 4]! * y + maps[m + 5]!;
    const left = Math.floor(between ? atX : atX + 0.5);
    const top = Math.floor(between ? atY : atY + 0.5);
    const right = between ? atX - left : 0; // the weights of the pixels behind
    const below = between ? atY - top : 0;
    for (let dy = 0; dy < (below > 0 ? 2 : 1); dy++) {
      const row = place(top + dy, H);
      for (let dx = 0; dx < (right > 0 ? 2 : 1); dx++) {
        const column = place(left + dx, W);
        const from = row < 0 || column < 0 ? -1 : ((n * H + row) * W + column) * C;
        use(pixel * C, from, (dy === 0 ? 1 - below : below) * (dx === 0 ? 1 - right : right));
      }
    }
  }
}

/** output[N, H, W, C] = 0, then the pixels that each is read from added by their weights, in order; each addition rounds once. */
export function warp(x: FloatArray, output: FloatArray, shape: Shape, maps: FloatArray, reading: Reading): void {
  const sizes = shape as readonly [number, number, number, number];
  const C = sizes[3];
  output.fill(0);
  eachReading(sizes, maps, reading, (to, from, weight) => {
    for (let c = 0; c < C; c++) output[to + c]! += weight * (from < 0 ? reading.fillValue : x[from + c]!);
  });
}

/** dinputs = 0, then dvalues added to the pixels that they were read from by the same weights, in the same order. */
export function warpGradient(
  dvalues: FloatArray,
  dinputs: FloatArray,
  shape: Shape,
  maps: FloatArray,
  reading: Reading,
): void {
  const sizes = shape as readonly [number, number, number, number];
  const C = sizes[3];
  dinputs.fill(0);
  eachReading(sizes, maps, reading, (to, from, weight) => {
    if (from >= 0) for (let c = 0; c < C; c++) dinputs[from + c]! += weight * dvalues[to + c]!;
  });
}
