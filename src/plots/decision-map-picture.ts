import { ShapeError, ValueError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { axis, rangeOf, type Axis } from './axis.ts';
import { classSurface } from './class-surface.ts';
import { frame } from './frame.ts';
import { pixel, type Picture } from './picture.ts';
import type { Answering, Surface } from './surface.ts';
import { valueSurface } from './value-surface.ts';

export interface DecisionMapOptions {
  /** Names of the classes. @default their numbers */
  readonly labels?: readonly string[];
  /** Names of the two inputs. @default x and y */
  readonly features?: readonly [string, string];
}

type Range = readonly [low: number, high: number];

const [WIDTH, SIDE, LEFT, TOP] = [720, 480, 64, 34];
/** The map is made of so many cells a side. */
const CELLS = 120;
/** More points than this hide the map. */
const POINTS = 2000;

/** What a model of two inputs answers all around its samples, and the samples. */
export function decisionMapPicture(
  model: Answering,
  inputs: ArrayLike,
  answers: ArrayLike,
  { labels, features = ['x', 'y'] }: DecisionMapOptions = {},
  where = 'plotDecisionMap',
): Picture {
  const [X, y] = [asTensor(inputs, where, 'float64'), asTensor(answers, where, 'float64')];
  const [N = 0] = X.shape;
  if (X.rank !== 2 || X.shape[1] !== 2 || N === 0) throw new ShapeError(where, 'X [N, 2]', formatShape(X.shape));
  if (y.shape[0] !== N) throw new ShapeError(where, `y of ${N} samples`, formatShape(y.shape));

  const ranges = [0, 1].map((k) => widened(rangeOf(X.data.filter((_, i) => i % 2 === k)))) as [Range, Range];
  if (!ranges.flat().every(Number.isFinite)) throw new ValueError(where, 'X of a finite range', 'one too wide');
  const across = axis(ranges[0], [LEFT, LEFT + SIDE]);
  const up = axis(ranges[1], [TOP + SIDE, TOP]);
  const isOfClasses = model.classes(X.slice(0, 1)).dtype === 'int32';
  const samples = { where, model, grid: gridOf(...ranges), X, y };
  const surface = isOfClasses ? classSurface(samples, labels) : valueSurface(samples);

  const every = Math.ceil(N / POINTS);
  const points = Array.from({ length: Math.ceil(N / every) }, (_, i) => {
    const n = i * every;
    return surface.point(n, across.at(X.data[2 * n]!), up.at(X.data[2 * n + 1]!));
  });
  const title = 'Decision map';
  const body = [
    frame(across, up, { title, x: features[0], y: features[1] }),
    cells(surface, across, up),
    ...points,
    ...surface.legend(LEFT + SIDE + 24, TOP),
  ].join('\n');
  return { title, width: WIDTH, height: TOP + SIDE + 42, body };
}

/** Some room around the samples. */
function widened([low, high]: Range): Range {
  const room = (high - low || 1) * 0.06;
  return [low - room, high + room];
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

/** All cells of one colour are one path of strips. */
function cells(surface: Surface, across: Axis, up: Axis): string {
  const strips = new Map<string, string>();
  const size = SIDE / CELLS;
  for (let row = 0; row < CELLS; row++) {
    const colors = Array.from({ length: CELLS }, (_, column) => surface.color(row * CELLS + column));
    const starts = [...colors.keys()].filter((column) => colors[column] !== colors[column - 1]);
    starts.forEach((start, i) => {
      const width = pixel(((starts[i + 1] ?? CELLS) - start) * size);
      const place = `M${pixel(across.from + start * size)} ${pixel(up.to + row * size)}`;
      const strip = `${place}h${width}v${pixel(size)}h-${width}z`;
      strips.set(colors[start]!, (strips.get(colors[start]!) ?? '') + strip);
    });
  }
  const paths = [...strips].map(([fill, d]) => `<path fill="${fill}" d="${d}"/>`);
  return `<g shape-rendering="crispEdges">\n${paths.join('\n')}\n</g>`;
}
