/**
 * Statistics of columns: rows are read one after another, as they lie in memory, and the sums of all columns, in doubles, are kept in
 * scratch.
 */
import { get, high, low, put } from '../../assembly/lanes';
import { normal, read } from './lanes';

/** sums += x, pairs of doubles; the first where W = f32. */
@inline
function addTo<W>(sums: usize, index: usize, lower: v128, upper: v128): void {
  const at = sums + 8 * index;
  if (sizeof<W>() == 16) {
    v128.store(at, f64x2.add(v128.load(at), lower));
    v128.store(at, f64x2.add(v128.load(at, 16), upper), 16);
  } else v128.store64_lane(at, f64x2.add(v128.load64_zero(at), lower), 0);
}

/** to[C] = sums[C] / divisor */
function divide(sums: usize, to: usize, C: usize, divisor: f64): void {
  for (let c: usize = 0; c < C; c++) store<f32>(to + 4 * c, <f32>(load<f64>(sums + 8 * c) / divisor));
}

@inline
function addValues<W>(x: usize, wide: i32, i: usize, c: usize, sums: usize): void {
  const value = read<W>(x, i, wide);
  addTo<W>(sums, c, low(value), high(value));
}

@inline
function addSquares<W>(x: usize, wide: i32, i: usize, mean: usize, c: usize, sums: usize): void {
  const d = f32x4.sub(read<W>(x, i, wide), get<W>(mean + 4 * c));
  addTo<W>(sums, c, f64x2.mul(low(d), low(d)), f64x2.mul(high(d), high(d)));
}

/** mean[C] and variance[C] of x[M, C]; `sums` is room for C doubles. */
export function moments(x: usize, wide: i32, mean: usize, variance: usize, M: usize, C: usize, sums: usize): void {
  memory.fill(sums, 0, 8 * C);
  for (let i: usize = 0, end = M * C; i < end; i += C) {
    let c: usize = 0;
    for (; c + 4 <= C; c += 4) addValues<v128>(x, wide, i + c, c, sums);
    for (; c < C; c++) addValues<f32>(x, wide, i + c, c, sums);
  }
  divide(sums, mean, C, <f64>M);
  memory.fill(sums, 0, 8 * C);
  for (let i: usize = 0, end = M * C; i < end; i += C) {
    let c: usize = 0;
    for (; c + 4 <= C; c += 4) addSquares<v128>(x, wide, i + c, mean, c, sums);
    for (; c < C; c++) addSquares<f32>(x, wide, i + c, mean, c, sums);
  }
  divide(sums, variance, C, <f64>M);
}

@inline
function normalize<W>(
  x: usize,
  wide: i32,
  i: usize,
  mean: usize,
  scale: usize,
  gamma: usize,
  beta: usize,
  c: usize,
  output: usize,
): void {
  const value = normal(read<W>(x, i, wide), get<W>(mean + c), get<W>(scale + c));
  put<W>(output + 4 * i, f32x4.add(f32x4.mul(get<W>(gamma + c), value), get<W>(beta + c)));
}

/** output = gamma * normal + beta */
export function normalizeColumns(
  x: usize,
  wide: i32,
  mean: usize,
  scale: usize,
  gamma: usize,
  beta: usize,
  output: usize,
  M: usize,
  C: usize,
): void {
  for (let i: usize = 0, end = M * C; i < end; i += C) {
    let c: usize = 0;
    for (; c + 4 <= C; c += 4) normalize<v128>(x, wide, i + c, mean, scale, gamma, beta, 4 * c, output);
    for (; c < C; c++) normalize<f32>(x, wide, i + c, mean, scale, gamma, beta, 4 * c, output);
  }
}

@inline
function addSlopes<W>(
  x: usize,
  wideX: i32,
  dvalues: usize,
  wideD: i32,
  i: usize,
  mean: v128,
  scale: v128,
  c: usize,
  slopes: usize,
  products: usize,
): void {
  const slope = read<W>(dvalues, i, wideD);
  const value = normal(read<W>(x, i, wideX), mean, scale);
  addTo<W>(slopes, c, low(slope), high(slope));
  addTo<W>(products, c, f64x2.mul(low(slope), low(value)), f64x2.mul(high(slope), high(value)));
}

