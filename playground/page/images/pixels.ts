/** Pictures and maps on canvases, a pixel a cell. */
import type { Maps } from '../../core/picture/seen.ts';
import { inkPixels, paintCells, signedPixels } from '../paint/cells.ts';

/** A picture, bright as ink: 0 to `most`. */
export function putPixels(canvas: HTMLCanvasElement, values: ArrayLike<number>, most: number, dark: boolean): void {
  const colors = inkPixels(dark);
  paintCells(canvas, values.length, (pixels) => {
    for (let i = 0; i < pixels.length; i++) pixels[i] = colors[Math.round((255 * values[i]!) / most)]!;
  });
}

/** What is positive and negative, in parts of the largest. */
export function putSigned(
  canvas: HTMLCanvasElement,
  side: number,
  valueAt: (i: number) => number,
  largest: number,
  dark: boolean,
): void {
  const colors = signedPixels(dark);
  paintCells(canvas, side ** 2, (pixels) => {
    for (let i = 0; i < pixels.length; i++) pixels[i] = colors[Math.round((127 * valueAt(i)) / largest) + 127]!;
  });
}

const largest = new WeakMap<Float32Array, number>();

/** The largest size of numbers, above 0. All maps of a layer ask for it: it is looked for once. */
export function largestOf(values: Float32Array): number {
  let found = largest.get(values);
  if (found === undefined) {
    found = values.reduce((most, value) => Math.max(most, Math.abs(value)), 1e-12);
    largest.set(values, found);
  }
  return found;
}

/** One map of those beside each other. */
export const mapOf = ({ maps, values }: Maps, map: number): Float32Array => values.filter((_, i) => i % maps === map);
