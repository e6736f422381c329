import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { axis, rangeOf } from './axis.ts';
import { frame, MARGIN } from './frame.ts';
import { GRID, WIDE, pixel, type Form, type Picture } from './picture.ts';
import { dots } from './points.ts';

const POINTS = 1000;

/** Predicted numbers over true ones: what is right lies on the diagonal. */
export function scatterPicture(
  predictions: ArrayLike,
  targets: ArrayLike,
  { width = WIDE, title = 'Predicted against true' }: Form = {},
  where = 'plotPredictions',
): Picture {
  const [said, is] = [asTensor(predictions, where, 'float64'), asTensor(targets, where, 'float64')];
  if (said.size === 0) throw new ShapeError(where, 'a prediction or more', formatShape(said.shape));
  if (said.size !== is.size) {
    throw new ShapeError(where, `${said.size} targets, one for each prediction`, formatShape(is.shape));
  }
  const side = Math.min(480, width - MARGIN.left - MARGIN.right);
  const [low, high] = rangeOf([...rangeOf(said.data), ...rangeOf(is.data)]);
  const room = (high - low) * 0.03;
  const range = [low - room, high + room] as const;
  const x = axis(range, [MARGIN.left, MARGIN.left + side]);
  const y = axis(range, [MARGIN.top + side, MARGIN.top]);
  const [from, to] = [`M${pixel(x.from)} ${pixel(y.from)}`, `L${pixel(x.to)} ${pixel(y.to)}`];
  const every = Math.ceil(said.size / POINTS);
  const pairs = Array.from({ length: Math.ceil(said.size / every) }, (_, i) => [is.data[i * every]!, said.data[i * every]!] as const); // prettier-ignore
  const points = pairs.filter((pair) => pair.every(Number.isFinite)).map(([target, value]) => [x.at(target), y.at(value)] as const); // prettier-ignore
  const body = [
    frame(x, y, { title, x: 'true', y: 'predicted' }),
    `<path class="grid" d="${from}${to}" stroke="${GRID}" stroke-width="2" fill="none"/>`,
    dots(points),
  ].join('\n');
  return { title, width, height: MARGIN.top + side + MARGIN.bottom, body };
}
