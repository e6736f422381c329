import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { axis, rangeOf, widened } from './axis.ts';
import { frame, leftOf, MARGIN } from './frame.ts';
import { GRID, WIDE, pixel, titled, type Form, type Picture } from './picture.ts';
import { dots } from './points.ts';

const POINTS = 1000;

/** Predicted numbers over true ones: what is right lies on the diagonal. */
export function scatterPicture(
  predictions: ArrayLike,
  targets: ArrayLike,
  { width = WIDE, title: name = 'Predicted against true' }: Form = {},
  where = 'plotPredictions',
): Picture {
  const [said, is] = [asTensor(predictions, where, 'float64'), asTensor(targets, where, 'float64')];
  if (said.size === 0) throw new ShapeError(where, 'a prediction or more', formatShape(said.shape));
  if (said.size !== is.size) {
    throw new ShapeError(where, `${said.size} targets, one for each prediction`, formatShape(is.shape));
  }
  const range = widened(rangeOf([...rangeOf(said.data), ...rangeOf(is.data)]), 0.03);
  const left = leftOf(axis(range, [1, 0]), true);
  const side = Math.min(480, width - left - MARGIN.right);
  const x = axis(range, [left, left + side]);
  const y = axis(range, [MARGIN.top + side, MARGIN.top]);
  const [from, to] = [`M${pixel(x.from)} ${pixel(y.from)}`, `L${pixel(x.to)} ${pixel(y.to)}`];
  const every = Math.ceil(said.size / POINTS);
  const isWhole = (n: number): boolean => Number.isFinite(is.data[n]) && Number.isFinite(said.data[n]);
  const title = titled(name, said.data.filter((_, n) => !isWhole(n)).length);
  const points = Array.from({ length: Math.ceil(said.size / every) }, (_, i) => i * every)
    .filter(isWhole)
    .map((n) => [x.at(is.data[n]!), y.at(said.data[n]!)] as const);
  const body = [
    frame(x, y, { title, x: 'true', y: 'predicted' }),
    `<path class="grid" d="${from}${to}" stroke="${GRID}" stroke-width="2" fill="none"/>`,
    dots(points),
  ].join('\n');
  return { title, width, height: MARGIN.top + side + MARGIN.bottom, body };
}
