import type { Texts } from './cells.ts';

/** With fewer rows of a class, chance may part it from the others. */
const LEAST = 20;

/**
 * The thresholds by which a number alone tells the class of every row, in ascending order: halfway between neighbours.
 *
 * @param values [N], those that are not finite aside; at least half of the rows must have one
 * @returns undefined where there are none, and where a class has fewer than 20 such rows
 */
export function thresholdsOf(values: ArrayLike<number>, { codes, dictionary }: Texts): number[] | undefined {
  const classes = dictionary.map(() => ({ rows: 0, known: 0, low: Infinity, high: -Infinity }));
  for (let row = 0; row < codes.length; row++) {
    const [found, value] = [classes[codes[row]!], values[row]!];
    if (found === undefined) continue;
    found.rows++;
    if (!Number.isFinite(value)) continue;
    found.known++;
    if (value < found.low) found.low = value;
    if (value > found.high) found.high = value;
  }
  const there = classes.filter(({ rows }) => rows > 0).sort((a, b) => a.low - b.low);
  const total = (of: 'rows' | 'known'): number => there.reduce((sum, { [of]: count }) => sum + count, 0);
  if (there.some(({ known }) => known < LEAST) || total('known') < total('rows') / 2) return undefined;
  const gaps = there.slice(1).map(({ low }, i) => ({ below: there[i]!.high, above: low }));
  return gaps.every(({ below, above }) => below < above)
    ? gaps.map(({ below, above }) => below / 2 + above / 2)
    : undefined;
}
