/** Draws pictures on canvases, in the colours of light or dark. */
import { classColors, classShapes, rampColor } from 'nnfs';
import type { Picture } from '../../core/picture/picture.ts';
import type { Scene } from '../../core/picture/scene.ts';
import { LETTERS } from '../../core/settings/letters.ts';
import type { Region } from '../../core/picture/region.ts';
import { channels, mixed, signed, surface } from './palette.ts';

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

/** How far a number is on the way through its range. */
export const shareOf = (value: number, [low, high]: Scene['range']): number =>
  high === low ? 0.5 : (value - low) / (high - low);

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
export function drawLetters(sheet: Sheet, { classes, middles }: Picture['map']): void {
  const { context, width, height, dark } = sheet;
  const side = Math.sqrt(classes.length);
  const { paper, ink } = surface(dark);
  context.font = '600 17px system-ui, sans-serif';
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.lineWidth = 4;
  context.lineJoin = 'round';
  context.strokeStyle = paper;
  context.fillStyle = ink;
  middles.forEach((cell, k) => {
    if (cell < 0) return;
    const [x, y] = [((cell % side) + 0.5) / side, (Math.floor(cell / side) + 0.5) / side];
    context.strokeText(LETTERS[k]!, x * width, y * height);
    context.fillText(LETTERS[k]!, x * width, y * height);
  });
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
  const [sticks, dots, rings] = [new Path2D(), new Path2D(), new Path2D()];
  targets.forEach((target, n) => {
    const [x, y] = at(points[n]!, target);
    const [, answer] = at(points[n]!, answers[n]!);
    sticks.moveTo(x, y);
    sticks.lineTo(x, answer);
    const dot = n < training ? dots : rings;
    dot.moveTo(x + 3, y);
    dot.arc(x, y, 3, 0, 2 * Math.PI);
  });
  context.strokeStyle = negative;
  context.globalAlpha = 0.6;
  stroke(context, sticks);
  context.globalAlpha = 1;
  for (const [path, inside, edge] of [
    [dots, ink, paper],
    [rings, paper, ink],
  ] as const) {
    context.fillStyle = inside;
    context.strokeStyle = edge;
    context.fill(path);
    stroke(context, path);
  }
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
