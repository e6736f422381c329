/**
 * MT19937 by blocks of 624 words, four words at a time, and what is drawn from it in bulk; see ../../../random/mersenne-twister.ts.
 *
 * A state is 1256 words: the key at 0, four words to spare, four unused, and the tempered words of the key at 632.
 */
import { scratch } from './scratch';

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
  // The value is looked up: whether a coin falls on this side or that no processor can predict.
  store<f64>(scratch, below);
  store<f64>(scratch, above, 8);
  const block = state + TEMPERED;
  const end = block + WORDS;
  let word = block + 4 * pos;
  const size: usize = wide ? 8 : 4;
  for (const last = output + count * size; output < last;) {
    if (word == end) {
      twist(state);
      word = block;
    }
    const high = load<u32>(word) >>> 5;
    word += 4;
    if (word == end) {
      twist(state);
      word = block;
    }
    const low = load<u32>(word) >>> 6;
    word += 4;
    const u = (<f64>(<i32>high) * 67108864 + <f64>(<i32>low)) * 1.1102230246251565e-16; // 2^26, 2^-53
    const value = load<f64>(scratch + ((<usize>(u > limit)) << 3));
    if (wide) store<f64>(output, value);
    else store<f32>(output, <f32>value);
    if (!(u - limit > rest)) output += size;
  }
  return (word - block) >> 2;
}
