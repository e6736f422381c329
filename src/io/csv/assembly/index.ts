/**
 * Reads cells of a CSV text into a block of numbers [columns, rows], and notes those that are none; `../scan/plain.ts` is the same in
 * TypeScript, and says how.
 */
import {
  AFTER_QUOTE,
  BLOCK_FULL,
  COLUMN,
  COMMENT,
  DECIMAL,
  DELIMITER,
  END,
  ESCAPE,
  HASH_FACTOR,
  HASH_START,
  LAST,
  LINE,
  NOTED,
  NOTES,
  NOTES_FULL,
  NOTE_COLUMN,
  NOTE_FROM,
  NOTE_HASH,
  NOTE_LENGTH,
  NOTE_LINE,
  NOTE_ROW,
  NOTE_WORDS,
  NUMBERS,
  OPEN_QUOTE,
  POSITION,
  QUOTE,
  RAGGED,
  ROW,
  ROWS,
  TEXTS,
  TOO_FEW,
  TOO_MANY,
  USED_UP,
  WIDTH,
} from '../scan/layout';
import { readNumber } from './number';

const LF: i32 = 0x0a;
const CR: i32 = 0x0d;

let state: usize = 0;

@inline
function word(index: i32): i32 {
  return load<i32>(state + (<usize>index << 2));
}

@inline
function setWord(index: i32, value: i32): void {
  store<i32>(state + (<usize>index << 2), value);
}

/** Whether a byte is a space, or a tab, and does not part cells. */
@inline
function isBlank(byte: i32, delimiter: i32): bool {
  return (byte === 0x20 || byte === 0x09) && byte !== delimiter;
}

@inline
function stop(status: i32, position: usize, row: i32, column: i32, line: i32, noted: i32): i32 {
  setWord(POSITION, <i32>position);
  setWord(ROW, row);
  setWord(COLUMN, column);
  setWord(LINE, line);
  setWord(NOTED, noted);
  return status;
}

