/** Lines over the parts of a map, of each class in its own way: who cannot tell its colours has these. */
import type { Picture } from '../../core/picture/picture.ts';
import type { Sheet } from '../paint/paint.ts';
import { surface } from '../paint/palette.ts';

/** For each class, the direction of its lines, and the lengths of their dashes. */
const LINES: readonly (readonly [across: number, down: number, dashes: readonly number[]])[] = [
  [1, 0, []],
  [1, 1, []],
  [0, 1, []],
  [1, -1, []],
  [1, 0, [1, 5]],
  [1, 1, [6, 4]],
  [0, 1, [1, 5]],
  [1, -1, [6, 4]],
];

/** Between lines, and between the places where it is looked up whose they are, in pixels. */
const [SPACING, STEP] = [9, 2];

export function drawHatching(
  { context, width, height, dark }: Sheet,
  { classes }: Picture['map'],
  count: number,
): void {
  const side = Math.sqrt(classes.length);
  const classAt = (x: number, y: number): number =>
    classes[
      Math.min(side - 1, Math.floor((y / height) * side)) * side + Math.min(side - 1, Math.floor((x / width) * side))
    ]!;
  context.save();
  context.strokeStyle = surface(dark).ink;
  context.globalAlpha = 0.45;
  context.lineWidth = 1;
  LINES.slice(0, count).forEach(([across, down, dashes], k) => {
    const path = new Path2D();
    for (const [x, y] of starts(across, down, width, height))
      trace(path, x, y, across, down, (...at) => classAt(...at) === k);
    context.setLineDash([...dashes]);
    context.stroke(path);
  });
  context.restore();

  function trace(
    path: Path2D,
    x: number,
    y: number,
    dx: number,
    dy: number,
    isOurs: (x: number, y: number) => boolean,
  ): void {
    let inside = false;
    for (let at = 0; ; at += STEP) {
      const [px, py] = [x + dx * at, y + dy * at];
      if (px >= width || py >= height || py < 0) return;
      const ours = isOurs(px, py);
      if (ours && inside) path.lineTo(px, py);
      else if (ours) path.moveTo(px, py);
      inside = ours;
    }
  }
}

/** Where lines of a direction begin: along the left edge, or the top or bottom one. */
function starts(across: number, down: number, width: number, height: number): [x: number, y: number][] {
  const along = (length: number): number[] =>
    Array.from({ length: Math.ceil(length / SPACING) }, (_, i) => (i + 0.5) * SPACING);
  const left = across === 0 ? [] : along(height).map((y): [number, number] => [0, y]);
  const other = down === 0 ? [] : along(width).map((x): [number, number] => [x, down > 0 ? 0 : height - 1]);
  return [...left, ...other];
}
