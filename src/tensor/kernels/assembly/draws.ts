/**
 * MT19937 by blocks of 624 words, four words at a time, and what is drawn from it in bulk; see ../../../random/mersenne-twister.ts.
 *
 * A state is 1256 words: the key at 0, four words to spare, four unused, and the tempered words of the key at 632.
 */
const WORDS: usize = 624 * 4;
const FAR: usize = 397 * 4;
const NEAR: usize = WORDS - FAR;
const TEMPERED: usize = 632 * 4;

/** The four words at `key`, from them, the words after each of them, and those at `far`. */
@inline
function advance(key: usize, far: usize): void {
  const upper = i32x4.splat(0x80000000);
  const y = v128.bitselect(v128.load(key), v128.load(key, 4), upper);
  const odd = i32x4.neg(v128.and(y, i32x4.splat(1)));
  const twisted = v128.xor(i32x4.shr_u(y, 1), v128.and(odd, i32x4.splat(0x9908b0df)));
  v128.store(key, v128.xor(v128.load(far), twisted));
}

/** Advances the key by 624 words and tempers them. */
export function twist(state: usize): void {
  const last = state + WORDS;
  let k = state;
  for (const near = state + (NEAR & ~15); k < near; k += 16) advance(k, k + FAR);
  store<u32>(last, load<u32>(state)); // the word after the last is the first of the new key
  advance(k, k + FAR);
  for (k += 16; k < last; k += 16) advance(k, k - NEAR);

  for (k = state; k < last; k += 16) {
    let y = v128.load(k);
    y = v128.xor(y, i32x4.shr_u(y, 11));
    y = v128.xor(y, v128.and(i32x4.shl(y, 7), i32x4.splat(0x9d2c5680)));
    y = v128.xor(y, v128.and(i32x4.shl(y, 15), i32x4.splat(0xefc60000)));
    v128.store(k + TEMPERED, v128.xor(y, i32x4.shr_u(y, 18)));
  }
}

/**
 * output = `above` where a draw u in [0, 1) is above `limit`, else `below`; a draw above limit + rest is drawn again, as the walk of
 * NumPy's binomial does. Doubles where `wide`, else floats.
 *
 * @param pos how many words of the block are used up
 * @returns how many are then
 */
export function bernoulli(
  state: usize,
  pos: usize,
  output: usize,
  count: usize,
  limit: f64,
  rest: f64,
  above: f64,
  below: f64,
  wide: bool,
): usize {
  const block = state + TEMPERED;
  const end = block + WORDS;
  let word = block + 4 * pos;
  const size: usize = wide ? 8 : 4;
  const last = output + count * size;
  const limits = f64x2.splat(limit);
  const rests = f64x2.splat(rest);
  while (output < last) {
    // Two draws at a time, as long as neither of them is to be repeated.
    for (; word + 16 <= end && output + 2 * size <= last; word += 16, output += 2 * size) {
      const words = v128.load(word);
      const high = i32x4.shr_u(v128.shuffle<i32>(words, words, 0, 2, 0, 2), 5);
      const low = i32x4.shr_u(v128.shuffle<i32>(words, words, 1, 3, 1, 3), 6);
      const u = f64x2.mul(
        f64x2.add(
          f64x2.mul(f64x2.convert_low_i32x4_s(high), f64x2.splat(67108864)), // 2^26
          f64x2.convert_low_i32x4_s(low),
        ),
        f64x2.splat(1.1102230246251565e-16), // 2^-53
      );
      if (v128.any_true(f64x2.gt(f64x2.sub(u, limits), rests))) break;
      const values = v128.bitselect(f64x2.splat(above), f64x2.splat(below), f64x2.gt(u, limits));
      if (wide) v128.store(output, values);
      else v128.store64_lane(output, f32x4.demote_f64x2_zero(values), 0);
    }
    if (output == last) break;
    if (word == end) word = refill(state);
    const high = load<u32>(word) >>> 5;
    word += 4;
    if (word == end) word = refill(state);
    const low = load<u32>(word) >>> 6;
    word += 4;
    const u = (<f64>(<i32>high) * 67108864 + <f64>(<i32>low)) * 1.1102230246251565e-16;
    const value = u > limit ? above : below;
    if (wide) store<f64>(output, value);
    else store<f32>(output, <f32>value);
    if (!(u - limit > rest)) output += size;
  }
  return (word - block) >> 2;
}

/** @returns the address of the first word of the next block */
function refill(state: usize): usize {
  twist(state);
  return state + TEMPERED;
}
