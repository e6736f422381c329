/** Sums in NumPy's order, and argmax. */
import { get, load4, save4 } from './lanes';

const CHUNK: usize = 8192 * 4;
const BLOCK: usize = 128 * 4;

/** What is summed. */
const ABSOLUTE = 1;
const SQUARES = 2;

@inline
function term(x: v128, what: i32): v128 {
  if (what == ABSOLUTE) return f32x4.abs(x);
  if (what == SQUARES) return f32x4.mul(x, x);
  return x;
}

/** Pairwise: eight accumulators, the lanes of two vectors, up to 128 elements; longer runs in halves. `bytes` of floats. */
function pairwise(x: usize, bytes: usize, what: i32): f32 {
  if (bytes > BLOCK) {
    const first = (bytes >> 1) & ~31;
    return pairwise(x, first, what) + pairwise(x + first, bytes - first, what);
  }
  let sum: f32 = 0;
  const end = x + bytes;
  if (bytes >= 32) {
    let s0 = term(v128.load(x), what);
    let s1 = term(v128.load(x, 16), what);
    for (x += 32; x + 32 <= end; x += 32) {
      s0 = f32x4.add(s0, term(v128.load(x), what));
      s1 = f32x4.add(s1, term(v128.load(x, 16), what));
    }
    // ((r0 + r1) + (r2 + r3)) + ((r4 + r5) + (r6 + r7))
    const pairs = f32x4.add(v128.shuffle<f32>(s0, s1, 0, 2, 4, 6), v128.shuffle<f32>(s0, s1, 1, 3, 5, 7));
    const fours = f32x4.add(pairs, v128.shuffle<f32>(pairs, pairs, 1, 0, 3, 2));
    sum = f32x4.extract_lane(fours, 0) + f32x4.extract_lane(fours, 2);
  }
  for (; x < end; x += 4) sum += f32x4.extract_lane(term(v128.load32_zero(x), what), 0);
  return sum;
}

/** The sum of `length` floats, of their absolute values or of their squares: pairwise, in chunks of 8192. */
export function sum(x: usize, length: usize, what: i32): f32 {
  let total: f32 = 0;
  let left = length * 4;
  while (left) {
    const bytes = min(left, CHUNK);
    total += pairwise(x, bytes, what);
    x += bytes;
    left -= bytes;
  }
  return total;
}

/** The largest absolute value, NaN where there is one: without their signs, floats are in the order of their bits, NaN last. */
export function maxAbs(x: usize, length: usize): f32 {
  const bytes = length * 4;
  let largest = i32x4.splat(0);
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) largest = i32x4.max_s(largest, f32x4.abs(get<v128>(x + i)));
  for (; i < bytes; i += 4) largest = i32x4.max_s(largest, f32x4.abs(get<f32>(x + i)));
  largest = i32x4.max_s(largest, v128.shuffle<f32>(largest, largest, 2, 3, 0, 1));
  return f32x4.extract_lane(i32x4.max_s(largest, v128.shuffle<f32>(largest, largest, 1, 0, 3, 2)), 0);
}

/** output[O] = the rows of x[N, O] added one after another; a single column is summed pairwise. */
export function sumRows(x: usize, output: usize, N: usize, O: usize): void {
  if (O == 1) store<f32>(output, sum(x, N, 0));
  else addRows<f32>(x, output, N, O * 4);
}

/** The same in float64, for two columns or more. */
export function sumRowsWide(x: usize, output: usize, N: usize, O: usize): void {
  addRows<f64>(x, output, N, O * 8);
}

/**
 * Rows of `pitch` bytes, four vectors of columns at a time, then one, where the last may overlap what lies before it; a row shorter
 * than a vector is read with the beginning of the next.
 */
function addRows<T>(x: usize, output: usize, N: usize, pitch: usize): void {
  const end = x + N * pitch;
  const zero = f32x4.splat(0);
  let o: usize = 0;
  for (; o + 64 <= pitch; o += 64) {
    let s0 = zero;
    let s1 = zero;
    let s2 = zero;
    let s3 = zero;
    for (let row = x + o; row < end; row += pitch) {
      s0 = v128.add<T>(s0, v128.load(row));
      s1 = v128.add<T>(s1, v128.load(row, 16));
      s2 = v128.add<T>(s2, v128.load(row, 32));
      s3 = v128.add<T>(s3, v128.load(row, 48));
    }
    v128.store(output + o, s0);
    v128.store(output + o, s1, 16);
    v128.store(output + o, s2, 32);
    v128.store(output + o, s3, 48);
  }
  for (; o < pitch; o += 16) {
    if (pitch >= 16) o = min(o, pitch - 16);
    let s = zero;
    for (let row = x + o; row < end; row += pitch) s = v128.add<T>(s, load4(row, end));
    save4(output + o, s, pitch - o);
  }
}

/** output[N] = the index of the first largest element of each row of x[N, C]; the first NaN counts as largest. */
export function argmaxRows(x: usize, output: usize, N: usize, C: usize): void {
  for (const end = output + 4 * N; output < end; output += 4, x += 4 * C) {
    let best: usize = 0;
    let largest = load<f32>(x);
    for (let c: usize = 1; c < C; c++) {
      const value = load<f32>(x + 4 * c);
      // Without branches: whether one class beats another is a coin toss.
      const better = <usize>(((<i32>(value > largest)) | (<i32>(value != value))) & (<i32>(largest == largest)));
      best ^= (best ^ c) & (0 - better);
      largest = max(largest, value);
    }
    store<i32>(output, best);
  }
}
