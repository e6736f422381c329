import type { Data, FloatArray } from '../../dtype.ts';
import type { Kernels } from '../kernels.ts';

/** Where arrays lie in one memory; -1 of arrays of other types, and of those that lie elsewhere. */
export interface Addresses {
  readonly float: (x: Data) => number;
  readonly double: (x: Data) => number;
  readonly integer: (x: Data) => number;
  /** Of an array of either float type. */
  readonly real: (x: FloatArray) => number;
}

/** The addresses of arrays that are views of `buffer`. */
export function addressesIn(buffer: ArrayBuffer): Addresses {
  const float = addressesOf(Float32Array, buffer);
  const double = addressesOf(Float64Array, buffer);
  const integer = addressesOf(Int32Array, buffer);
  return { float, double, integer, real: (x) => (x instanceof Float64Array ? double(x) : float(x)) };
}

export type MapExport = (x: number, output: number, length: number) => void;

/** The way into a kernel that makes each element of one array into one of another. */
export const mapping =
  (at: Addresses, simd: MapExport, plain: Kernels['exp']): Kernels['exp'] =>
  (x, output) => {
    const xAt = at.float(x);
    const outputAt = at.float(output);
    if ((xAt | outputAt) >= 0) simd(xAt, outputAt, x.length);
    else plain(x, output);
  };

type TypedArray = typeof Float32Array | typeof Float64Array | typeof Int32Array;

/** To look an array up takes less time than to ask it for its buffer and its offset. */
function addressesOf(Type: TypedArray, buffer: ArrayBuffer): (x: Data) => number {
  const known = new WeakMap<Data, number>();
  return (x) => {
    let address = known.get(x);
    if (address === undefined) {
      address = x instanceof Type && x.buffer === buffer ? x.byteOffset : -1;
      known.set(x, address);
    }
    return address;
  };
}
