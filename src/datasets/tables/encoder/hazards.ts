/** What is silently wrong with many a table. */
import { describe } from '../../../errors.ts';
import type { Column } from '../column.ts';
import { NumberColumn, shortNumber } from '../number-column.ts';
import { limitsOf } from '../values-column.ts';
import { countsOf, numbersOf, textsOf, type Texts } from './cells.ts';
import type { TargetEncoding } from './target.ts';
import { thresholdsOf } from './thresholds.ts';

/** Numbers that stand for a gap in many tables. */
const GAP_CODES = [-9999, -999, -99, -9, -1, 99, 999, 9999, 99999];
/** A correlation from here on is that of a copy. */
const COPY = 0.9999;

/** A sentence for each hazard of the inputs and the target. */
export function hazardsOf(inputs: readonly Column[], target: Column | undefined, encoding: TargetEncoding | undefined): string[] {
  return [
    ...inputs.flatMap((column) => gapCode(column)),
    ...(encoding?.task === 'classification' ? spellings(encoding.labels, target!.name) : []),
    ...(target === undefined ? [] : inputs.flatMap((column) => {
      const how = copies(column, target) ? 'all but exactly' : byThresholds(column, target, encoding);
      const cure = 'drop it, unless it is known before the answer is.';
      return how === undefined ? [] : [`${describe(column.name)} tells ${describe(target.name)} ${how}: ${cure}`];
    })),
  ];
} // prettier-ignore

/** How a number alone tells every class, in words; undefined where it does not. */
function byThresholds(column: Column, target: Column, encoding: TargetEncoding | undefined): string | undefined {
  if (!(column instanceof NumberColumn) || encoding?.task !== 'classification') return undefined;
  const thresholds = thresholdsOf(column.values, textsOf(target))?.map(shortNumber);
  if (thresholds === undefined) return undefined;
  return thresholds.length === 1
    ? `by one threshold, ${thresholds[0]!}`
    : `by ${thresholds.length} thresholds, ${thresholds.slice(0, 4).join(', ')}${thresholds.length > 4 ? ', ...' : ''}`;
}

/** A number far from all others that occurs more than once. */
function gapCode(column: Column): string[] {
  if (!(column instanceof NumberColumn)) return [];
  const { values } = column;
  const all = limitsOf(values);
  return GAP_CODES.filter((code) => code === all.low || code === all.high).flatMap((code) => {
    const others = values.filter((value) => value !== code);
    const { low, high } = limitsOf(others);
    const [count, spread] = [values.length - others.length, high - low];
    const far = code < low ? low - code > 2 * spread : code - high > 2 * spread;
    if (count < 2 || !far || spread === 0) return [];
    const where = `${describe(column.name)} is ${code} in ${count} rows and from ${low} to ${high} elsewhere`;
    return [`${where}: if it stands for a gap, name it as missing.`];
  });
}

/** Classes that differ in case and spaces only. */
function spellings(labels: readonly string[], target: string): string[] {
  const groups = new Map<string, string[]>();
  for (const label of labels) {
    const key = label.trim().toLowerCase();
    groups.set(key, [...(groups.get(key) ?? []), label]);
  }
  return [...groups.values()].filter((group) => group.length > 1).map((group) => {
    const words = group.map((label) => describe(label)).join(', ');
    return `${describe(target)}: the classes ${words} differ in case only. Are they one?`;
  }); // prettier-ignore
}

/** Whether a column says the same as the target in other words. */
function copies(column: Column, target: Column): boolean {
  if (column instanceof NumberColumn && target instanceof NumberColumn) {
    return Math.abs(correlation(numbersOf(column), numbersOf(target))) > COPY;
  }
  if (column instanceof NumberColumn || target instanceof NumberColumn) return false;
  return renames(textsOf(column), textsOf(target));
}

/** Pearson's, over the rows in which both are finite; 0 where it is not defined. */
function correlation(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let [count, sumA, sumB] = [0, 0, 0];
  for (let row = 0; row < a.length; row++) {
    if (!Number.isFinite(a[row]) || !Number.isFinite(b[row])) continue;
    count++;
    sumA += a[row]!;
    sumB += b[row]!;
  }
  const [meanA, meanB] = [sumA / count, sumB / count];
  let [ab, aa, bb] = [0, 0, 0];
  for (let row = 0; row < a.length; row++) {
    if (!Number.isFinite(a[row]) || !Number.isFinite(b[row])) continue;
    const [da, db] = [a[row]! - meanA, b[row]! - meanB];
    ab += da * db;
    aa += da * da;
    bb += db * db;
  }
  const scale = Math.sqrt(aa) * Math.sqrt(bb);
  return count < 3 || !(scale > 0) ? 0 : ab / scale;
}

/** Whether each text stands for one of the other column, and only it. */
function renames(a: Texts, b: Texts): boolean {
  const [there, back] = [new Map<number, number>(), new Map<number, number>()];
  let rows = 0;
  for (let row = 0; row < a.codes.length; row++) {
    const [x, y] = [a.codes[row]!, b.codes[row]!];
    if (x < 0 || y < 0) continue;
    rows++;
    if ((there.get(x) ?? y) !== y || (back.get(y) ?? x) !== x) return false;
    there.set(x, y);
    back.set(y, x);
  }
  return there.size > 1 && rows > 2 * there.size && countsOf(a).length < rows;
}
