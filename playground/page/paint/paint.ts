/** Draws pictures on canvases, in the colours of light or dark. */
import { classColors, classShapes, rampColor } from 'nnfs';
import type { Picture } from '../../core/picture/picture.ts';
import type { Scene } from '../../core/picture/scene.ts';
import { LETTERS } from '../../core/settings/letters.ts';
import type { Region } from '../../core/picture/region.ts';
import { SIGNED, SURFACE, channels, mixed, pixelsBetween, pixelsOf } from './palette.ts';

/** A canvas, its size on the page, and its colours. */
export interface Sheet {
  readonly context: CanvasRenderingContext2D;
  readonly width: number;
  readonly height: number;
  readonly dark: boolean;
}

/** Makes a canvas as fine as the screen; undefined while it has no place on the page. */
export function sheetOf(canvas: HTMLCanvasElement, dark: boolean): Sheet | undefined {
  const { clientWidth: width, clientHeight: height } = canvas;
  const context = canvas.getContext('2d');
  if (width === 0 || height === 0 || context === null) return undefined;
  const ratio = devicePixelRatio;
  const [fineWidth, fineHeight] = [Math.round(width * ratio), Math.round(height * ratio)];
  if (canvas.width !== fineWidth || canvas.height !== fineHeight) {
    [canvas.width, canvas.height] = [fineWidth, fineHeight];
  }
  context.setTransform(ratio, 0, 0, ratio, 0, 0);
  context.clearRect(0, 0, width, height);
  return { context, width, height, dark };
}

export const surface = (dark: boolean) => SURFACE[dark ? 'dark' : 'light'];
export const signed = (dark: boolean) => SIGNED[dark ? 'dark' : 'light'];

/** From a guess to certainty, as shares of the class's colour. */
const [PALE, FULL] = [0.1, 0.72];

/** As many steps of a colour as a byte tells apart. */
const BYTES = Array.from({ length: 256 }, (_, i) => i);

/** For each class of so many, its pixels from the least lead to the greatest. */
const classPixels = remembered((count: number, dark: boolean) => {
  const paper = channels(surface(dark).paper);
  const shares = BYTES.map((lead) => PALE + ((FULL - PALE) * lead) / 255);
  return classColors(count).map((color) => pixelsBetween(paper, channels(color), shares));
});

/** The colours of a map, a pixel a cell. */
export function mapPixels({ classes, leads }: Picture['map'], count: number, dark: boolean): ImageData {
  const colors = classPixels(count, dark);
  return imageOf(classes.length, (cell) => colors[classes[cell]!]![leads[cell]!]!);
}

const RAMP = pixelsOf(BYTES.map((i) => [...channels(rampColor(i / 255)), 255]));

/** Numbers all over the plane, in the colours of a ramp. */
export function surfacePixels(values: Float32Array, range: Scene['range']): ImageData {
  return imageOf(values.length, (cell) => {
    return RAMP[Math.round(255 * Math.min(1, Math.max(0, shareOf(values[cell]!, range))))]!;
  });
}

const shareOf = (value: number, [low, high]: Scene['range']): number =>
  high === low ? 0.5 : (value - low) / (high - low);

/** The pixels of what is above zero, and of what is below, by size. */
const signedPixels = remembered((_: number, dark: boolean) => {
  const { positive, negative } = signed(dark);
  const paper = channels(surface(dark).paper);
  const shares = BYTES.map((size) => (0.92 * size) / 127);
  return [positive, negative].map((color) => pixelsBetween(paper, channels(color), shares));
});

/** The outputs of a neuron: positive and negative through the colour of paper. */
export function smallPixels(values: Int8Array, dark: boolean): ImageData {
  const [above, below] = signedPixels(0, dark) as [Uint32Array, Uint32Array];
  return imageOf(values.length, (cell) => (values[cell]! > 0 ? above[values[cell]!]! : below[-values[cell]!]!));
}

