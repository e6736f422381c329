/** Activations and their gradients, in passes over whole arrays. The result may be the array that is read. */
import { demote, get, high, load4, low, put, relu4, save4 } from './lanes';
import { exp } from './functions';
import { sum } from './reductions';

/** output = max(0, x) */
export function relu(x: usize, output: usize, length: usize): void {
  const bytes = length * 4;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) put<v128>(output + i, relu4(get<v128>(x + i)));
  for (; i < bytes; i += 4) put<f32>(output + i, relu4(get<f32>(x + i)));
}

@inline
function slope<W>(x: usize, dvalues: usize, dinputs: usize): void {
  put<W>(dinputs, v128.andnot(get<W>(dvalues), f32x4.le(get<W>(x), f32x4.splat(0))));
}

/** dinputs = dvalues where x > 0 (or NaN), else 0 */
export function reluGradient(x: usize, dvalues: usize, dinputs: usize, length: usize): void {
  const bytes = length * 4;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) slope<v128>(x + i, dvalues + i, dinputs + i);
  for (; i < bytes; i += 4) slope<f32>(x + i, dvalues + i, dinputs + i);
}

/** The same with dvalues and dinputs in float64. */
export function reluGradientWide(x: usize, dvalues: usize, dinputs: usize, length: usize): void {
  const zero = f32x4.splat(0);
  const end = x + length * 4;
  for (; x + 16 <= end; x += 16, dvalues += 32, dinputs += 32) {
    const off = f32x4.le(v128.load(x), zero);
    v128.store(dinputs, v128.andnot(v128.load(dvalues), i64x2.extend_low_i32x4_s(off)));
    v128.store(dinputs, v128.andnot(v128.load(dvalues, 16), i64x2.extend_high_i32x4_s(off)), 16);
  }
  for (; x < end; x += 4, dvalues += 8, dinputs += 8) {
    store<f64>(dinputs, load<f32>(x) <= 0 ? 0 : load<f64>(dvalues));
  }
}

/**
 * output[N, C] = exp(x - their row's maximum) / that row's sum of them
 *
 * A maximum that passes over NaN does no harm: the sum of such a row is NaN, and so is all of the row.
 */
export function softmax(x: usize, output: usize, N: usize, C: usize): void {
  const pitch = C * 4;
  const length = N * C;
  let to = output;
  for (let row = x, end = x + 4 * length; row < end;) {
    const next = row + pitch;
    let largest = v128.load32_zero(row);
    for (let p = row + 4; p < next; p += 4) largest = f32x4.pmax(largest, v128.load32_zero(p));
    for (; row < next; row += 4, to += 4) put<f32>(to, f32x4.sub(get<f32>(row), largest));
  }
  exp(output, output, length);
  for (let row = output, end = output + 4 * length; row < end;) {
    const next = row + pitch;
    let total: f32 = 0;
    if (C < 8) for (let p = row; p < next; p += 4) total += load<f32>(p);
    else total = sum(row, C, 0);
    for (; row < next; row += 4) store<f32>(row, load<f32>(row) / total);
  }
}

/**
 * dinputs[N, C] = J · dvalues for each row, J[i, k] = output_i * (i = k) - output_i * output_k, four i at a time; the sum over k is one
 * chain, in doubles where `wide`.
 */
export function softmaxGradient(output: usize, dvalues: usize, dinputs: usize, N: usize, C: usize, wide: bool): void {
  const pitch = C * 4;
  for (const last = output + N * pitch; output < last; output += pitch, dvalues += pitch, dinputs += pitch) {
    const end = output + pitch;
    for (let i: usize = 0; i < pitch; i += 16) {
      const outputs = load4(output + i, end);
      const here = i32x4.add(i32x4.splat(<i32>i), i32x4(0, 4, 8, 12));
      let s0 = f32x4.splat(0);
      let s1 = s0;
      for (let k: usize = 0; k < pitch; k += 4) {
        const product = f32x4.neg(f32x4.mul(outputs, v128.load32_splat(output + k)));
        const diagonal = i32x4.eq(here, i32x4.splat(<i32>k));
        const jacobian = v128.bitselect(f32x4.add(outputs, product), product, diagonal);
        const slope = v128.load32_splat(dvalues + k);
        if (wide) {
          const wideSlope = low(slope);
          s0 = f64x2.add(s0, f64x2.mul(low(jacobian), wideSlope));
          s1 = f64x2.add(s1, f64x2.mul(high(jacobian), wideSlope));
        } else {
          s0 = f32x4.add(s0, f32x4.mul(jacobian, slope));
        }
      }
      save4(dinputs + i, wide ? demote(s0, s1) : s0, pitch - i);
    }
  }
}

/** output = 1 / (1 + exp(-x)) */
export function sigmoid(x: usize, output: usize, length: usize): void {
  const end = output + 4 * length;
  const last = x + 4 * length;
  const one = f32x4.splat(1);
  for (let to = output; to < end; to += 16, x += 16) save4(to, f32x4.neg(load4(x, last)), end - to);
  exp(output, output, length);
  for (; output < end; output += 16) save4(output, f32x4.div(one, f32x4.add(one, load4(output, end))), end - output);
}

/** dinputs = dvalues * (1 - output) * output */
export function sigmoidGradient(output: usize, dvalues: usize, dinputs: usize, length: usize): void {
  const one = f32x4.splat(1);
  const last = dvalues + 4 * length;
  for (const end = output + 4 * length; output < end; output += 16, dvalues += 16, dinputs += 16) {
    const y = load4(output, end);
    save4(dinputs, f32x4.mul(f32x4.mul(load4(dvalues, last), f32x4.sub(one, y)), y), end - output);
  }
}