/** @returns how the scan ended, as `../scan/layout.ts` says; positions in the state count from `input` */
export function scan(stateAt: usize, modes: usize, input: usize, values: usize, notes: usize): i32 {
  state = stateAt;
  const width = word(WIDTH);
  const rows = word(ROWS);
  const mostNotes = word(NOTES);
  const delimiter = word(DELIMITER);
  const quote = word(QUOTE);
  const decimal = word(DECIMAL);
  const comment = word(COMMENT);
  const escape = word(ESCAPE);
  const last = word(LAST) !== 0;
  const ragged = word(RAGGED) !== 0;
  const end = input + <usize>word(END);
  let at = input + <usize>word(POSITION);
  let row = word(ROW);
  let column = word(COLUMN);
  let line = word(LINE);
  let noted = word(NOTED);
  const stride = <usize>rows << 3; // from a number to the next of its row
  let value = values + (<usize>(column * rows + row) << 3);
  let note = notes + (<usize>(noted * NOTE_WORDS) << 2);
  store<u8>(end, 0); // no part of a number

  for (;;) {
    let start = at;
    if (column === 0) {
      if (row === rows) return stop(BLOCK_FULL, start - input, row, column, line, noted);
      if (at >= end) return stop(USED_UP, start - input, row, column, line, noted);
      const byte: i32 = load<u8>(at);
      if (byte === LF || byte === CR || byte === comment) {
        if (byte === comment) while (at < end && load<u8>(at) !== LF && load<u8>(at) !== CR) at++;
        if (!last && (at >= end || (load<u8>(at) === CR && at + 1 === end))) {
          return stop(USED_UP, start - input, row, column, line, noted);
        }
        if (at + 1 < end && load<u8>(at) === CR && load<u8>(at + 1) === LF) at++;
        if (at < end) at++;
        line++;
        continue;
      }
    }
    // Most cells are numbers with nothing around them. What is anything else is looked at below. Here and in readNumber, what random
    // numbers differ in is computed, not branched on.
    while (column < width - 1 && load<u8>(modes + column) === NUMBERS) {
      const digit = <u32>load<u8>(at) - 48;
      if (i32(digit < 10) & i32(load<u8>(at + 1) === delimiter)) {
        store<f64>(value, <f64>digit);
        at += 2;
      } else {
        const after = readNumber(at, decimal, value);
        if (after === 0 || load<u8>(after) !== delimiter) break;
        at = after + 1;
      }
      value += stride;
      column++;
    }
    start = at;
    if (noted === mostNotes) return stop(NOTES_FULL, start - input, row, column, line, noted);

    const mode: i32 = load<u8>(modes + column);
    while (at < end && isBlank(load<u8>(at), delimiter)) at++;
    const quoted = at < end && load<u8>(at) === quote;
    if (quoted) at++;
    let from: usize = at;
    let to: usize = at;
    let decided = false;
    let doubled = false;
    let lines = 0;
    let hash: u32 = HASH_START;

    if (mode === NUMBERS) {
      let after = readNumber(at, decimal, value);
      if (after !== 0) {
        if (quoted) after = load<u8>(after) === quote ? after + 1 : 0;
        if (after !== 0) {
          while (after < end && isBlank(load<u8>(after), delimiter)) after++;
          const byte: i32 = load<u8>(after);
          if (after >= end || byte === delimiter || byte === LF || byte === CR) {
            decided = true;
            at = after;
          }
        }
      }
    }
    if (!decided) {
      if (quoted) {
        for (;;) {
          if (at >= end) return stop(last ? OPEN_QUOTE : USED_UP, start - input, row, column, line, noted);
          let byte: i32 = load<u8>(at);
          if (byte === quote) {
            if (at + 1 >= end || load<u8>(at + 1) !== quote) break;
            doubled = true;
            at++;
          } else {
            if (byte === escape) {
              if (at + 1 >= end) return stop(last ? OPEN_QUOTE : USED_UP, start - input, row, column, line, noted);
              doubled = true;
              byte = load<u8>(++at);
            }
            if (byte === LF || (byte === CR && load<u8>(at + 1) !== LF)) lines++;
          }
          hash = (hash ^ byte) * HASH_FACTOR;
          at++;
        }
        to = at;
        at++;
        while (at < end && isBlank(load<u8>(at), delimiter)) at++;
        if (at < end) {
          const byte: i32 = load<u8>(at);
          if (byte !== delimiter && byte !== LF && byte !== CR) {
            return stop(AFTER_QUOTE, at - input, row, column, line + lines, noted);
          }
        }
      } else {
        let running = hash;
        while (at < end) {
          const byte: i32 = load<u8>(at);
          if (byte === delimiter || byte === LF || byte === CR) break;
          running = (running ^ byte) * HASH_FACTOR;
          at++;
          if (!isBlank(byte, delimiter)) {
            hash = running;
            to = at;
          }
        }
      }
    }

    // What follows the cell decides whether it is whole.
    let next = at + 1;
    let ends = at >= end;
    if (ends) {
      if (!last) return stop(USED_UP, start - input, row, column, line, noted);
    } else {
      let byte: i32 = load<u8>(at);
      if (byte === delimiter && column === width - 1) {
        // One delimiter too many is taken at the end of a line.
        if (next >= end && !last) return stop(USED_UP, start - input, row, column, line, noted);
        byte = next >= end ? LF : load<u8>(next);
        if (byte !== LF && byte !== CR) return stop(TOO_MANY, next - input, row, column, line + lines, noted);
        next++;
      }
      if (byte === CR) {
        if (next >= end && !last) return stop(USED_UP, start - input, row, column, line, noted);
        if (next < end && load<u8>(next) === LF) next++;
      }
      ends = byte !== delimiter;
    }
    if (ends && column !== width - 1 && !ragged) return stop(TOO_FEW, start - input, row, column, line, noted);

    if (mode === NUMBERS && !decided) store<f64>(value, NaN);
    if (mode <= TEXTS && !decided && to !== from) {
      store<i32>(note + (NOTE_FROM << 2), <i32>(from - input));
      store<i32>(note + (NOTE_LENGTH << 2), <i32>(to - from));
      store<i32>(note + (NOTE_ROW << 2), row);
      store<i32>(note + (NOTE_COLUMN << 2), column);
      store<u32>(note + (NOTE_HASH << 2), hash);
      store<i32>(note + (NOTE_LINE << 2), doubled ? -line : line);
      note += NOTE_WORDS << 2;
      noted++;
    }
    value += stride;
    line += lines;
    column++;
    if (ends) {
      for (; column < width; column++) {
        store<f64>(value, NaN);
        value += stride;
      }
      column = 0;
      row++;
      line++;
      value = values + (<usize>row << 3);
    }
    at = next < end ? next : end;
  }
  return USED_UP; // never reached: the loop has no end, which the compiler does not see
}
