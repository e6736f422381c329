import type { Scene } from '../../core/picture/scene.ts';
import { placer, type Sheet } from '../paint/paint.ts';
import { surface } from '../paint/palette.ts';

/** A ring around the point whose arithmetic is shown, where that is one of those shown. */
export function drawFollowed(sheet: Sheet, { region, points, targets, shown, samples }: Scene, sample: number): void {
  const { context, dark } = sheet;
  const n = shown.indexOf(Math.min(sample, samples - 1));
  if (n < 0) return;
  const rank = points.length / targets.length;
  const [x, y] = placer(region, sheet)(points[rank * n]!, rank === 1 ? targets[n]! : points[rank * n + 1]!);
  const { ink, paper } = surface(dark);
  for (const [color, width] of [
    [paper, 6],
    [ink, 2.5],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.beginPath();
    context.arc(x, y, 11, 0, 2 * Math.PI);
    context.stroke();
  }
}
