import { allocate, type FloatArray, type FloatDType } from '../../tensor/dtype.ts';
import { capacityFor, trimmed } from '../growing.ts';
import type { Stranger } from './columns.ts';
import { ByteDictionary } from './dictionary.ts';

/** Collects a column of numbers. */
export class NumberBuilder {
  unit = '';
  /** The first text that is no number. */
  stranger: Stranger | undefined;
  #values: FloatArray;
  #filled = 0;
  readonly #dtype: FloatDType;
  readonly #missing: readonly number[];

  constructor(dtype: FloatDType, rows: number, missing: readonly number[]) {
    this.#dtype = dtype;
    this.#missing = dtype === 'float32' ? missing.map(Math.fround) : missing;
    this.#values = allocate(dtype, rows, 'csv');
  }

  append(block: Float64Array, from: number, rows: number): void {
    const filled = this.#filled;
    this.#filled += rows;
    if (this.#filled > this.#values.length) {
      const shorter = this.#values;
      this.#values = allocate(this.#dtype, capacityFor(this.#filled, shorter.length), 'csv');
      this.#values.set(shorter.subarray(0, filled));
    }
    const values = this.#values;
    for (let row = 0; row < rows; row++) values[filled + row] = block[from + row]!; // shorter than a call of set
    for (const missing of this.#missing) {
      for (let row = filled; row < this.#filled; row++) if (values[row] === missing) values[row] = NaN;
    }
  }

  /** Whether no number has come so far. */
  get empty(): boolean {
    return this.#values.subarray(0, this.#filled).every(Number.isNaN);
  }

  finish(): FloatArray {
    return trimmed(this.#values, this.#filled);
  }
}

/** Collects a column of texts. */
export class TextBuilder {
  readonly dictionary = new ByteDictionary();
  #codes: Int32Array;
  readonly #missing: ByteDictionary;

  /** @param missing what stands for a missing value */
  constructor(rows: number, missing: ByteDictionary) {
    this.#missing = missing;
    this.#codes = new Int32Array(rows).fill(-1);
  }

  /** Takes the text of a row: `length` bytes of `input` at `from`. */
  take(row: number, input: Uint8Array, from: number, length: number, hash: number): void {
    if (row >= this.#codes.length) this.#reserve(row + 1);
    const { dictionary } = this;
    let code = dictionary.find(input, from, length, hash);
    if (code < 0 && this.#missing.find(input, from, length, hash) < 0) code = dictionary.add(input, from, length, hash);
    this.#codes[row] = code;
  }

  finish(rows: number): Int32Array {
    if (rows > this.#codes.length) this.#reserve(rows);
    return trimmed(this.#codes, rows);
  }

  #reserve(rows: number): void {
    const shorter = this.#codes;
    this.#codes = new Int32Array(capacityFor(rows, shorter.length)).fill(-1, shorter.length);
    this.#codes.set(shorter);
  }
}
