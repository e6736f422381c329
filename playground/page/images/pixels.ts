/** Pictures and maps on canvases, a pixel a cell. */
import type { Maps } from '../../core/picture/seen.ts';
import { channels, mixed } from '../paint/palette.ts';
import { signed, surface } from '../paint/paint.ts';

function put(canvas: HTMLCanvasElement, side: number, colorOf: (i: number) => readonly number[]): void {
  if (canvas.width !== side) [canvas.width, canvas.height] = [side, side];
  const image = new ImageData(side, side);
  for (let i = 0; i < side ** 2; i++) image.data.set(colorOf(i), 4 * i);
  canvas.getContext('2d')?.putImageData(image, 0, 0);
}

/** A picture, bright as ink: 0 to `most`. */
export function putPixels(canvas: HTMLCanvasElement, pixels: ArrayLike<number>, most: number, dark: boolean): void {
  const { paper, ink } = surface(dark);
  const [from, to] = [channels(paper), channels(ink)];
  put(canvas, Math.sqrt(pixels.length), (i) => mixed(from, to, pixels[i]! / most));
}

/** What is positive and negative, in parts of the largest. */
export function putSigned(
  canvas: HTMLCanvasElement,
  side: number,
  valueAt: (i: number) => number,
  largest: number,
  dark: boolean,
): void {
  const { positive, negative } = signed(dark);
  const [paper, above, below] = [surface(dark).paper, positive, negative].map(channels) as [never, never, never];
  put(canvas, side, (i) => {
    const value = valueAt(i);
    return mixed(paper, value > 0 ? above : below, (0.92 * Math.abs(value)) / largest);
  });
}

/** The largest size of numbers, above 0. */
export function largestOf(values: ArrayLike<number>): number {
  let largest = 1e-12;
  for (let i = 0; i < values.length; i++) largest = Math.max(largest, Math.abs(values[i]!));
  return largest;
}

/** One map of those beside each other. */
export const mapOf = ({ maps, values }: Maps, map: number): Float32Array => values.filter((_, i) => i % maps === map);
