/**
 * Convolutions: windows are copied into rows, so many at a time that they stay in a cache, and the rows multiplied. Each product element
 * is a chain of its own, and those of dweights go on from one chunk to the next, so chunks change no bit.
 */
import { C, H, OH, OW, W, dx, dy, kh, kw, left, sx, sy, top } from './geometry';
import { FIRST, SECOND, dense, dotInputsTPart, dotWeightsT } from './products';

/** Copies bytes, a multiple of 4, and up to 12 more behind them: whoever copies in order writes over these. */
@inline
function copy(from: usize, to: usize, bytes: usize): void {
  for (const end = to + bytes; to < end; to += 16, from += 16) v128.store(to, v128.load(from));
}

/** Zeros, likewise. */
@inline
function clear(to: usize, bytes: usize): void {
  for (const end = to + bytes; to < end; to += 16) v128.store(to, f32x4.splat(0));
}

/** to += from, floats. */
@inline
function addTo(to: usize, from: usize, bytes: usize): void {
  const end = to + bytes;
  for (; to + 16 <= end; to += 16, from += 16) v128.store(to, f32x4.add(v128.load(to), v128.load(from)));
  for (; to < end; to += 4, from += 4) store<f32>(to, load<f32>(to) + load<f32>(from));
}

/**
 * Goes through the rows of `count` windows, the numbers from `first` on, as runs of pixels that lie side by side in the images: all of a
 * row of a window where they are 1 apart, else one. A run is copied from the images where Into = bool, and else added to them.
 */
@inline
function runs<Into>(images: usize, pixel: usize, first: usize, count: usize, rows: usize): void {
  const steps = dx == 1 ? 1 : kw;
  const length = dx == 1 ? kw : 1;
  let ox = <i32>(first % OW);
  let oy = <i32>((first / OW) % OH);
  let image = images + (first / (OH * OW)) * (H * W) * pixel;
  let to = rows;
  for (; count > 0; count--) {
    for (let ky = 0; ky < kh; ky++) {
      const y = oy * sy - top + ky * dy;
      const isRow = y >= 0 && y < H;
      for (let step = 0; step < steps; step++) {
        const x = ox * sx - left + step * dx;
        const from = image + (y * W + x) * pixel;
        if (isRow && x >= 0 && x + length <= W) {
          if (isBoolean<Into>()) copy(from, to, length * pixel);
          else addTo(from, to, length * pixel);
        } else {
          const before = isRow ? min(max(-x, 0), length) : length;
          const inside = max(min(W - x, length) - before, 0);
          const begin = <usize>before * pixel;
          const size = isRow ? <usize>inside * pixel : 0;
          if (isBoolean<Into>()) {
            clear(to, begin);
            copy(from + begin, to + begin, size);
            clear(to + begin + size, length * pixel - begin - size);
          } else addTo(from + begin, to + begin, size);
        }
        to += length * pixel;
      }
    }
    if (++ox == OW) {
      ox = 0;
      if (++oy == OH) {
        oy = 0;
        image += H * W * pixel;
      }
    }
  }
}

function gather(images: usize, pixel: usize, first: usize, count: usize, rows: usize): void {
  runs<bool>(images, pixel, first, count, rows);
}

function scatter(images: usize, pixel: usize, first: usize, count: usize, rows: usize): void {
  runs<f32>(images, pixel, first, count, rows);
}

/** Whether each window is a pixel, in order: the images are their own rows. */
@inline
function isPixelwise(): bool {
  return kh == 1 && kw == 1 && sy == 1 && sx == 1 && OH == H && OW == W && top == 0 && left == 0;
}

/**
 * output = windows · weights + biases; `types` as products take them.
 *
 * @param chunk how many windows are multiplied at once
 * @param rows room for them, and 16 bytes
 */
export function convolve(
  x: usize,
  w: usize,
  biases: usize,
  output: usize,
  N: usize,
  O: usize,
  types: i32,
  chunk: usize,
  rows: usize,
): void {
  const pixel: usize = C * (types & FIRST ? 8 : 4);
  const K: usize = kh * kw * C;
  const direct = isPixelwise();
  for (let m: usize = 0, M = N * OH * OW; m < M; m += chunk) {
    const count = min(chunk, M - m);
    if (!direct) gather(x, pixel, m, count, rows);
    dense(direct ? x + m * pixel : rows, w, biases, output + 4 * m * O, count, K, O, types, false);
  }
}

/** dweights = windowsᵀ · dvalues; `sums` is where chains lie between two chunks. */
export function convolveInputsT(
  x: usize,
  dvalues: usize,
  dweights: usize,
  N: usize,
  O: usize,
  types: i32,
  chunk: usize,
  rows: usize,
  sums: usize,
): void {
  const pixel: usize = C * (types & FIRST ? 8 : 4);
  const size: usize = types & SECOND ? 8 : 4;
  const K: usize = kh * kw * C;
  const direct = isPixelwise();
  for (let m: usize = 0, M = N * OH * OW; m < M; m += chunk) {
    const count = min(chunk, M - m);
    if (!direct) gather(x, pixel, m, count, rows);
    const from = direct ? x + m * pixel : rows;
    dotInputsTPart(from, dvalues + size * m * O, dweights, count, K, O, types, sums, m == 0, m + chunk >= M);
  }
}

/** dinputs = 0, then dvalues · weightsᵀ added where the windows lie. */
export function convolveWeightsT(
  dvalues: usize,
  w: usize,
  dinputs: usize,
  N: usize,
  O: usize,
  types: i32,
  chunk: usize,
  rows: usize,
): void {
  const pixel: usize = C * 4;
  const size: usize = types & FIRST ? 8 : 4;
  const K: usize = kh * kw * C;
  const direct = isPixelwise();
  if (!direct) memory.fill(dinputs, 0, N * H * W * pixel);
  for (let m: usize = 0, M = N * OH * OW; m < M; m += chunk) {
    const count = min(chunk, M - m);
    dotWeightsT(dvalues + size * m * O, w, direct ? dinputs + m * pixel : rows, count, K, O, types);
    if (!direct) scatter(dinputs, pixel, m, count, rows);
  }
}
