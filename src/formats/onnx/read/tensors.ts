import { FormatError, describe } from '../../../errors.ts';
import { allocate } from '../../../tensor/dtype.ts';
import { formatShape, sizeOf, type Shape } from '../../../tensor/shape.ts';
import type { TensorMessage } from '../proto/schema.ts';

/** A constant of a graph. */
export interface Constant {
  readonly shape: Shape;
  readonly values: ArrayLike<number> & Iterable<number>;
}

interface Reading {
  readonly width: number;
  readonly read: (view: DataView, at: number) => number;
  readonly field: 'floatData' | 'int32Data' | 'int64Data' | undefined;
}

/** By the number of the element type: numbers lie in bytes, the lowest first, or in a field of their own. */
const READINGS: Readonly<Record<number, Reading>> = {
  1: { width: 4, read: (view, at) => view.getFloat32(at, true), field: 'floatData' },
  11: { width: 8, read: (view, at) => view.getFloat64(at, true), field: undefined },
  6: { width: 4, read: (view, at) => view.getInt32(at, true), field: 'int32Data' },
  7: { width: 8, read: (view, at) => Number(view.getBigInt64(at, true)), field: 'int64Data' },
};

/** The numbers of a constant. @throws FormatError for other elements, and where there are more or fewer than its shape says */
export function constantOf(where: string, tensor: TensorMessage): Constant {
  const { dims, dataType = 0, rawData, dataLocation = 0, name = '' } = tensor;
  const place = `${where}, tensor ${describe(name)}`;
  const reading = READINGS[dataType];
  if (reading === undefined)
    throw new FormatError(place, 'numbers of float32, float64, int32 or int64', `type ${dataType}`);
  if (dataLocation !== 0) {
    throw new FormatError(place, 'numbers in the file itself', 'in another file', 'Save it as one file.');
  }
  const size = sizeOf(dims);
  const wrong = (count: number) => new FormatError(place, `${size} numbers for ${formatShape(dims)}`, `${count}`);
  if (!dims.every((length) => Number.isSafeInteger(length) && length >= 0)) {
    throw new FormatError(place, 'a shape', formatShape(dims));
  }
  if (rawData === undefined) {
    const values = reading.field === undefined ? [] : tensor[reading.field];
    if (values.length !== size) throw wrong(values.length);
    return { shape: dims, values };
  }
  const count = rawData.length / reading.width;
  if (count !== size) throw wrong(count);
  const view = new DataView(rawData.buffer, rawData.byteOffset, rawData.byteLength);
  const values = allocate('float64', size, where);
  for (let i = 0; i < size; i++) values[i] = reading.read(view, i * reading.width);
  return { shape: dims, values };
}
