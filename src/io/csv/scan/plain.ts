import * as L from './layout.ts';
import type { Room } from './room.ts';

const LF = 0x0a;
const CR = 0x0d;

/** Powers of ten that float64 holds exactly. */
const POWERS = /* @__PURE__ */ Array.from({ length: 23 }, (_, power) => Number(`1e${power}`));

/** The number that was read last. */
let number = 0;

/**
 * Reads cells of a CSV text into a block of numbers [columns, rows], and notes those that are none: the specification of the scanner in
 * `../assembly`, which leaves fewer numbers to `Number(text)`, and what runs where there is no WebAssembly.
 *
 * A cell is taken once the byte after it is known, so the input may be cut anywhere; the scan goes on at the cell that was cut. Blanks
 * around a cell are no part of it, but for those in quotes. An empty cell is NaN, and is not noted. Lines that are empty, or begin with
 * the byte for comments, are passed over, and so is one delimiter too many at the end of a line.
 *
 * @returns how the scan ended, as `layout.ts` says
 */
export function scanPlain({ state, modes, input, values, notes }: Room): number {
  const width = state[L.WIDTH]!;
  const rows = state[L.ROWS]!;
  const delimiter = state[L.DELIMITER]!;
  const quote = state[L.QUOTE]!;
  const decimal = state[L.DECIMAL]!;
  const comment = state[L.COMMENT]!;
  const escape = state[L.ESCAPE]!;
  const last = state[L.LAST] !== 0;
  const ragged = state[L.RAGGED] !== 0;
  const end = state[L.END]!;
  let at = state[L.POSITION]!;
  let row = state[L.ROW]!;
  let column = state[L.COLUMN]!;
  let line = state[L.LINE]!;
  let noted = state[L.NOTED]!;
  input[end] = 0; // no part of a number

  const stop = (status: number, position: number): number => {
    state[L.POSITION] = position;
    state[L.ROW] = row;
    state[L.COLUMN] = column;
    state[L.LINE] = line;
    state[L.NOTED] = noted;
    return status;
  };
  const isBlank = (byte: number): boolean => (byte === 0x20 || byte === 0x09) && byte !== delimiter;

  for (;;) {
    const start = at;
    if (column === 0) {
      if (row === rows) return stop(L.BLOCK_FULL, start);
      if (at >= end) return stop(L.USED_UP, start);
      const byte = input[at]!;
      if (byte === LF || byte === CR || byte === comment) {
        if (byte === comment) while (at < end && input[at] !== LF && input[at] !== CR) at++;
        if (!last && (at >= end || (input[at] === CR && at + 1 === end))) return stop(L.USED_UP, start);
        if (at + 1 < end && input[at] === CR && input[at + 1] === LF) at++;
        if (at < end) at++;
        line++;
        continue;
      }
    }
    if (noted === state[L.NOTES]) return stop(L.NOTES_FULL, start);

    const mode = modes[column]!;
    while (at < end && isBlank(input[at]!)) at++;
    const quoted = at < end && input[at] === quote;
    if (quoted) at++;
    const from = at;
    let to = at;
    let decided = false;
    let doubled = false;
    let lines = 0;
    let hash = L.HASH_START | 0;

    if (mode === L.NUMBERS) {
      let after = readNumber(input, at, decimal);
      if (after > 0 && quoted) after = input[after] === quote ? after + 1 : 0;
      if (after > 0) {
        while (after < end && isBlank(input[after]!)) after++;
        const byte = input[after];
        if (after >= end || byte === delimiter || byte === LF || byte === CR) {
          decided = true;
          at = after;
        }
      }
    }
    if (!decided && quoted) {
      for (; ; at++) {
        if (at >= end) return stop(last ? L.OPEN_QUOTE : L.USED_UP, start);
        let byte = input[at]!;
        if (byte === quote) {
          if (at + 1 >= end || input[at + 1] !== quote) break;
          doubled = true;
          at++;
        } else {
          if (byte === escape) {
            if (at + 1 >= end) return stop(last ? L.OPEN_QUOTE : L.USED_UP, start);
            doubled = true;
            byte = input[++at]!;
          }
          if (byte === LF || (byte === CR && input[at + 1] !== LF)) lines++;
        }
        hash = Math.imul(hash ^ byte, L.HASH_FACTOR);
      }
      to = at++;
      while (at < end && isBlank(input[at]!)) at++;
      const byte = input[at];
      if (at < end && byte !== delimiter && byte !== LF && byte !== CR) {
        line += lines;
        return stop(L.AFTER_QUOTE, at);
      }
    } else if (!decided) {
      let running = hash;
      for (; at < end; at++) {
        const byte = input[at]!;
        if (byte === delimiter || byte === LF || byte === CR) break;
        running = Math.imul(running ^ byte, L.HASH_FACTOR);
        if (isBlank(byte)) continue;
        hash = running;
        to = at + 1;
      }
    }

    // What follows the cell decides whether it is whole.
    let next = at + 1;
    let ends = at >= end;
    if (ends) {
      if (!last) return stop(L.USED_UP, start);
    } else {
      let byte = input[at]!;
      if (byte === delimiter && column === width - 1) {
        if (next >= end && !last) return stop(L.USED_UP, start);
        byte = next >= end ? LF : input[next]!;
        if (byte !== LF && byte !== CR) {
          line += lines;
          return stop(L.TOO_MANY, next);
        }
        next++;
      }
      if (byte === CR) {
        if (next >= end && !last) return stop(L.USED_UP, start);
        if (next < end && input[next] === LF) next++;
      }
      ends = byte !== delimiter;
    }
    if (ends && column !== width - 1 && !ragged) return stop(L.TOO_FEW, start);

    if (mode === L.NUMBERS) values[column * rows + row] = decided ? number : NaN;
    if (mode <= L.TEXTS && !decided && to !== from) {
      const note = noted++ * L.NOTE_WORDS;
      notes[note + L.NOTE_FROM] = from;
      notes[note + L.NOTE_LENGTH] = to - from;
      notes[note + L.NOTE_ROW] = row;
      notes[note + L.NOTE_COLUMN] = column;
      notes[note + L.NOTE_HASH] = hash;
      notes[note + L.NOTE_LINE] = doubled ? -line : line;
    }
    line += lines;
    if (ends) {
      for (column++; column < width; column++) values[column * rows + row] = NaN;
      column = 0;
      row++;
      line++;
    } else column++;
    at = next < end ? next : end;
  }
}

