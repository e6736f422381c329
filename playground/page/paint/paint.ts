/** Draws pictures on canvases, in the colours of light or dark. */
import { classColors, classShapes, rampColor } from 'nnfs';
import type { Picture } from '../../core/picture/picture.ts';
import type { Scene } from '../../core/picture/scene.ts';
import { LETTERS } from '../../core/settings/letters.ts';
import type { Region } from '../../core/picture/region.ts';
import { SIGNED, SURFACE, channels, mixed } from './palette.ts';

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

/** The colours of a map, a pixel a cell. */
export function mapPixels({ classes, leads }: Picture['map'], count: number, dark: boolean): ImageData {
  const side = Math.sqrt(classes.length);
  const image = new ImageData(side, side);
  const paper = channels(surface(dark).paper);
  const colors = classColors(count).map(channels);
  for (let cell = 0; cell < classes.length; cell++) {
    const share = PALE + ((FULL - PALE) * leads[cell]!) / 255;
    image.data.set(mixed(paper, colors[classes[cell]!]!, share), 4 * cell);
  }
  return image;
}

const RAMP = Array.from({ length: 256 }, (_, i) => [...channels(rampColor(i / 255)), 255]);

/** Numbers all over the plane, in the colours of a ramp. */
export function surfacePixels(values: Float32Array, range: Scene['range']): ImageData {
  const side = Math.sqrt(values.length);
  const image = new ImageData(side, side);
  values.forEach((value, cell) => {
    image.data.set(RAMP[Math.round(255 * Math.min(1, Math.max(0, shareOf(value, range))))]!, 4 * cell);
  });
  return image;
}

const shareOf = (value: number, [low, high]: Scene['range']): number =>
  high === low ? 0.5 : (value - low) / (high - low);

/** The outputs of a neuron: positive and negative through the colour of paper. */
export function smallPixels(values: Int8Array, dark: boolean): ImageData {
  const side = Math.sqrt(values.length);
  const image = new ImageData(side, side);
  const { positive, negative } = signed(dark);
  const [paper, above, below] = [surface(dark).paper, positive, negative].map(channels) as [never, never, never];
  values.forEach((value, cell) => {
    image.data.set(mixed(paper, value > 0 ? above : below, (0.92 * Math.abs(value)) / 127), 4 * cell);
  });
  return image;
}

/** Where a place of the region is on a sheet. */
export function placer({ left, right, bottom, top }: Region, { width, height }: Sheet) {
  return (x: number, y: number): readonly [number, number] => [
    ((x - left) / (right - left)) * width,
    ((top - y) / (top - bottom)) * height,
  ];
}

/** The points with their classes; those held out in a ring, those answered wrongly crossed. */
export function drawPoints(
  sheet: Sheet,
  { region, points, targets, training }: Scene,
  answers: Picture['answers'],
  classes: number,
): void {
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
    if (n >= training) stroke(context, ring);
    if (answers[n] !== target) stroke(context, cross, 1.4);
    context.restore();
  });
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
const cross = new Path2D('M-3.4 -3.4l6.8 6.8m0 -6.8l-6.8 6.8');

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
  const depth = new Uint8Array(classes.length);
  const pass = (cells: Iterable<number>, steps: readonly number[]): void => {
    for (const cell of cells) {
      const column = cell % side;
      const isEdge = column === 0 || column === side - 1 || cell < side || cell >= side * (side - 1);
      let least = isEdge ? 0 : 255;
      for (const step of isEdge ? [] : steps) {
        const next = cell + step;
        least = Math.min(least, classes[next] === classes[cell] ? depth[next]! + 1 : 1);
      }
      depth[cell] = steps[0]! < 0 ? least : Math.min(depth[cell]!, least);
    }
  };
  const cells = Array.from(classes.keys());
  pass(cells, [-1, -side - 1, -side, -side + 1]);
  pass(cells.reverse(), [1, side - 1, side, side + 1]);
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
