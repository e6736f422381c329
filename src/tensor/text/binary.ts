import type { FloatDType } from '../dtype.ts';

/** Stored fraction bits, and the power of two that the last bit of a denormal number stands for (IEEE 754). */
const LAYOUT = {
  float32: { fractionBits: 23n, lowestExponent: -149 },
  float64: { fractionBits: 52n, lowestExponent: -1074 },
} as const;

/** A finite float taken apart, without its sign: `mantissa * 2^exponent`, exactly. */
export interface Binary {
  readonly mantissa: bigint;
  readonly exponent: number;
  /** True for a power of two, whose neighbour below is half as far away as the one above. */
  readonly closerBelow: boolean;
}

/** Takes the magnitude of a finite `x`, a value of the type `dtype`, apart. */
export function toBinary(x: number, dtype: FloatDType): Binary {
  const view = new DataView(new ArrayBuffer(8));
  let bits: bigint;
  if (dtype === 'float32') {
    view.setFloat32(0, Math.abs(x));
    bits = BigInt(view.getUint32(0));
  } else {
    view.setFloat64(0, Math.abs(x));
    bits = view.getBigUint64(0);
  }
  const { fractionBits, lowestExponent } = LAYOUT[dtype];
  const fraction = BigInt.asUintN(Number(fractionBits), bits);
  const biased = Number(bits >> fractionBits); // 0 for zero and the denormals, which share the exponent of 1
  return {
    mantissa: biased === 0 ? fraction : fraction | (1n << fractionBits),
    exponent: Math.max(biased, 1) - 1 + lowestExponent,
    closerBelow: fraction === 0n && biased > 1,
  };
}
