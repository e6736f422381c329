/**
 * Finds out whether the first row names the columns.
 *
 * It does where it has a text above numbers, or counts: 0, 1, 2, ...; it does not where it has a number above numbers. Where all is text,
 * it does unless most of its texts come again below it.
 *
 * @param isNumber also true for what stands for a missing value
 */
export function hasHeader(
  first: readonly string[],
  below: readonly (readonly string[])[],
  isNumber: (cell: string) => boolean,
): boolean {
  if (first.every((cell, i) => /^\d+$/.test(cell) && Number(cell) === Number(first[0]) + i) && first.length > 2)
    return true;
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
  return numbers === 0 && repeated <= first.length / 2;
}
