/** The largest of the terms of a sum: which they are, and of which size. */

/** The largest terms that are shown, of all and of the sample that is followed. */
const [MOST, OWN] = [5, 3];

/** A term: which, and how many are before it. */
export interface Ranked {
  readonly i: number;
  readonly rank: number;
}

/**
 * Those of the terms that are shown, by their size, of equals the first: the largest, and of a part of them the largest and one more.
 *
 * @param own which one is followed
 * @param part from where to where it is among its like
 */
export function ranked(
  terms: ArrayLike<number>,
  own: number,
  [from, to]: readonly [number, number] = [own, own + 1],
): Ranked[] {
  const before = (i: number, j: number): boolean => {
    const [a, b] = [Math.abs(terms[i]!), Math.abs(terms[j]!)];
    return a > b || (a === b && i < j);
  };
  const largest = (count: number, start: number, end: number): number[] => {
    const found: number[] = [];
    for (let i = start; i < end; i++) {
      if (found.length === count && !before(i, found.at(-1))) continue;
      found.push(i);
      found.sort((a, b) => (before(a, b) ? -1 : 1));
      found.length = Math.min(found.length, count);
    }
    return found;
  };
  const shown = new Set([...largest(MOST, 0, terms.length), ...largest(OWN, from, to), own]);
  const rankOf = (i: number): number => {
    let rank = 0;
    for (let j = 0; j < terms.length; j++) if (before(j, i)) rank++;
    return rank;
  };
  return [...shown].map((i) => ({ i, rank: rankOf(i) })).sort((a, b) => a.rank - b.rank);
}
