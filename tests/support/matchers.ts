import { expect } from 'vitest';
import { formatShape } from '../../src/tensor/shape.ts';
import type { Tensor } from '../../src/tensor/tensor.ts';

/** How far elements may lie from the expected ones; where both are given, one of them must hold. */
export interface Tolerance {
  /** The largest distance in units in the last place of the expected tensor's type. */
  readonly ulps?: number;
  /** The largest distance relative to the expected value. */
  readonly relative?: number;
}

/** What a tensor is compared with: another tensor, or its parts. */
export type Expected = Pick<Tensor, 'dtype' | 'shape' | 'data'>;

interface TensorMatchers<R> {
  /** The same type, shape and elements: `Object.is` for each (any NaN is NaN) unless a tolerance is given. */
  toEqualTensor: (expected: Expected, tolerance?: Tolerance) => R;
}

declare module 'vitest' {
  interface Matchers<T> extends TensorMatchers<T> {}
}

const view = new DataView(new ArrayBuffer(8));

/** A float's place among all floats of its type, in order, so that neighbours differ by 1 (and -0 and 0 not at all). */
function place(x: number, dtype: string): bigint {
  if (dtype === 'float32') {
    view.setFloat32(0, x);
    const bits = view.getInt32(0);
    return BigInt(bits < 0 ? -0x80000000 - bits : bits);
  }
  view.setFloat64(0, x);
  const bits = view.getBigInt64(0);
  return bits < 0n ? -(2n ** 63n) - bits : bits;
}

/** How many steps from float to neighbouring float lead from `a` to `b`; infinite where only one of them is NaN. */
export function ulpsApart(a: number, b: number, dtype: string): number {
  if (Number.isNaN(a) || Number.isNaN(b)) return Number.isNaN(a) && Number.isNaN(b) ? 0 : Infinity;
  const distance = Number(place(a, dtype) - place(b, dtype));
  return Math.abs(distance);
}

function close(received: number, expected: number, dtype: string, { ulps, relative }: Tolerance): boolean {
  if (Object.is(received, expected)) return true;
  if (ulps !== undefined && ulpsApart(received, expected, dtype) <= ulps) return true;
  return relative !== undefined && Math.abs(received - expected) <= relative * Math.abs(expected);
}

/** The coordinates of an element of the flat data. */
function indexOf(flat: number, shape: readonly number[]): number[] {
  const index: number[] = [];
  for (const length of [...shape].reverse()) {
    index.unshift(flat % length);
    flat = Math.floor(flat / length);
  }
  return index;
}

const show = (x: number): string => (Object.is(x, -0) ? '-0' : String(x));

expect.extend({
  toEqualTensor(received: Expected, expected: Expected, tolerance: Tolerance = {}) {
    const fail = (message: string) => ({ pass: false, message: () => message });
    if (received.dtype !== expected.dtype) return fail(`expected ${expected.dtype}, received ${received.dtype}`);
    if (formatShape(received.shape) !== formatShape(expected.shape)) {
      return fail(`expected shape ${formatShape(expected.shape)}, received ${formatShape(received.shape)}`);
    }
    if (received.data.length !== expected.data.length) {
      return fail(`expected ${expected.data.length} elements, received ${received.data.length}`);
    }
    let wrong = 0;
    let worst = { at: -1, ulps: -1 };
    received.data.forEach((value, i) => {
      const wanted = expected.data[i]!;
      if (close(value, wanted, expected.dtype, tolerance)) return;
      wrong++;
      const ulps = ulpsApart(value, wanted, expected.dtype);
      if (ulps > worst.ulps) worst = { at: i, ulps };
    });
    if (wrong === 0) return { pass: true, message: () => 'expected the tensors to differ' };
    const { at, ulps } = worst;
    return fail(
      `${wrong} of ${expected.data.length} elements differ; worst at ${formatShape(indexOf(at, expected.shape))}: ` +
        `expected ${show(expected.data[at]!)}, received ${show(received.data[at]!)} (${ulps} ulps apart)`,
    );
  },
});
