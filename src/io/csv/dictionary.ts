import { decodeUtf8 } from '../utf8.ts';
import { decodeWindows1252 } from './encoding.ts';
import { HASH_FACTOR, HASH_START } from './scan/layout.ts';

/** The texts of a dictionary are decoded in parts of so many bytes: a string has a limit. */
const PART = 16_777_216;

/** FNV-1a in 32 bits, as the scanners compute it. */
export function hashOf(bytes: Uint8Array): number {
  let hash = HASH_START | 0;
  for (let i = 0; i < bytes.length; i++) hash = Math.imul(hash ^ bytes[i]!, HASH_FACTOR);
  return hash;
}

/** Different texts as bytes, numbered as they come: a hash table with open addressing. Nothing is decoded before the end. */
export class ByteDictionary {
  size = 0;
  #bytes = new Uint8Array(64);
  /** Where each text ends, and its hash. */
  #ends = new Int32Array(8);
  #hashes = new Int32Array(8);
  /** Numbers of texts, counted from 1, at the places that their hashes lead to. */
  #slots = new Int32Array(16);

  /** The number of the text of `length` bytes at `from`, or -1 where it is not known. */
  find(input: Uint8Array, from: number, length: number, hash: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    for (let at = spread(hash) & mask; ; at = (at + 1) & mask) {
      const number = slots[at]! - 1;
      if (number < 0 || (this.#hashes[number] === hash && this.#equals(number, input, from, length))) return number;
    }
  }

  /** Adds a text that is not known. @returns its number */
  add(input: Uint8Array, from: number, length: number, hash: number): number {
    const number = this.size++;
    if (number === this.#ends.length) {
      this.#ends = grown(this.#ends, new Int32Array(2 * number));
      this.#hashes = grown(this.#hashes, new Int32Array(2 * number));
      this.#slots = new Int32Array(4 * number);
      for (let i = 0; i < number; i++) this.#place(i);
    }
    const start = this.#startOf(number);
    const end = start + length;
    if (end > this.#bytes.length) this.#bytes = grown(this.#bytes, new Uint8Array(Math.max(2 * start, end)));
    for (let i = 0; i < length; i++) this.#bytes[start + i] = input[from + i]!;
    this.#ends[number] = end;
    this.#hashes[number] = hash;
    this.#place(number);
    return number;
  }

  /** The texts in the order of their numbers, decoded as windows-1252 or UTF-8; undefined where they are not UTF-8. */
  decode(utf8: boolean): string[] | undefined {
    const texts: string[] = [];
    for (const { bytes, from, to } of this.#parts()) {
      const text = utf8 ? decodeUtf8(bytes) : decodeWindows1252(bytes);
      if (text === undefined) return undefined;
      const oneEach = text.length === bytes.length;
      const start = this.#startOf(from);
      let unit = 0;
      for (let number = from, at = 0; number < to; number++) {
        const end = this.#ends[number]! - start;
        const first = unit;
        if (oneEach) unit = end;
        else while (at < end) unit += unitsOf(bytes[at++]!);
        texts.push(text.slice(first, unit));
      }
    }
    return texts;
  }

  /** Runs of texts, of a few megabytes each. */
  #parts(): { bytes: Uint8Array; from: number; to: number }[] {
    const parts = [];
    for (let from = 0; from < this.size;) {
      const start = this.#startOf(from);
      let to = from + 1;
      while (to < this.size && this.#ends[to]! - start <= PART) to++;
      parts.push({ bytes: this.#bytes.subarray(start, this.#ends[to - 1]), from, to });
      from = to;
    }
    return parts;
  }

  #startOf(number: number): number {
    return number === 0 ? 0 : this.#ends[number - 1]!;
  }

  #place(number: number): void {
    const mask = this.#slots.length - 1;
    let at = spread(this.#hashes[number]!) & mask;
    while (this.#slots[at] !== 0) at = (at + 1) & mask;
    this.#slots[at] = number + 1;
  }

  #equals(number: number, input: Uint8Array, from: number, length: number): boolean {
    const start = this.#startOf(number);
    if (this.#ends[number]! - start !== length) return false;
    for (let i = 0; i < length; i++) if (this.#bytes[start + i] !== input[from + i]) return false;
    return true;
  }
}

/** The low bits of FNV hashes are the weak ones. */
function spread(hash: number): number {
  return hash ^ (hash >>> 15);
}

/** How many units of a string a byte of UTF-8 begins. */
function unitsOf(byte: number): number {
  if (byte >= 0xf0) return 2;
  return (byte & 0xc0) === 0x80 ? 0 : 1;
}

function grown<T extends Uint8Array | Int32Array>(from: T, to: T): T {
  to.set(from);
  return to;
}
