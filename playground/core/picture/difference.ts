/** How far the answers of two runs are apart all over the plane. */
export interface Difference {
  /** For each cell the first less the second, -127 to 127 of the largest. */
  readonly cells: Int8Array<ArrayBuffer>;
  readonly most: number;
  readonly mean: number;
}

/** @returns undefined where there is nothing to compare: other numbers of cells, or none */
export function differenceOf(mine: Float32Array, theirs: Float32Array): Difference | undefined {
  if (mine.length === 0 || mine.length !== theirs.length) return undefined;
  const apart = mine.map((value, cell) => value - theirs[cell]!);
  const most = apart.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0);
  const mean = apart.reduce((sum, value) => sum + Math.abs(value), 0) / apart.length;
  return { cells: Int8Array.from(apart, (value) => Math.round((127 * value) / (most || 1))), most, mean };
}
