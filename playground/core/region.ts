import { Tensor } from 'nnfs';
import type { Data } from './data.ts';

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

/** What holds all points; a square in the plane, so that circles are round. */
export function regionOf({ training, heldOut }: Data): Region {
  const parts = [training, ...(heldOut ? [heldOut] : [])];
  const rank = training.X.shape[1]!;
  const column = (k: number): number[] => parts.flatMap(({ X }) => [...X.data].filter((_, i) => i % rank === k));
  const [xs, ys] = [column(0), rank === 1 ? parts.flatMap(({ y }) => [...y.data]) : column(1)];
  const [left, right] = [Math.min(...xs), Math.max(...xs)];
  const [bottom, top] = [Math.min(...ys), Math.max(...ys)];
  const [width, height] = [right - left, top - bottom];
  const side = Math.max(width, height);
  const [x, y] = [(left + right) / 2, (bottom + top) / 2];
  const reach = (extent: number): number => (extent / 2) * (1 + 2 * ROOM);
  const [across, up] = rank === 1 ? [reach(width), reach(height)] : [reach(side), reach(side)];
  return { left: x - across, right: x + across, bottom: y - up, top: y + up };
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