/** A square picture of so many pixels. */
export function imageOf(pixels: number, pixelAt: (cell: number) => number): ImageData {
  const side = Math.sqrt(pixels);
  const image = new ImageData(side, side);
  const whole = new Uint32Array(image.data.buffer);
  for (let cell = 0; cell < pixels; cell++) whole[cell] = pixelAt(cell);
  return image;
}

/** Pictures are made sixty times a second; their colours once. */
function remembered<T>(make: (count: number, dark: boolean) => T): (count: number, dark: boolean) => T {
  const known = new Map<string, T>();
  return (count, dark) => {
    const key = `${count} ${dark}`;
    const found = known.get(key) ?? make(count, dark);
    known.set(key, found);
    return found;
  };
}

/** Where a place of the region is on a sheet. */
export function placer({ left, right, bottom, top }: Region, { width, height }: Sheet) {
  return (x: number, y: number): readonly [number, number] => [
    ((x - left) / (right - left)) * width,
    ((top - y) / (top - bottom)) * height,
  ];
}

/** The points with their classes; those held out in a ring. */
export function drawPoints(sheet: Sheet, { region, points, targets, training }: Scene, classes: number): void {
  const { context, dark } = sheet;
  const { paper, ink } = surface(dark);
  const [colors, at, shapes] = [
    pointColors(classes, dark),
    placer(region, sheet),
    classShapes.map((path) => new Path2D(path)),
  ];
  targets.forEach((target, n) => {
    const [x, y] = at(points[2 * n]!, points[2 * n + 1]!);
    context.save();
    context.translate(x, y);
    context.fillStyle = colors[target]!;
    context.strokeStyle = paper;
    context.lineWidth = 1;
    context.fill(shapes[target]!);
    context.stroke(shapes[target]!);
    context.strokeStyle = ink;
    context.globalAlpha = 0.6;
    if (n >= training) stroke(context, ring);
    context.restore();
  });
}

/** A cross over each point that is answered wrongly. */
export function drawCrosses(sheet: Sheet, { region, points, targets }: Scene, answers: Picture['answers']): void {
  const { context, dark } = sheet;
  const at = placer(region, sheet);
  const crosses = new Path2D();
  targets.forEach((target, n) => {
    if (answers[n] === target) return;
    const [e, f] = at(points[2 * n]!, points[2 * n + 1]!);
    crosses.addPath(cross, { e, f });
  });
  const { paper, ink } = surface(dark);
  context.strokeStyle = paper;
  stroke(context, crosses, 1.8);
  context.strokeStyle = ink;
  stroke(context, crosses, 1.1);
}

/** The points in the colours of their numbers. */
export function drawValues(sheet: Sheet, { region, points, targets, range, training }: Scene): void {
  const { context } = sheet;
  const at = placer(region, sheet);
  targets.forEach((target, n) => {
    const [x, y] = at(points[2 * n]!, points[2 * n + 1]!);
    const share = shareOf(target, range);
    const dot = new Path2D();
    dot.arc(x, y, 4.2, 0, 2 * Math.PI);
    context.fillStyle = rampColor(share);
    context.fill(dot);
    context.strokeStyle = share > 0.5 ? '#1b1d23' : '#ffffff';
    stroke(context, dot);
    if (n >= training) {
      dot.arc(x, y, 6.6, 0, 2 * Math.PI);
      stroke(context, dot);
    }
  });
}

/** Those of the classes, which on a dark map have to stand out from it. */
function pointColors(classes: number, dark: boolean): readonly string[] {
  const colors = classColors(classes);
  if (!dark) return colors;
  return colors.map((color) => `rgb(${mixed(channels(color), [255, 255, 255], 0.35).slice(0, 3).join(' ')})`);
}

const ring = new Path2D('M-5.8 0a5.8 5.8 0 1 0 11.6 0a5.8 5.8 0 1 0 -11.6 0z');
/** No larger than a point: at first every other one is wrong, and its class is to be seen. */
const cross = new Path2D('M-2.3 -2.3l4.6 4.6m0 -4.6l-4.6 4.6');

