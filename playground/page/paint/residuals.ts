import type { Scene } from '../../core/picture/scene.ts';
import { placer, type Sheet } from './paint.ts';

/** A stick of a point that is off by all that the numbers range over is so much of the height. */
const SHARE = 0.4;

/** A stick at each point of a plane: how far off its answer is, upwards where that is too low. */
export function drawResiduals({ context, ...sheet }: Sheet, scene: Scene, answers: Float32Array): void {
  const { region, points, targets, range } = scene;
  const at = placer(region, { context, ...sheet });
  const scale = (SHARE * sheet.height) / (range[1] - range[0] || 1);
  const sticks = new Path2D();
  targets.forEach((target, n) => {
    const [x, y] = at(points[2 * n]!, points[2 * n + 1]!);
    sticks.moveTo(x, y);
    sticks.lineTo(x, y - (target - answers[n]!) * scale);
  });
  // Light around dark: the map is both.
  for (const [color, width] of [
    ['#ffffff', 3.4],
    ['#1b1d23', 1.6],
  ] as const) {
    context.strokeStyle = color;
    context.lineWidth = width;
    context.stroke(sticks);
  }
}
