import { ShapeError, ValueError, describe } from '../errors.ts';
import { dtypeOf } from '../tensor/dtype.ts';
import { sizeOf } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import type { BitGenerator } from './bit-generator.ts';
import { drawInterval } from './interval.ts';

/** Any typed array. */
export type TypedArray =
  | Int8Array
  | Uint8Array
  | Uint8ClampedArray
  | Int16Array
  | Uint16Array
  | Int32Array
  | Uint32Array
  | Float32Array
  | Float64Array
  | BigInt64Array
  | BigUint64Array;

/** What can be put in another order; a tensor by its rows. */
export type Shufflable = unknown[] | TypedArray | Tensor;

/** Shuffles in place. */
export function shuffleInPlace(where: string, bits: BitGenerator, array: unknown): void {
  if (array instanceof Tensor) shuffleRows(where, bits, array as Tensor);
  else if (Array.isArray(array) || isTypedArray(array)) fisherYates(bits, array);
  else throw new ValueError(where, 'an array, a typed array or a Tensor', describe(array));
}

/** A copy of the same kind. */
export function copyOf(where: string, array: unknown): Shufflable {
  if (array instanceof Tensor) return new Tensor(array.dtype, array.shape, copyElements(array.data));
  if (Array.isArray(array)) return Array.from<unknown>(array);
  if (isTypedArray(array)) return copyElements(array);
  throw new ValueError(where, 'a whole number, an array, a typed array or a Tensor', describe(array));
}

function isTypedArray(value: unknown): value is TypedArray {
  return ArrayBuffer.isView(value) && 'length' in value;
}

function copyElements<A extends TypedArray>(array: A): A {
  // Node's Buffer is a Uint8Array whose slice() shares its memory.
  return (dtypeOf(array) === 'uint8' ? new Uint8Array(array as Uint8Array) : array.slice()) as A;
}

/**
 * Goes down from the last element and swaps each with one drawn from those up to and including it.
 *
 * Source: Durstenfeld's form of the Fisher-Yates shuffle, Communications of the ACM 7 (1964), as NumPy's legacy `shuffle`.
 */
function fisherYates(bits: BitGenerator, list: { readonly length: number; [index: number]: unknown }): void {
  for (let i = list.length - 1; i > 0; i--) {
    const j = drawInterval(bits, i);
    const element = list[i];
    list[i] = list[j];
    list[j] = element;
  }
}

function shuffleRows(where: string, bits: BitGenerator, tensor: Tensor): void {
  const { data, shape } = tensor;
  const rows = shape[0];
  if (rows === undefined) throw new ShapeError(where, 'at least one axis', 'a single number');
  const width = sizeOf(shape.slice(1));
  if (width === 1) {
    fisherYates(bits, data);
    return;
  }
  // Each row moves once, to where its index went.
  const order = Int32Array.from({ length: rows }, (_, row) => row);
  fisherYates(bits, order);
  const source = copyElements(data);
  for (let row = 0; row < rows; row++) {
    const from = order[row]! * width;
    data.set(source.subarray(from, from + width), row * width);
  }
}
