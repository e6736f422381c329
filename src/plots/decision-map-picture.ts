import { ShapeError, ValueError } from '../errors.ts';
import { checkOptions } from '../options.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { checkModel, checkTexts } from './arguments.ts';
import { axis, rangeOf, widened, type Axis, type Range } from './axis.ts';
import { classSurface } from './class-surface.ts';
import { frame, leftOf, MARGIN } from './frame.ts';
import { legendBelow, legendBeside } from './legend.ts';
import { WIDE, pixel, titled, type Form, type Picture } from './picture.ts';
import { edged } from './points.ts';
import type { Answering, Surface } from './surface.ts';
import { shortened } from './text-width.ts';
import { valueSurface } from './value-surface.ts';

export interface DecisionMapOptions {
  /** Names of the classes. @default their numbers */
  readonly labels?: readonly string[];
  /** Names of the two inputs. @default x and y */
  readonly features?: readonly [string, string];
}

/** The map is made of so many cells a side. */
const CELLS = 120;
/** More points than this hide the map. */
const POINTS = 2000;

/** What a model of two inputs answers all around its samples, and the samples. */
export function decisionMapPicture(
  model: Answering,
  inputs: ArrayLike,
  answers: ArrayLike,
  options: DecisionMapOptions = {},
  { width = WIDE, title: name = 'Decision map' }: Form = {},
  where = 'plotDecisionMap',
): Picture {
  checkOptions(where, options, ['labels', 'features']);
  const { labels, features = ['x', 'y'] } = options;
  checkModel(where, model, 'predict', 'classes');
  checkTexts(where, 'features', features, 2);
  const [X, y] = [asTensor(inputs, where, 'float64'), asTensor(answers, where, 'float64')];
  const [N = 0] = X.shape;
  if (X.rank !== 2 || X.shape[1] !== 2 || N === 0) throw new ShapeError(where, 'X [N, 2]', formatShape(X.shape));
  if (y.shape[0] !== N) throw new ShapeError(where, `y of ${N} samples`, formatShape(y.shape));

  const ranges = [0, 1].map((k) => widened(rangeOf(X.data.filter((_, i) => i % 2 === k)), 0.06)) as [Range, Range];
  if (ranges.some(([low, high]) => high - low === Infinity)) {
    throw new ValueError(where, 'X of a finite range', 'one too wide');
  }
  const left = leftOf(axis(ranges[1], [1, 0]), true);
  const side = Math.min(480, width - left - 16);
  const across = axis(ranges[0], [left, left + side]);
  const up = axis(ranges[1], [MARGIN.top + side, MARGIN.top]);
  const isOfClasses = model.classes(X.slice(0, 1)).dtype === 'int32';
  if (!isOfClasses && labels)
    throw new ValueError(where, 'a model of classes, where labels name them', 'one of numbers');
  const samples = { where, model, grid: gridOf(...ranges), X, y };
  const surface = isOfClasses ? classSurface(samples, labels) : valueSurface(samples);

  const every = Math.ceil(N / POINTS);
  const isWhole = (n: number): boolean => Number.isFinite(X.data[2 * n]) && Number.isFinite(X.data[2 * n + 1]);
  const title = titled(name, Array.from({ length: N }, (_, n) => n).filter((n) => !isWhole(n)).length);
  const points = Array.from({ length: Math.ceil(N / every) }, (_, i) => i * every)
    .filter(isWhole)
    .map((n) => surface.point(n, across.at(X.data[2 * n]!), up.at(X.data[2 * n + 1]!)));
  const bottom = MARGIN.top + side + MARGIN.bottom;
  const place = { left: width < WIDE ? left + 6 : left + side + 24, right: width - 4 };
  const rows = width < WIDE ? legendBelow(surface.legend, bottom, place) : legendBeside(surface.legend, place);
  const [first, second] = [shortened(features[0], side), shortened(features[1], side)];
  const body = [
    frame(across, up, { title, x: first, y: second }),
    cells(surface, across, up),
    edged(points.join('\n')),
    ...rows.parts,
  ].join('\n');
  return { title, width, height: Math.max(bottom, rows.bottom), body };
}

/** The middles of all cells, row by row from the top. */
function gridOf([left, right]: Range, [bottom, top]: Range): Tensor<'float64'> {
  const data = new Float64Array(2 * CELLS * CELLS);
  for (let row = 0, at = 0; row < CELLS; row++) {
    for (let column = 0; column < CELLS; column++) {
      data[at++] = left + ((column + 0.5) / CELLS) * (right - left);
      data[at++] = top - ((row + 0.5) / CELLS) * (top - bottom);
    }
  }
  return new Tensor('float64', [CELLS * CELLS, 2], data);
}

/** All cells of one colour are one path of strips, on a grid whose unit is a cell. */
function cells(surface: Surface, across: Axis, up: Axis): string {
  const strips = new Map<string, string>();
  for (let row = 0; row < CELLS; row++) {
    const colors = Array.from({ length: CELLS }, (_, column) => surface.color(row * CELLS + column));
    const starts = [...colors.keys()].filter((column) => colors[column] !== colors[column - 1]);
    starts.forEach((start, i) => {
      const width = (starts[i + 1] ?? CELLS) - start;
      const strip = `M${start} ${row}h${width}v1h-${width}z`;
      strips.set(colors[start]!, (strips.get(colors[start]!) ?? '') + strip);
    });
  }
  const paths = [...strips].map(([fill, d]) => `<path fill="${fill}" d="${d}"/>`);
  const place = `translate(${pixel(across.from)} ${pixel(up.to)}) scale(${(across.to - across.from) / CELLS})`;
  return `<g shape-rendering="crispEdges" transform="${place}">\n${paths.join('\n')}\n</g>`;
}
