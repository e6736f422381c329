import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { axis, rangeOf } from './axis.ts';
import { frame, MARGIN } from './frame.ts';
import { GRID, pixel, type Picture } from './picture.ts';
import { classColors } from './palette.ts';
import { point } from './points.ts';

const [WIDTH, SIDE] = [720, 480];
const POINTS = 2000;

/** Predicted numbers over true ones: what is right lies on the diagonal. */
export function scatterPicture(predictions: ArrayLike, targets: ArrayLike, where = 'plotPredictions'): Picture {
  const [said, is] = [asTensor(predictions, where, 'float64'), asTensor(targets, where, 'float64')];
  if (said.size === 0) throw new ShapeError(where, 'a prediction or more', formatShape(said.shape));
  if (said.size !== is.size) {
    throw new ShapeError(where, `${said.size} targets, one for each prediction`, formatShape(is.shape));
  }
  const range = rangeOf([...rangeOf(said.data), ...rangeOf(is.data)]);
  const x = axis(range, [MARGIN.left, MARGIN.left + SIDE]);
  const y = axis(range, [MARGIN.top + SIDE, MARGIN.top]);
  const [from, to] = [`M${pixel(x.from)} ${pixel(y.from)}`, `L${pixel(x.to)} ${pixel(y.to)}`];
  const every = Math.ceil(said.size / POINTS);
  const points = Array.from({ length: Math.ceil(said.size / every) }, (_, i) => {
    const [value, target] = [said.data[i * every]!, is.data[i * every]!];
    return Number.isFinite(value) && Number.isFinite(target)
      ? point(x.at(target), y.at(value), classColors(1)[0]!)
      : '';
  });
  const title = 'Predicted against true';
  const body = [
    frame(x, y, { title, x: 'true', y: 'predicted' }),
    `<path d="${from}${to}" stroke="${GRID}" stroke-width="2" fill="none"/>`,
    ...points,
  ].join('\n');
  return { title, width: WIDTH, height: MARGIN.top + SIDE + MARGIN.bottom, body };
}
