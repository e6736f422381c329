/** From a drawing to a picture as the network takes it. */
import { LEVELS } from '../settings/sketches.ts';

/** Where a pen went, from the left and from the top of a sheet of 1 x 1. */
export type Stroke = readonly (readonly [x: number, y: number])[];

/** Dots a side of each pixel: as many as `LEVELS` in all. */
const DOTS = Math.sqrt(LEVELS);

/** How far ink reaches from the line of the pen, in pixels. */
export const REACH = 0.6;

/**
 * Strokes moved and stretched so that they fill the sheet, as the digits of the set do: the larger of height and width reaches from edge to
 * edge, the middle is in the middle.
 *
 * @param side pixels of the picture
 */
export function fitted(strokes: readonly Stroke[], side: number): Stroke[] {
  const points = strokes.flat();
  const extent = (k: 0 | 1): readonly [middle: number, length: number] => {
    const [least, most] = points.reduce<readonly [number, number]>(
      ([low, high], point) => [Math.min(low, point[k]), Math.max(high, point[k])],
      [Infinity, -Infinity],
    );
    return [(least + most) / 2, most - least];
  };
  const [[x, width], [y, height]] = [extent(0), extent(1)];
  const room = 1 - (2 * REACH) / side;
  const scale = room / Math.max(width, height, room / 4); // a dot stays one
  return strokes.map((stroke) => stroke.map(([px, py]) => [0.5 + (px - x) * scale, 0.5 + (py - y) * scale] as const));
}

/**
 * How bright each pixel of a drawing is: the dots of ink in it, of 4 x 4.
 *
 * @returns [side * side], row after row, 0 to `LEVELS`
 */
export function countedPixels(strokes: readonly Stroke[], side: number): Uint8Array<ArrayBuffer> {
  const pixels = new Uint8Array(side ** 2);
  const dots = side * DOTS;
  const lines = strokes.flatMap((stroke) => stroke.map((point, i) => [stroke[Math.max(0, i - 1)]!, point] as const));
  for (let row = 0; row < dots; row++) {
    for (let column = 0; column < dots; column++) {
      const [x, y] = [(column + 0.5) / dots, (row + 0.5) / dots];
      if (!lines.some(([from, to]) => distance(x, y, from, to) <= REACH / side)) continue;
      pixels[Math.floor(row / DOTS) * side + Math.floor(column / DOTS)]!++;
    }
  }
  return pixels;
}

type Point = Stroke[number];

/** From a place to the nearest one of a line. */
function distance(x: number, y: number, [fromX, fromY]: Point, [toX, toY]: Point): number {
  const [dx, dy] = [toX - fromX, toY - fromY];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, ((x - fromX) * dx + (y - fromY) * dy) / length));
  const [offX, offY] = [x - fromX - share * dx, y - fromY - share * dy];
  return Math.sqrt(offX * offX + offY * offY);
}
