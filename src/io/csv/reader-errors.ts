/** What is said of a text that is none, or not of this layout. */
import { FormatError, describe } from '../../errors.ts';
import type { Layout } from './dialect/layout.ts';
import { decodeUtf8 } from '../utf8.ts';
import { decodeWindows1252 } from './encoding.ts';
import * as L from './scan/layout.ts';
import type { Room } from './scan/room.ts';
import { LONGEST_CELL } from './scan/scanner.ts';

const BACKSLASH = 0x5c;

/** How much is shown of what stands where something else should. */
const SHOWN = 20;

/** Where a cell is, as errors name it; the column counts from 0 here, from 1 there. */
export function placeOf({ name, columns }: Layout, line: number, column: number): string {
  return `${name}, line ${line}, column ${column + 1} (${columns[column]!.name})`;
}

/** The error that a scan ended with. */
export function scanError(layout: Layout, { state, input }: Room, status: number): FormatError {
  const [line, column, at] = [state[L.LINE]!, state[L.COLUMN]!, state[L.POSITION]!];
  const row = `${layout.name}, line ${line}`;
  const cell = placeOf(layout, line, column);
  const cells = `${layout.columns.length} cells`;
  const delimiter = describe(layout.marks.delimiter);
  const rest = input.subarray(at, Math.min(at + SHOWN, state[L.END]!));
  const [seen = ''] = (decodeUtf8(rest) ?? decodeWindows1252(rest)).split(/[\r\n]/, 1);
  switch (status) {
    case L.TOO_FEW: {
      const hint = 'ragged: true takes the others for gaps; delimiter names what parts cells.';
      return new FormatError(row, cells, `${column + 1}`, hint);
    }
    case L.TOO_MANY: {
      const hint = `Quote cells that hold ${delimiter}, or name another delimiter; comment names what begins a line to pass over.`;
      return new FormatError(row, cells, `one more: ${describe(seen)}`, hint);
    }
    case L.AFTER_QUOTE: {
      const hint = escaped(input, at, state[L.QUOTE]!)
        ? `escape: '\\\\' takes a quote behind a backslash for text.`
        : `Double quotes in a quoted cell; quote: '' takes them for text.`;
      return new FormatError(cell, `${delimiter} behind a closing quote`, describe(seen), hint);
    }
    default:
      return new FormatError(cell, 'a closing quote', 'the end of the text', `quote: '' takes quotes for text.`);
  }
}

/** Whether the quote before a place, and blanks, has a backslash before it. */
function escaped(input: Uint8Array, at: number, quote: number): boolean {
  let before = at - 1;
  while (before > 0 && input[before] !== quote) before--;
  return input[before - 1] === BACKSLASH;
}

/** The error that a cell is longer than any should be. */
export function tooLong(layout: Layout, { state }: Room): FormatError {
  const where = placeOf(layout, state[L.LINE]!, state[L.COLUMN]!);
  const hint = `Is a quote not closed? quote: '' takes quotes for text.`;
  return new FormatError(where, `cells of at most ${LONGEST_CELL} bytes`, 'a longer one', hint);
}
