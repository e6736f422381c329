import { ShapeError, ValueError } from '../errors.ts';
import { asTensor, linspace, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { axis, rangeOf } from './axis.ts';
import { checkModel, checkTexts } from './arguments.ts';
import { frame, leftOf, MARGIN } from './frame.ts';
import { WIDE, pixel, titled, type Form, type Picture } from './picture.ts';
import { dots } from './points.ts';
import type { Answering } from './surface.ts';
import { shortened } from './text-width.ts';

const HEIGHT = 280;
const POINTS = 1000;
/** The curve is made of so many pieces. */
const PIECES = 300;
const CURVE = '#D55E00';

/**
 * What a model of one input and one output answers, as a curve; the samples, and a stick from each to its answer.
 *
 * @param inputs [N, 1]
 * @param targets [N] or [N, 1]
 * @param names of the input and of the answer
 */
export function fitPicture(
  model: Pick<Answering, 'predict'>,
  inputs: ArrayLike,
  targets: ArrayLike,
  names: readonly [string, string],
  { width = WIDE, title: name = 'Fit' }: Form = {},
  where = 'plotFit',
): Picture {
  checkModel(where, model, 'predict');
  checkTexts(where, 'names', names, 2);
  const [X, y] = [asTensor(inputs, where, 'float64'), asTensor(targets, where, 'float64')];
  const [N = 0] = X.shape;
  if (X.rank !== 2 || X.shape[1] !== 1 || N === 0) throw new ShapeError(where, 'X [N, 1]', formatShape(X.shape));
  if (y.size !== N) throw new ShapeError(where, `y of ${N} samples`, formatShape(y.shape));
  const said = model.predict(X);
  if (said.size !== N) throw new ShapeError(where, 'a model of one output', formatShape(said.shape));

  const [low, high] = rangeOf(X.data);
  if (high - low === Infinity) throw new ValueError(where, 'X of a finite range', 'one too wide');
  const grid = linspace(low, high, PIECES + 1, 'float64').reshape([PIECES + 1, 1]);
  const output = model.predict(grid);
  const heights = rangeOf([output.data, said.data, y.data].flatMap((values) => rangeOf(values)));
  const up = axis(heights, [HEIGHT - MARGIN.bottom, MARGIN.top]);
  const across = axis([low, high], [leftOf(up, true), width - MARGIN.right], width < WIDE ? 5 : 8);
  const every = Math.ceil(N / POINTS);
  const isWhole = (n: number): boolean => [X, y, said].every(({ data }) => Number.isFinite(data[n]));
  const title = titled(name, X.data.filter((_, n) => !isWhole(n)).length);
  const samples = Array.from({ length: Math.ceil(N / every) }, (_, i) => i * every)
    .filter(isWhole)
    .map((n) => [X, y, said].map(({ data }) => data[n]!))
    .map(([at, value, answer]) => [across.at(at!), up.at(value!), up.at(answer!)] as const); // prettier-ignore
  const sticks = samples.map(([x, from, to]) => `M${pixel(x)} ${pixel(from)}V${pixel(to)}`).join('');
  const places = Array.from(grid.data, (at, i) => [at, output.data[i]!] as const)
    .filter(([, value]) => Number.isFinite(value))
    .map(([at, value]) => `${pixel(across.at(at))},${pixel(up.at(value))}`);
  const curve = `<path d="M${places.join('L')}" class="fit" fill="none" stroke="${CURVE}" stroke-width="2.5"/>`;
  const [x, above] = [shortened(names[0], across.to - across.from), shortened(names[1], up.from - up.to)];
  const body = [
    frame(across, up, { title, x, y: above }),
    `<path d="${sticks}" class="sticks" fill="none" stroke="${CURVE}" stroke-opacity="0.5"/>`,
    dots(samples),
    places.length > 1 ? curve : '',
  ].join('\n');
  return { title, width, height: HEIGHT, body };
}
