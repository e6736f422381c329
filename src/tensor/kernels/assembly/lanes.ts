/** What vector loops share: four floats at a time, kept as float32 or widened to two pairs of doubles. */

/** s + x * y, two roundings: the chain of a dot product takes one step in every lane. */
@inline
export function step<T>(s: v128, x: v128, y: v128): v128 {
  return v128.add<T>(s, v128.mul<T>(x, y));
}

/** Stores four floats as T. */
@inline
export function store4<T>(address: usize, x: v128): void {
  if (sizeof<T>() == 4) {
    v128.store(address, x);
  } else {
    v128.store(address, f64x2.promote_low_f32x4(x));
    v128.store(address, f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0)), 16);
  }
}

/** Two pairs of doubles, rounded to four floats. */
@inline
export function demote(low: v128, high: v128): v128 {
  return v128.shuffle<i64>(f32x4.demote_f64x2_zero(low), f32x4.demote_f64x2_zero(high), 0, 2);
}

/** max(0, x); NaN stays NaN and -0 stays -0. */
@inline
export function relu4(x: v128): v128 {
  return f32x4.pmax(x, f32x4.splat(0));
}

/** The first two of four floats, as doubles. */
@inline
export function low(x: v128): v128 {
  return f64x2.promote_low_f32x4(x);
}

/** The last two of four floats, as doubles. */
@inline
export function high(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<i64>(x, x, 1, 0));
}

/** Four floats where W = v128; one, in the first lane, where W = f32. */
@inline
export function get<W>(from: usize): v128 {
  return sizeof<W>() == 16 ? v128.load(from) : v128.load32_zero(from);
}

/** Stores four floats, or the one in the first lane. */
@inline
export function put<W>(to: usize, x: v128): void {
  if (sizeof<W>() == 16) v128.store(to, x);
  else v128.store32_lane(to, x, 0);
}

/** Four floats from the address, or those before the end. */
@inline
export function load4(from: usize, end: usize): v128 {
  return from + 16 <= end ? v128.load(from) : loadRest(from, end);
}

/** Stores four floats, or as many as `bytes` has room for. */
@inline
export function save4(to: usize, x: v128, bytes: usize): void {
  if (bytes >= 16) v128.store(to, x);
  else saveRest(to, x, bytes);
}

export function loadRest(from: usize, end: usize): v128 {
  let x = v128.load32_zero(from);
  if (from + 4 < end) x = v128.load32_lane(from, x, 1, 4);
  if (from + 8 < end) x = v128.load32_lane(from, x, 2, 8);
  return x;
}

export function saveRest(to: usize, x: v128, bytes: usize): void {
  v128.store32_lane(to, x, 0);
  if (bytes > 4) v128.store32_lane(to, x, 1, 4);
  if (bytes > 8) v128.store32_lane(to, x, 2, 8);
}