/**
 * Reads a decimal number at `at`: digits below 2^53 times a power of ten up to 22, one product or division of two exact numbers, which
 * rounds once (Clinger 1990).
 *
 * @returns where it ends, or 0 when there is none or `Number(text)` has to decide
 */
function readNumber(input: Uint8Array, at: number, decimal: number): number {
  const negative = input[at] === 0x2d; // -
  if (negative || input[at] === 0x2b) at++; // +
  const first = at;
  let digits = 0;
  let exponent = 0;
  let digit = input[at]! - 48;
  for (; digit >= 0 && digit < 10; digit = input[++at]! - 48) digits = digits * 10 + digit;
  let count = at - first;
  if (input[at] === decimal) {
    const fraction = ++at;
    digit = input[at]! - 48;
    for (; digit >= 0 && digit < 10; digit = input[++at]! - 48) digits = digits * 10 + digit;
    exponent = fraction - at;
    count += at - fraction;
  }
  if (count === 0 || digits > Number.MAX_SAFE_INTEGER) return 0;
  if ((input[at]! | 0x20) === 0x65) {
    // e or E
    at++;
    const small = input[at] === 0x2d;
    if (small || input[at] === 0x2b) at++;
    const from = at;
    let power = 0;
    digit = input[at]! - 48;
    for (; digit >= 0 && digit < 10; digit = input[++at]! - 48) power = power * 10 + digit;
    if (at === from || at - from > 4) return 0;
    exponent += small ? -power : power;
  }
  if (digits === 0) number = 0;
  else {
    const power = POWERS[Math.abs(exponent)];
    if (power === undefined) return 0;
    number = exponent < 0 ? digits / power : digits * power;
  }
  if (negative) number = -number;
  return at;
}
