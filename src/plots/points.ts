import { INK, PAPER, pixel } from './picture.ts';

/**
 * Shapes that tell classes apart where colours do not, as `plotDecisionMap` has them: SVG paths around a place, about 8 pixels wide.
 *
 * @example
 * import { classShapes } from 'nnfs';
 * console.log(classShapes.length, classShapes[1]); // 8 m-3.2 -3.2h6.4v6.4h-6.4z
 */
export const classShapes: readonly string[] = [
  'm-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0z', // circle
  'm-3.2 -3.2h6.4v6.4h-6.4z', // square
  'm0 -4.2l4.2 7.2h-8.4z', // triangle
  'm0 -4.4l4.4 4.4l-4.4 4.4l-4.4 -4.4z', // diamond
  'm0 4.2l-4.2 -7.2h8.4z', // triangle upside down
  'm-1.4 -4h2.8v2.6h2.6v2.8h-2.6v2.6h-2.8v-2.6h-2.6v-2.8h2.6z', // plus
  'm-4 -2.5h8v5h-8z', // wide
  'm-2.5 -4h5v8h-5z', // high
];

/** A point of a class, or of any where there is but one. */
export function point(x: number, y: number, color: string, shape = 0): string {
  return `<path d="M${pixel(x)} ${pixel(y)}${classShapes[shape % classShapes.length]!}" fill="${color}"/>`;
}

/** Points with an edge that parts them from what is behind. */
export function edged(points: string): string {
  return `<g stroke="${PAPER}" stroke-width="0.8">\n${points}\n</g>`;
}

/** A cross over a point that was answered wrongly. */
export function cross(x: number, y: number): string {
  return `<path d="M${pixel(x)} ${pixel(y)}m-5 -5l10 10m0 -10l-10 10" stroke="${INK}" stroke-width="1.2" fill="none"/>`;
}

/** Samples of no class; where many lie together they are darker. */
export function dots(places: readonly (readonly [x: number, y: number, ...rest: readonly number[]])[]): string {
  const circles = places.map(([x, y]) => `<circle cx="${pixel(x)}" cy="${pixel(y)}" r="3"/>`);
  return `<g class="dots" fill="#0072B2" fill-opacity="0.45">\n${circles.join('\n')}\n</g>`;
}
