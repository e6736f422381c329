/** Names of columns that have none. */
const NAMELESS = /^column_\d+$/;

/**
 * Finds out whether the first row names the columns.
 *
 * It does where it has half of the names that are expected or more. Else it does where it has a text above numbers, or counts: 0, 1, 2,
 * ...; it does not where it has a number above numbers. Where all is text, it does unless most of its texts come again below it, or names
 * are expected that only a text without such a row gives.
 *
 * @param isNumber also true for what stands for a missing value
 * @param expected names that columns are to have
 */
export function hasHeader(
  first: readonly string[],
  below: readonly (readonly string[])[],
  isNumber: (cell: string) => boolean,
  expected: readonly string[] = [],
): boolean {
  const there = new Set(first);
  if (expected.length > 0 && expected.filter((name) => there.has(name)).length >= expected.length / 2) return true;
  const nameless = expected.length > 0 && expected.every((name) => NAMELESS.test(name));
  const counts = first.every((cell, i) => /^\d+$/.test(cell) && Number(cell) === Number(first[0]) + i);
  if (counts && first.length > 2 && !nameless) return true;
  let numbers = 0;
  let repeated = 0;
  for (const [column, name] of first.entries()) {
    const cells = below.map((row) => row[column] ?? '').filter((cell) => cell !== '');
    if (cells.length === 0) continue;
    const numeric = cells.every(isNumber);
    if (numeric && name !== '' && !isNumber(name)) return true;
    if (name !== '' && isNumber(name)) numbers++;
    else if (cells.includes(name)) repeated++;
  }
  return numbers === 0 && repeated <= first.length / 2 && !nameless;
}
