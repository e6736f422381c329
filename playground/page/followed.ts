import type { Scene } from '../core/picture.ts';
import { placer, surface, type Sheet } from './paint.ts';

/** A ring around the point whose arithmetic is shown. */
export function drawFollowed(sheet: Sheet, { region, points, targets }: Scene, sample: number): void {
  const { context, dark } = sheet;
  const n = Math.min(sample, targets.length - 1);
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
