import * as L from './layout.ts';
import { scanPlain } from './plain.ts';
import { releaseMemory, scannerMemory } from './wasm.ts';
import type { Room } from './room.ts';

/** A room with its scanner. */
export interface Scanner extends Room {
  /** Scans, and tells how that ended. */
  scan(): number;
  /** Gives the room back: the next scanner may have it. */
  release(): void;
}

/** A cell with more bytes is none: a quote is not closed, or the file holds something else. */
export const LONGEST_CELL = 1_048_576;
/** Bytes that a scanner is given at once. */
export const SLICE = 262_144;
/** Numbers in a block, 1 MB: it should stay in a cache. */
const BLOCK = 131_072;
const NOTES = 16_384;
/** Texts as short as this are not worth a memory of WebAssembly. */
const SHORT = 65_536;

/** The bytes of each array of a room, multiples of 8. */
function sizes(width: number, bytes: number): { modes: number; input: number; values: number; notes: number } {
  const up = (size: number): number => Math.ceil(size / 8) * 8;
  const input = Math.min(bytes, LONGEST_CELL + SLICE);
  const values = Math.max(Math.min(BLOCK, bytes), width);
  return {
    modes: up(width),
    input: up(input + 4), // the scanner looks at four bytes at once
    values: 8 * values,
    notes: 4 * L.NOTE_WORDS * Math.min(NOTES, bytes + 1) + 8,
  };
}

/**
 * A scanner of rows of `width` cells.
 *
 * @param bytes how long the text is at most; a short one gets little room
 * @param plain whether to do without WebAssembly. @default where there is none, and for short texts
 */
export function makeScanner(width: number, bytes: number, plain = bytes <= SHORT): Scanner {
  const size = sizes(width, bytes);
  const total = 4 * L.STATE_WORDS + size.modes + size.input + size.values + size.notes;
  const memory = plain ? undefined : scannerMemory(total);
  const buffer = memory?.buffer ?? new ArrayBuffer(total);
  let at = memory?.start ?? 0;
  const take = (bytes: number): number => (at += bytes) - bytes;
  const room: Room = {
    values: new Float64Array(buffer, take(size.values), size.values / 8),
    state: new Int32Array(buffer, take(4 * L.STATE_WORDS), L.STATE_WORDS),
    notes: new Int32Array(buffer, take(size.notes), size.notes >> 2),
    modes: new Uint8Array(buffer, take(size.modes), width),
    input: new Uint8Array(buffer, take(size.input), size.input),
  };
  room.state.fill(0);
  room.state[L.WIDTH] = width;
  room.state[L.ROWS] = Math.floor(room.values.length / width);
  room.state[L.NOTES] = Math.floor(room.notes.length / L.NOTE_WORDS);
  room.state[L.LINE] = 1;
  if (memory === undefined) return { ...room, scan: () => scanPlain(room), release: () => undefined };
  const [state, modes, input, values, notes] = [room.state, room.modes, room.input, room.values, room.notes].map(
    ({ byteOffset }) => byteOffset,
  ) as [number, number, number, number, number];
  return {
    ...room,
    scan: () => memory.scan(state, modes, input, values, notes),
    release: () => releaseMemory(memory),
  };
}
