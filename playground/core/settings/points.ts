/** Points that were drawn by hand. */
export interface DrawnPoint {
  /** -1 to 1, in thousandths. */
  readonly x: number;
  readonly y: number;
  /** A class, or which of `LEVELS`. */
  readonly mark: number;
}

/** The numbers that can be drawn on a plane. */
export const LEVELS: readonly number[] = [-1, -0.75, -0.5, -0.25, 0.25, 0.5, 0.75, 1];

/** The most points of a drawing: 4 kB of a link. */
export const MOST_POINTS = 1000;

const [MARKS, PLACES, SIDE] = [8, 1000, 2001];
const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

/** The nearest place that a drawing has. */
export function snapped(value: number): number {
  const places = Math.round(Math.min(1, Math.max(-1, value)) * PLACES);
  return (places === 0 ? 0 : places) / PLACES; // no -0
}

/**
 * Points as a text for links. Those that follow each other with one mark are a run: the mark, then four characters a point,
 *
 *     place = (1000 x + 1000) * 2001 + 1000 y + 1000, in base 64
 *
 * with full stops between the runs.
 */
export function encodePoints(points: readonly DrawnPoint[]): string {
  let text = '';
  points.forEach(({ x, y, mark }, i) => {
    if (mark !== points[i - 1]?.mark) text += `${i > 0 ? '.' : ''}${mark}`;
    const place = Math.round(x * PLACES + PLACES) * SIDE + Math.round(y * PLACES + PLACES);
    for (const shift of [18, 12, 6, 0]) text += DIGITS[(place >> shift) & 63]!;
  });
  return text;
}

/** The points of a text; undefined for one that is none. */
export function decodePoints(text: string): DrawnPoint[] | undefined {
  const points: DrawnPoint[] = [];
  for (const run of text === '' ? [] : text.split('.')) {
    const mark = Number(run[0]);
    if (!(mark < MARKS) || run.length % 4 !== 1 || run.length === 1) return undefined;
    for (let at = 1; at < run.length; at += 4) {
      const place = placeOf(run.slice(at, at + 4));
      if (place === undefined || points.length === MOST_POINTS) return undefined;
      const [x, y] = [Math.floor(place / SIDE), place % SIDE];
      points.push({ x: (x - PLACES) / PLACES, y: (y - PLACES) / PLACES, mark });
    }
  }
  return points;
}

function placeOf(text: string): number | undefined {
  let place = 0;
  for (const digit of text) {
    const value = DIGITS.indexOf(digit);
    if (value < 0) return undefined;
    place = place * 64 + value;
  }
  return place < SIDE ** 2 ? place : undefined;
}