/** dbeta = Σ dvalues, dgamma = Σ dvalues * normal; `sums` is room for 2 C doubles. */
export function normalSums(
  x: usize,
  wideX: i32,
  mean: usize,
  scale: usize,
  dvalues: usize,
  wideD: i32,
  dgamma: usize,
  dbeta: usize,
  M: usize,
  C: usize,
  byRow: bool,
  sums: usize,
): void {
  const products = sums + 8 * C;
  memory.fill(sums, 0, 16 * C);
  for (let m: usize = 0; m < M; m++) {
    const i = m * C;
    const rowMean = v128.load32_splat(mean + (byRow ? 4 * m : 0));
    const rowScale = v128.load32_splat(scale + (byRow ? 4 * m : 0));
    let c: usize = 0;
    for (; c + 4 <= C; c += 4) {
      const ownMean = byRow ? rowMean : v128.load(mean + 4 * c);
      const ownScale = byRow ? rowScale : v128.load(scale + 4 * c);
      addSlopes<v128>(x, wideX, dvalues, wideD, i + c, ownMean, ownScale, c, sums, products);
    }
    for (; c < C; c++) {
      const ownMean = byRow ? rowMean : v128.load32_zero(mean + 4 * c);
      const ownScale = byRow ? rowScale : v128.load32_zero(scale + 4 * c);
      addSlopes<f32>(x, wideX, dvalues, wideD, i + c, ownMean, ownScale, c, sums, products);
    }
  }
  divide(sums, dbeta, C, 1);
  divide(products, dgamma, C, 1);
}

// For each column what it takes: gamma * scale, dbeta / divisor, dgamma / divisor, in scratch.

@inline
function back<W>(
  x: usize,
  wideX: i32,
  dvalues: usize,
  wideD: i32,
  i: usize,
  mean: usize,
  scale: usize,
  c: usize,
  factor: usize,
  shift: usize,
  tilt: usize,
  dinputs: usize,
): void {
  const value = normal(read<W>(x, i, wideX), get<W>(mean + c), get<W>(scale + c));
  const shifted = f32x4.sub(read<W>(dvalues, i, wideD), get<W>(shift + c));
  const slope = f32x4.sub(shifted, f32x4.mul(value, get<W>(tilt + c)));
  put<W>(dinputs + 4 * i, f32x4.mul(get<W>(factor + c), slope));
}

/** dinputs; `sums` is room for 3 C floats. */
export function columnsGradient(
  x: usize,
  wideX: i32,
  mean: usize,
  scale: usize,
  gamma: usize,
  dgamma: usize,
  dbeta: usize,
  dvalues: usize,
  wideD: i32,
  dinputs: usize,
  M: usize,
  C: usize,
  divisor: f64,
  sums: usize,
): void {
  const shift = sums + 4 * C;
  const tilt = shift + 4 * C;
  for (let c: usize = 0; c < 4 * C; c += 4) {
    store<f32>(sums + c, load<f32>(gamma + c) * load<f32>(scale + c));
    store<f32>(shift + c, <f32>(<f64>load<f32>(dbeta + c) / divisor));
    store<f32>(tilt + c, <f32>(<f64>load<f32>(dgamma + c) / divisor));
  }
  for (let i: usize = 0, end = M * C; i < end; i += C) {
    let c: usize = 0;
    for (; c + 4 <= C; c += 4) {
      back<v128>(x, wideX, dvalues, wideD, i + c, mean, scale, 4 * c, sums, shift, tilt, dinputs);
    }
    for (; c < C; c++) back<f32>(x, wideX, dvalues, wideD, i + c, mean, scale, 4 * c, sums, shift, tilt, dinputs);
  }
}
