/**
 * What the two scanners and their callers agree on: the words of the state, how a column is read, and how a scan ends. The AssemblyScript
 * of `../assembly` is compiled with this file too.
 */

// What is being read, and how far it has been.

/** Where to go on in the input. */
export const POSITION = 0;
/** Where the input ends. */
export const END = 1;
/** 1 when nothing follows the input, else 0. */
export const LAST = 2;
/** The row of the block and the column that the next cell is in. */
export const ROW = 3;
export const COLUMN = 4;
/** The line of the next cell, from 1. */
export const LINE = 5;
/** How many cells are noted. */
export const NOTED = 6;

// The table, and what its bytes mean; a byte that does not occur is NONE.

/** Columns in a row. */
export const WIDTH = 7;
/** Rows that a block holds, and cells that can be noted. */
export const ROWS = 8;
export const NOTES = 9;
export const DELIMITER = 10;
export const QUOTE = 11;
export const DECIMAL = 12;
export const COMMENT = 13;
/** 1 when a row may end early. */
export const RAGGED = 14;
/** What makes text of the byte behind it, in quotes. */
export const ESCAPE = 15;

export const STATE_WORDS = 16;
export const NONE = -1;

// How a column is read.

/** As numbers: what is none is noted. */
export const NUMBERS = 0;
/** As text: every cell that is not empty is noted. */
export const TEXTS = 1;
/** Not at all. */
export const LEFT_OUT = 2;

// A noted cell is six words.

/** Where its content begins in the input, and how many bytes it has. */
export const NOTE_FROM = 0;
export const NOTE_LENGTH = 1;
/** The row of the block and the column. */
export const NOTE_ROW = 2;
export const NOTE_COLUMN = 3;
/** The hash of its bytes, and the line it begins on; the line is negative where the content has doubled quotes or escapes. */
export const NOTE_HASH = 4;
export const NOTE_LINE = 5;

export const NOTE_WORDS = 6;

// The hash is FNV-1a in 32 bits.

export const HASH_START = 0x811c9dc5;
export const HASH_FACTOR = 0x01000193;

// How a scan ends.

/** The input is used up, but for a cell that goes on beyond it. */
export const USED_UP = 0;
/** The block, or the list of notes, is full. */
export const BLOCK_FULL = 1;
export const NOTES_FULL = 2;
/** A row with another number of cells than the table has columns. */
export const TOO_MANY = 3;
export const TOO_FEW = 4;
/** A quoted cell that goes on after its closing quote, and one that has none. */
export const AFTER_QUOTE = 5;
export const OPEN_QUOTE = 6;
