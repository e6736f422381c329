/** Words and numbers as texts, on the command line and in files. */

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

/** Words as a line of a shell: what it would take for something else is quoted. */
export function shellLine(words: readonly string[]): string {
  return words
    .map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`))
    .join(' ');
}
