import { Tensor } from 'nnfs';

/** The part of the plane, or of the line, that pictures show. */
export interface Region {
  readonly left: number;
  readonly right: number;
  readonly bottom: number;
  readonly top: number;
}

/** What drawings are on. */
export const SHEET: Region = { left: -1, right: 1, bottom: -1, top: 1 };

/** Room around the points, as a share of their extent. */
const ROOM = 0.08;

/**
 * What holds all points.
 *
 * @param points [N, 2], or [N] over a line, where the targets are heights
 * @param even whether both coordinates are of one kind: then it is a square in the plane, so that circles are round
 */
export function regionOf(points: Float32Array, targets: Float32Array, even: boolean): Region {
  const onLine = points.length === targets.length;
  const column = (k: number): Float32Array => (onLine ? points : points.filter((_, i) => i % 2 === k));
  const [left, right] = extentOf(column(0));
  const [bottom, top] = extentOf(onLine ? targets : column(1));
  const [width, height] = [right - left, top - bottom];
  const side = Math.max(width, height);
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  const reach = (extent: number): number => ((extent || 1) / 2) * (1 + 2 * ROOM);
  const [across, up] = onLine || !even ? [reach(width), reach(height)] : [reach(side), reach(side)];
  return { left: x - across, right: x + across, bottom: y - up, top: y + up };
}

function extentOf(values: Float32Array): [least: number, greatest: number] {
  let [least, greatest] = [Infinity, -Infinity];
  for (const value of values) [least, greatest] = [Math.min(least, value), Math.max(greatest, value)];
  return values.length === 0 ? [-1, 1] : [least, greatest];
}

/** The middles of cells, row by row from the top; of a line, its points from left to right. @returns [N, 2] or [N, 1] */
export function gridOf({ left, right, bottom, top }: Region, cells: number, rank: number): Tensor<'float32'> {
  const at = (i: number, from: number, to: number): number => from + ((i + 0.5) / cells) * (to - from);
  const along = Array.from({ length: cells }, (_, i) => i);
  const rows =
    rank === 1
      ? along.map((i) => at(i, left, right))
      : along.flatMap((row) => along.flatMap((i) => [at(i, left, right), at(row, top, bottom)]));
  return new Tensor('float32', [rows.length / rank, rank], Float32Array.from(rows));
}
