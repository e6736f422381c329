/** Statistics of rows: each is read, summed pairwise and written while it is in a cache. */
import { get, put } from '../../assembly/lanes';
import { normal, read } from './lanes';
import { sum } from './sum';

const ELEMENTS = 0;
const SQUARES = 2;

@inline
function copy<W>(x: usize, wide: i32, i: usize, to: usize): void {
  put<W>(to, read<W>(x, i, wide));
}

@inline
function center<W>(x: usize, mean: v128): void {
  put<W>(x, f32x4.sub(get<W>(x), mean));
}

@inline
function finish<W>(x: usize, scale: v128, gamma: usize, beta: usize): void {
  put<W>(x, f32x4.add(f32x4.mul(get<W>(gamma), f32x4.mul(get<W>(x), scale)), get<W>(beta)));
}

/** output = gamma * normal + beta; fills mean[M] and scale[M]. */
export function normalizeRows(
  x: usize,
  wide: i32,
  mean: usize,
  scale: usize,
  gamma: usize,
  beta: usize,
  output: usize,
  M: usize,
  C: usize,
  epsilon: f32,
): void {
  for (let i: usize = 0, end = M * C; i < end; i += C, output += 4 * C, mean += 4, scale += 4) {
    let c: usize = 0;
    for (; c + 4 <= C; c += 4) copy<v128>(x, wide, i + c, output + 4 * c);
    for (; c < C; c++) copy<f32>(x, wide, i + c, output + 4 * c);
    const average = <f32>(<f64>sum(output, C, ELEMENTS) / <f64>C);
    store<f32>(mean, average);
    const means = f32x4.splat(average);
    for (c = 0; c + 4 <= C; c += 4) center<v128>(output + 4 * c, means);
    for (; c < C; c++) center<f32>(output + 4 * c, means);
    const variance = <f32>(<f64>sum(output, C, SQUARES) / <f64>C);
    const factor = <f32>1 / sqrt<f32>(variance + epsilon);
    store<f32>(scale, factor);
    const scales = f32x4.splat(factor);
    for (c = 0; c + 4 <= C; c += 4) finish<v128>(output + 4 * c, scales, gamma + 4 * c, beta + 4 * c);
    for (; c < C; c++) finish<f32>(output + 4 * c, scales, gamma + 4 * c, beta + 4 * c);
  }
}

/** slope = gamma * dvalues, and slope * normal, in scratch. */
@inline
function prepare<W>(
  x: usize,
  wideX: i32,
  dvalues: usize,
  wideD: i32,
  i: usize,
  mean: v128,
  scale: v128,
  gamma: usize,
  slopes: usize,
  products: usize,
): void {
  const slope = f32x4.mul(get<W>(gamma), read<W>(dvalues, i, wideD));
  put<W>(slopes, slope);
  put<W>(products, f32x4.mul(slope, normal(read<W>(x, i, wideX), mean, scale)));
}

@inline
function back<W>(
  x: usize,
  wideX: i32,
  i: usize,
  mean: v128,
  scale: v128,
  slopes: usize,
  shift: v128,
  tilt: v128,
  to: usize,
): void {
  const value = normal(read<W>(x, i, wideX), mean, scale);
  put<W>(to, f32x4.mul(scale, f32x4.sub(f32x4.sub(get<W>(slopes), shift), f32x4.mul(value, tilt))));
}

/** dinputs; `room` is for 2 C floats. */
export function rowsGradient(
  x: usize,
  wideX: i32,
  mean: usize,
  scale: usize,
  gamma: usize,
  dvalues: usize,
  wideD: i32,
  dinputs: usize,
  M: usize,
  C: usize,
  room: usize,
): void {
  const products = room + 4 * C;
  for (let i: usize = 0, end = M * C; i < end; i += C, mean += 4, scale += 4) {
    const means = v128.load32_splat(mean);
    const scales = v128.load32_splat(scale);
    let c: usize = 0;
    for (; c + 4 <= C; c += 4) {
      prepare<v128>(x, wideX, dvalues, wideD, i + c, means, scales, gamma + 4 * c, room + 4 * c, products + 4 * c);
    }
    for (; c < C; c++) {
      prepare<f32>(x, wideX, dvalues, wideD, i + c, means, scales, gamma + 4 * c, room + 4 * c, products + 4 * c);
    }
    const shift = f32x4.splat(<f32>(<f64>sum(room, C, ELEMENTS) / <f64>C));
    const tilt = f32x4.splat(<f32>(<f64>sum(products, C, ELEMENTS) / <f64>C));
    for (c = 0; c + 4 <= C; c += 4) {
      back<v128>(x, wideX, i + c, means, scales, room + 4 * c, shift, tilt, dinputs + 4 * (i + c));
    }
    for (; c < C; c++) back<f32>(x, wideX, i + c, means, scales, room + 4 * c, shift, tilt, dinputs + 4 * (i + c));
  }
}
