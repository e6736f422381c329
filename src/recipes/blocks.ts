/** Elements of outputs [N, C] that are held at once, 16 MB of float32: of some thousand classes, all rows would not fit into memory. */
const ROOM = 4_000_000;

/** How many rows of outputs of a width are held at once. */
export function rowsAtOnce(width: number): number {
  return Math.max(1, Math.floor(ROOM / width));
}

/** N rows of such a width in blocks: where each begins and ends. */
export function* blocksOf(N: number, width: number): Generator<readonly [from: number, to: number]> {
  const step = rowsAtOnce(width);
  for (let from = 0; from < N; from += step) yield [from, Math.min(N, from + step)];
}
