import { ShapeError } from '../errors.ts';
import { formatShape } from '../tensor/shape.ts';
import { powerOf, rangeOf } from './axis.ts';
import { rampColor } from './palette.ts';
import { PAPER, pixel } from './picture.ts';
import { point } from './points.ts';
import type { Mapped, Surface } from './surface.ts';

/** Steps of colour, and of the legend. */
const [STEPS, MARKS] = [40, 6];

/** A number as a colour from dark to light; samples have that of their target. What is no number has none. */
export function valueSurface({ where, model, grid, X, y }: Mapped): Surface {
  const output = model.predict(grid);
  if (output.size !== grid.shape[0]) throw new ShapeError(where, 'a model of one output', formatShape(output.shape));
  if (y.size !== X.shape[0]) throw new ShapeError(where, `y [${X.shape[0]}]`, formatShape(y.shape));
  const ranges = [rangeOf(output.data), rangeOf(y.data)];
  const [low, high] = rangeOf(ranges.flat());
  const half = high / 2 - low / 2; // the whole may be more than float64 holds
  const color = (value: number): string =>
    Number.isNaN(value) ? PAPER : rampColor(Math.round(((value / 2 - low / 2) / (half || 1)) * STEPS) / STEPS);
  const marks = Array.from({ length: MARKS }, (_, k) => k / (MARKS - 1)).map(
    (share) => high * (1 - share) + low * share,
  );
  return {
    color: (cell) => color(output.data[cell]!),
    point: (n, x, at) => point(x, at, color(y.data[n]!)),
    legend: (half > 0 ? marks : [high]).map((value) => ({
      text: textOf(value, half),
      mark: (x, at) => `<rect x="${pixel(x - 6)}" y="${pixel(at - 7)}" width="12" height="14" fill="${color(value)}"/>`,
    })),
  };
}

/** A number of a scale, with three digits or those that tell it from others. */
function textOf(value: number, half: number): string {
  const digits = half > 0 && value !== 0 ? 3 + powerOf(Math.abs(value)) - powerOf(half) : 3;
  return String(Number(value.toPrecision(Math.min(17, Math.max(3, digits)))));
}
