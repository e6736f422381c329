import type { BitGenerator } from './bit-generator.ts';

/** The smallest 2^k - 1 that is not below `max`; for 0 < max < 2^32, as a signed 32-bit pattern. */
function mask(max: number): number {
  return -1 >>> Math.clz32(max);
}

/**
 * A whole number from 0 to `max`, all equally likely, by masked rejection: random bits are cut to the width of `max` and drawn
 * again while they are above it.
 *
 * Takes nothing from the stream for `max` 0, one word a try up to 2^32 - 1, and two words (the upper first) beyond, up to
 * 2^53 - 1.
 *
 * Source: NumPy's `random_interval`, which the legacy `shuffle` and `randint` share.
 */
export function drawInterval(bits: BitGenerator, max: number): number {
  if (max === 0) return 0;
  if (max < 2 ** 32) {
    const lower = mask(max);
    for (;;) {
      const value = (bits.uint32() & lower) >>> 0;
      if (value <= max) return value;
    }
  }
  const upper = mask(Math.floor(max / 2 ** 32));
  for (;;) {
    const high = bits.uint32() & upper;
    const value = high * 2 ** 32 + bits.uint32();
    if (value <= max) return value;
  }
}
