import { ShapeError } from '../errors.ts';
import { formatShape } from '../tensor/shape.ts';
import { rangeOf } from './axis.ts';
import { rampColor } from './palette.ts';
import { pixel } from './picture.ts';
import { point } from './points.ts';
import type { Mapped, Surface } from './surface.ts';

/** Steps of colour, and of the legend. */
const [STEPS, MARKS] = [40, 6];

/** A number as a colour from dark to light; samples have that of their target. */
export function valueSurface({ where, model, grid, X, y }: Mapped): Surface {
  const output = model.predict(grid);
  if (output.size !== grid.shape[0]) throw new ShapeError(where, 'a model of one output', formatShape(output.shape));
  if (y.size !== X.shape[0]) throw new ShapeError(where, `y [${X.shape[0]}]`, formatShape(y.shape));
  const ranges = [rangeOf(output.data), rangeOf(y.data)];
  const [low, high] = rangeOf(ranges.flat());
  const color = (value: number): string => rampColor(Math.round(((value - low) / (high - low || 1)) * STEPS) / STEPS);
  return {
    color: (cell) => color(output.data[cell]!),
    point: (n, x, at) => point(x, at, color(y.data[n]!)),
    legend: Array.from({ length: MARKS }, (_, k) => {
      const value = high - ((high - low) * k) / (MARKS - 1);
      return {
        text: String(Number(value.toPrecision(3))),
        mark: (x, at) =>
          `<rect x="${pixel(x - 6)}" y="${pixel(at - 7)}" width="12" height="14" fill="${color(value)}"/>`,
      };
    }),
  };
}
