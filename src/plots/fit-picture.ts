import type { Tensor } from '../tensor/tensor.ts';
import { linspace } from '../tensor/create.ts';
import { axis, rangeOf } from './axis.ts';
import { frame, MARGIN } from './frame.ts';
import { WIDE, pixel, shortened, type Form, type Picture } from './picture.ts';
import { dots } from './points.ts';
import type { Answering } from './surface.ts';

const HEIGHT = 280;
const POINTS = 1000;
/** The curve is made of so many pieces. */
const PIECES = 300;
const CURVE = '#D55E00';

/**
 * What a model of one input and one output answers, as a curve through the samples.
 *
 * @param X [N, 1]
 * @param y [N] or [N, 1]
 * @param names of the input and of the answer
 */
export function fitPicture(
  model: Answering,
  X: Tensor,
  y: Tensor,
  names: readonly [string, string],
  { width = WIDE, title = 'Fit' }: Form = {},
): Picture {
  const [low, high] = rangeOf(X.data);
  const grid = linspace(low, high, PIECES + 1, 'float64').reshape([PIECES + 1, 1]);
  const output = model.predict(grid);
  const [answers, targets] = [rangeOf(output.data), rangeOf(y.data)];
  const across = axis([low, high], [MARGIN.left, width - MARGIN.right], width < WIDE ? 5 : 8);
  const up = axis(rangeOf([...answers, ...targets]), [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const every = Math.ceil(X.size / POINTS);
  const pairs = Array.from({ length: Math.ceil(X.size / every) }, (_, i) => [X.data[i * every]!, y.data[i * every]!] as const); // prettier-ignore
  const points = pairs.filter((pair) => pair.every(Number.isFinite)).map(([at, value]) => [across.at(at), up.at(value)] as const); // prettier-ignore
  const places = Array.from(grid.data, (at, i) => [at, output.data[i]!] as const)
    .filter(([, value]) => Number.isFinite(value))
    .map(([at, value]) => `${pixel(across.at(at))},${pixel(up.at(value))}`);
  const curve = `<path d="M${places.join('L')}" class="fit" fill="none" stroke="${CURVE}" stroke-width="2.5"/>`;
  const [x, above] = names.map((name) => shortened(name, 30)) as [string, string];
  const body = [frame(across, up, { title, x, y: above }), dots(points), places.length > 1 ? curve : ''].join('\n');
  return { title, width, height: HEIGHT, body };
}
