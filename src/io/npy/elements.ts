/** The element types of NumPy, and what they become here. */
import { FormatError, describe } from '../../errors.ts';
import { allocate, viewOf, type DType } from '../../tensor/dtype.ts';
import type { Tensor } from '../../tensor/tensor.ts';

/** How elements of a type are read. */
export interface ElementType {
  /** What NumPy calls it. */
  readonly name: string;
  readonly width: number;
  /** The type of the tensor that holds them. */
  readonly dtype: DType;
  readonly read: (view: DataView, at: number, littleEndian: boolean) => number;
  /** Whether not all of its values have room. */
  readonly wide?: true;
}

/** By the letter and the width of a `descr`. */
const TYPES: Readonly<Record<string, ElementType>> = {
  f2: { name: 'float16', width: 2, dtype: 'float32', read: (view, at, little) => half(view.getUint16(at, little)) },
  f4: { name: 'float32', width: 4, dtype: 'float32', read: (view, at, little) => view.getFloat32(at, little) },
  f8: { name: 'float64', width: 8, dtype: 'float64', read: (view, at, little) => view.getFloat64(at, little) },
  i1: { name: 'int8', width: 1, dtype: 'int32', read: (view, at) => view.getInt8(at) },
  i2: { name: 'int16', width: 2, dtype: 'int32', read: (view, at, little) => view.getInt16(at, little) },
  i4: { name: 'int32', width: 4, dtype: 'int32', read: (view, at, little) => view.getInt32(at, little) },
  i8: { name: 'int64', width: 8, dtype: 'int32', wide: true, read: (view, at, little) => Number(view.getBigInt64(at, little)) }, // prettier-ignore
  u1: { name: 'uint8', width: 1, dtype: 'uint8', read: (view, at) => view.getUint8(at) },
  u2: { name: 'uint16', width: 2, dtype: 'int32', read: (view, at, little) => view.getUint16(at, little) },
  u4: { name: 'uint32', width: 4, dtype: 'int32', wide: true, read: (view, at, little) => view.getUint32(at, little) },
  u8: { name: 'uint64', width: 8, dtype: 'int32', wide: true, read: (view, at, little) => Number(view.getBigUint64(at, little)) }, // prettier-ignore
  b1: { name: 'bool', width: 1, dtype: 'uint8', read: (view, at) => Number(view.getUint8(at) !== 0) },
};

/** What else NumPy writes, by the letter. */
const OTHERS: Readonly<Record<string, string>> = {
  c: 'complex numbers',
  O: 'Python objects, which are programs',
  S: 'bytes',
  U: 'texts',
  V: 'records',
  M: 'dates',
  m: 'time spans',
};

/** A type, and whether the lowest byte of an element comes first. */
export interface Elements {
  readonly type: ElementType;
  readonly littleEndian: boolean;
}

/** The type that a `descr` names, `<f4`. @throws FormatError for one that a tensor cannot hold */
export function elementsOf(where: string, descr: string): Elements {
  const [, order, letter = '', width] = /^([<>|=])([A-Za-z?])(\d*)/.exec(descr) ?? [];
  const type = TYPES[letter + width!];
  if (type === undefined || order === undefined || !/^.\w+$/.test(descr)) {
    const known = Object.values(TYPES).map(({ name }) => name);
    const received = OTHERS[letter] === undefined ? describe(descr) : `${OTHERS[letter]} (${describe(descr)})`;
    throw new FormatError(where, `elements of ${known.slice(0, -1).join(', ')} or ${known.at(-1)}`, received);
  }
  return { type, littleEndian: order !== '>' };
}

/** Elements in their order. @throws FormatError for a whole number beyond 32 bits */
export function readElements(where: string, { type, littleEndian }: Elements, bytes: Uint8Array): Tensor['data'] {
  const { dtype, name, width, read, wide } = type;
  const size = bytes.length / width;
  if (littleEndian && name === dtype) return viewOf(dtype, new Uint8Array(bytes).buffer, 0, size); // a copy, so aligned
  const data = allocate(dtype, size, where);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let i = 0; i < size; i++) {
    const value = read(view, i * width, littleEndian);
    data[i] = value;
    if (wide && data[i] !== value) {
      const hint = "Save them as floats: x.astype('float64').";
      throw new FormatError(where, `${name} numbers of at most 32 bits`, String(value), hint);
    }
  }
  return data;
}

/** What `np.save` writes for a type. */
export const DESCR = { float32: '<f4', float64: '<f8', int32: '<i4', uint8: '|u1' } as const satisfies Record<
  DType,
  string
>;

/** A number of 16 bits: sign, 5 of exponent, 10 of fraction. */
function half(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Infinity : NaN;
  return sign * (exponent === 0 ? fraction * 2 ** -24 : (1024 + fraction) * 2 ** (exponent - 25));
}
