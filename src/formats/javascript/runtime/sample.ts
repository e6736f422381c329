/** What layers hand on of one sample, how numbers become that, and how it becomes numbers again. */
import type { FloatArray } from '../../../tensor/dtype.ts';

/** One sample on its way through the layers, or a parameter. */
export interface Sample {
  readonly shape: readonly number[];
  /** Row by row; float32 or float64. */
  readonly data: FloatArray;
}

/** Numbers in lists of lists, as many as there are axes. */
export type Nested = number | readonly Nested[];

/**
 * A sample of a shape, in which 0 stands for any length: numbers nested alike, or, where all lengths are known, one after another.
 * Values are rounded to float32.
 */
export function sampleOf(where: string, given: unknown, shape: readonly number[]): Sample {
  const found = lengthsOf(given);
  const size = shape.reduce((product, length) => product * length, 1);
  const flat = found.length === 1 && found[0] === size;
  const fits = flat || (found.length === shape.length && shape.every((length, i) => (length || found[i]) === found[i]));
  const numbers: number[] = [];
  if (!fits || !collect(given, found, numbers)) {
    const expected = shape.map((length) => length || 'any').join(', ');
    throw new TypeError(`${where}: expected numbers [${expected}], received [${found.join(', ')}] or other values.`);
  }
  return { shape: flat ? shape : found, data: Float32Array.from(numbers) };
}

/** Numbers on the scale that the network learnt on, in float64: low + (high - low) (x - offset) / scale. */
export function scaledLike(
  where: string,
  given: ArrayLike<number>,
  { range, offset, scale }: Readonly<Record<'range' | 'offset' | 'scale', readonly number[]>>,
): number[] {
  const [low, high] = range as [number, number];
  return Array.from(given, (x, i) => {
    if (!Number.isFinite(x)) throw new TypeError(`${where}: expected finite numbers, received ${x} at ${i}.`);
    return low + (high - low) * ((x - offset[i]!) / scale[i]!);
  });
}

function isList(given: unknown): given is ArrayLike<unknown> {
  return Array.isArray(given) || ArrayBuffer.isView(given);
}

/** The lengths of lists in lists, by the first of each. */
function lengthsOf(given: unknown): number[] {
  return isList(given) ? [given.length, ...lengthsOf(given[0])] : [];
}

/** Adds numbers to a list. @returns whether the lists have these lengths, and hold nothing else */
function collect(given: unknown, lengths: readonly number[], numbers: number[]): boolean {
  const [length, ...inner] = lengths;
  if (length === undefined) return typeof given === 'number' && numbers.push(given) > 0;
  if (!isList(given) || given.length !== length || length === 0) return false;
  for (let i = 0; i < length; i++) if (!collect(given[i], inner, numbers)) return false;
  return true;
}

/** Lists of lists of numbers again. */
export function nested({ shape, data }: Sample): Nested {
  if (shape.length <= 1) return Array.from(data);
  const [length, ...inner] = shape;
  const size = data.length / length!;
  return Array.from({ length: length! }, (_, i) => nested({ shape: inner, data: data.subarray(i * size, (i + 1) * size) })); // prettier-ignore
}

/** Room for results, of the type of another array. */
export function roomLike(like: FloatArray, length: number): FloatArray {
  return like instanceof Float32Array ? new Float32Array(length) : new Float64Array(length);
}

/** Rounds a result to the type of an array. */
export function roundingTo(like: FloatArray): (x: number) => number {
  return like instanceof Float32Array ? Math.fround : (x) => x;
}

/** A sample in float64. */
export function widened({ shape, data }: Sample): Sample {
  return { shape, data: Float64Array.from(data) };
}

/** Each value by itself. */
export function map({ shape, data }: Sample, f: (x: number) => number): Sample {
  return { shape, data: data.map(f) };
}

/** x + y, in the type of x */
export function add(x: Sample, y: Sample): Sample {
  if (String(x.shape) !== String(y.shape)) {
    throw new TypeError(`expected [${x.shape.join(', ')}], as goes around, received [${y.shape.join(', ')}].`);
  }
  return { shape: x.shape, data: x.data.map((value, i) => value + y.data[i]!) };
}

/** One row of all numbers. */
export function flatten({ data }: Sample): Sample {
  return { shape: [data.length], data };
}

/** The same numbers in another shape. */
export function reshape({ data }: Sample, shape: readonly number[]): Sample {
  const size = shape.reduce((product, length) => product * length, 1);
  if (size !== data.length) throw new TypeError(`expected ${size} numbers, received ${data.length}.`);
  return { shape, data };
}

/** The shape without its last axis, which has so many features. */
export function rowsOf({ shape }: Sample, features: number): readonly number[] {
  if (shape.at(-1) !== features) throw new TypeError(`expected [..., ${features}], received [${shape.join(', ')}].`);
  return shape.slice(0, -1);
}

/** The bytes of numbers, as base64 writes them: of each the lowest first. */
export function bytesOf(base64: string): ArrayBuffer {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0)).buffer;
}