function stroke(context: CanvasRenderingContext2D, path: Path2D, width = 1): void {
  context.lineWidth = width;
  context.stroke(path);
}

/** The letter of each class where its part of the plane is widest. */
export function drawLetters(sheet: Sheet, { classes }: Picture['map'], count: number): void {
  const { context, width, height, dark } = sheet;
  const side = Math.sqrt(classes.length);
  const depth = depths(classes, side);
  const { paper, ink } = surface(dark);
  context.font = '600 17px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = paper;
  context.fillStyle = ink;
  for (let k = 0; k < count; k++) {
    let widest = -1;
    classes.forEach((value, cell) => {
      if (value === k && (widest < 0 || depth[cell]! > depth[widest]!)) widest = cell;
    });
    if (widest < 0) continue;
    const [x, y] = [((widest % side) + 0.5) / side, (Math.floor(widest / side) + 0.5) / side];
    context.strokeText(LETTERS[k]!, x * width, y * height);
    context.fillText(LETTERS[k]!, x * width, y * height);
  }
}

/** How far each cell is from one of another class or from the edge, in cells. */
function depths(classes: Uint8Array, side: number): Uint8Array {
  const depth = new Uint8Array(classes.length).fill(255);
  const isEdge = (at: number): boolean => at === 0 || at === side - 1;
  const lookAround = (cell: number, steps: readonly number[]): void => {
    let least = depth[cell]!;
    for (const step of steps) {
      least = Math.min(least, classes[cell + step] === classes[cell] ? depth[cell + step]! + 1 : 1);
    }
    depth[cell] = isEdge(cell % side) || isEdge(Math.floor(cell / side)) ? 0 : least;
  };
  for (let cell = 0; cell < depth.length; cell++) lookAround(cell, [-1, -side - 1, -side, -side + 1]);
  for (let cell = depth.length - 1; cell >= 0; cell--) lookAround(cell, [1, side - 1, side, side + 1]);
  return depth;
}

/** A curve of answers, the points, and a stick from each to its answer. */
export function drawCurve(
  sheet: Sheet,
  { region, points, targets, training }: Scene,
  { curve, answers }: Picture,
): void {
  const { context, width, dark } = sheet;
  const { paper, ink } = surface(dark);
  const { positive, negative } = signed(dark);
  const at = placer(region, sheet);
  targets.forEach((target, n) => {
    const [x, y] = at(points[n]!, target);
    const [, answer] = at(points[n]!, answers[n]!);
    context.strokeStyle = negative;
    context.globalAlpha = 0.6;
    stroke(context, new Path2D(`M${x} ${y}V${answer}`));
    context.globalAlpha = 1;
    context.fillStyle = n < training ? ink : paper;
    context.strokeStyle = n < training ? paper : ink;
    const dot = new Path2D();
    dot.arc(x, y, 3, 0, 2 * Math.PI);
    context.fill(dot);
    stroke(context, dot);
  });
  const line = new Path2D();
  curve.forEach((value, i) => {
    const [, y] = at(0, value);
    line.lineTo(((i + 0.5) / curve.length) * width, y);
  });
  context.strokeStyle = positive;
  context.lineJoin = 'round';
  stroke(context, line, 2.5);
}

/** The output of a neuron along a line. */
export function drawSmallCurve(sheet: Sheet, values: Int8Array): void {
  const { context, width, height, dark } = sheet;
  const line = new Path2D();
  values.forEach((value, i) => {
    line.lineTo(((i + 0.5) / values.length) * width, height / 2 - (value / 127) * (height / 2 - 3));
  });
  context.strokeStyle = surface(dark).line;
  stroke(context, new Path2D(`M0 ${height / 2}H${width}`));
  context.strokeStyle = signed(dark).positive;
  stroke(context, line, 1.8);
}
