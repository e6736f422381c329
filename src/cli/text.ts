/** Words and numbers as texts, on the command line and in files. */
import { escapeControls } from './terminal/escape.ts';

/** Some words as a text: `a, b or c`. */
export function listOf(words: readonly string[], last: 'and' | 'or' = 'or'): string {
  return words.join(', ').replace(/, (?!.*, )/, ` ${last} `);
}

const DECIMAL = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i;

/** A decimal number, such as 5e-7; undefined for any other text, and for a number that float64 cannot hold. */
export function decimalNumber(text: string): number | undefined {
  const value = DECIMAL.test(text) ? Number(text) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** A number written in decimal digits alone; undefined for any other text, and for one that float64 does not hold exactly. */
export function wholeNumber(text: string): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}

/** Words as a line of a shell: what it would take for something else is quoted, and what nobody sees is shown. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellWord).join(' ');
}

function shellWord(word: string): string {
  if (/^[\w@%+=:,./-]+$/.test(word)) return word;
  if (escapeControls(word) === word && !word.includes('\n')) return `'${word.replaceAll("'", String.raw`'\''`)}'`;
  return `$'${escapeControls(word.replace(/[\\']/g, String.raw`\$&`)).replaceAll('\n', String.raw`\n`)}'`;
}
