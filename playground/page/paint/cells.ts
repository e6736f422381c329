/** Maps on canvases, a pixel a cell. They are painted for every frame: their colours and pixels are made once. */
import { classColors, rampColor } from 'nnfs';
import type { ClassMap } from '../../core/picture/class-map.ts';
import type { Scene } from '../../core/picture/scene.ts';
import { channels, pixelsBetween, pixelsOf, signed, surface } from './palette.ts';
import { shareOf } from './paint.ts';

const images = new WeakMap<HTMLCanvasElement, { readonly data: ImageData; readonly pixels: Uint32Array }>();

/** Paints a square of so many cells, whose colours are put into pixels, row after row. */
export function paintCells(canvas: HTMLCanvasElement, cells: number, put: (pixels: Uint32Array) => void): void {
  const side = Math.sqrt(cells);
  if (canvas.width !== side) [canvas.width, canvas.height] = [side, side];
  let image = images.get(canvas);
  if (image?.pixels.length !== cells) {
    const data = new ImageData(side, side);
    image = { data, pixels: new Uint32Array(data.data.buffer) };
    images.set(canvas, image);
  }
  put(image.pixels);
  canvas.getContext('2d')?.putImageData(image.data, 0, 0);
}

/** As many steps of a colour as a byte tells apart. */
const BYTES = Array.from({ length: 256 }, (_, i) => i);

/** From a guess to certainty, as shares of the class's colour. */
const [PALE, FULL] = [0.1, 0.72];

/** Class after class, from the least lead to the greatest. */
const classPixels = remembered((dark: boolean, count: number) => {
  const paper = channels(surface(dark).paper);
  const shares = BYTES.map((lead) => PALE + ((FULL - PALE) * lead) / 255);
  return Uint32Array.from(classColors(count).flatMap((color) => [...pixelsBetween(paper, channels(color), shares)]));
});

/** Each class in its colour, the paler the smaller its lead. */
export function paintClasses(
  canvas: HTMLCanvasElement,
  { classes, leads }: ClassMap,
  count: number,
  dark: boolean,
): void {
  const colors = classPixels(dark, count);
  paintCells(canvas, classes.length, (pixels) => {
    for (let cell = 0; cell < pixels.length; cell++) pixels[cell] = colors[(classes[cell]! << 8) | leads[cell]!]!;
  });
}

const RAMP = pixelsOf(BYTES.map((i) => [...channels(rampColor(i / 255)), 255]));

/** Numbers all over the plane, in the colours of a ramp. */
export function paintNumbers(canvas: HTMLCanvasElement, values: Float32Array, range: Scene['range']): void {
  paintCells(canvas, values.length, (pixels) => {
    for (let cell = 0; cell < pixels.length; cell++) {
      pixels[cell] = RAMP[Math.round(255 * Math.min(1, Math.max(0, shareOf(values[cell]!, range))))]!;
    }
  });
}

/** From -127 to 127, through the colour of paper. */
export const signedPixels = remembered((dark: boolean) => {
  const { positive, negative } = signed(dark);
  const paper = channels(surface(dark).paper);
  const shares = BYTES.slice(1, 128).map((size) => (0.92 * size) / 127);
  const side = (color: string): Uint32Array => pixelsBetween(paper, channels(color), shares);
  return Uint32Array.of(...side(negative).reverse(), ...pixelsBetween(paper, paper, [0]), ...side(positive));
});

/** What is positive and negative, -127 to 127. */
export function paintSigned(canvas: HTMLCanvasElement, values: Int8Array, dark: boolean): void {
  const colors = signedPixels(dark);
  paintCells(canvas, values.length, (pixels) => {
    for (let cell = 0; cell < pixels.length; cell++) pixels[cell] = colors[values[cell]! + 127]!;
  });
}

/** From paper to ink, 0 to 255. */
export const inkPixels = remembered((dark: boolean) => {
  const { paper, ink } = surface(dark);
  return pixelsBetween(
    channels(paper),
    channels(ink),
    BYTES.map((byte) => byte / 255),
  );
});

function remembered<A extends readonly unknown[]>(make: (...of: A) => Uint32Array): typeof make {
  const known = new Map<string, Uint32Array>();
  return (...of) => {
    const found = known.get(String(of)) ?? make(...of);
    known.set(String(of), found);
    return found;
  };
}
