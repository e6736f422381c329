import { ShapeError, ValueError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { axis, rangeOf, type Axis, type Range } from './axis.ts';
import { classSurface } from './class-surface.ts';
import { frame } from './frame.ts';
import { WIDE, label, pixel, shortened, type Form, type Picture } from './picture.ts';
import { edged } from './points.ts';
import type { Answering, Explained, Surface } from './surface.ts';
import { valueSurface } from './value-surface.ts';

export interface DecisionMapOptions {
  /** Names of the classes. @default their numbers */
  readonly labels?: readonly string[];
  /** Names of the two inputs. @default x and y */
  readonly features?: readonly [string, string];
}

const [LEFT, TOP] = [64, 34];
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
  { width = WIDE, title = 'Decision map' }: Form = {},
  where = 'plotDecisionMap',
): Picture {
  const [X, y] = [asTensor(inputs, where, 'float64'), asTensor(answers, where, 'float64')];
  const [N = 0] = X.shape;
  if (X.rank !== 2 || X.shape[1] !== 2 || N === 0) throw new ShapeError(where, 'X [N, 2]', formatShape(X.shape));
  if (y.shape[0] !== N) throw new ShapeError(where, `y of ${N} samples`, formatShape(y.shape));

  const ranges = [0, 1].map((k) => widened(rangeOf(X.data.filter((_, i) => i % 2 === k)))) as [Range, Range];
  if (!ranges.flat().every(Number.isFinite)) throw new ValueError(where, 'X of a finite range', 'one too wide');
  const side = Math.min(480, width - LEFT - 16);
  const across = axis(ranges[0], [LEFT, LEFT + side]);
  const up = axis(ranges[1], [TOP + side, TOP]);
  const isOfClasses = model.classes(X.slice(0, 1)).dtype === 'int32';
  const samples = { where, model, grid: gridOf(...ranges), X, y };
  const surface = isOfClasses ? classSurface(samples, labels) : valueSurface(samples);

  const every = Math.ceil(N / POINTS);
  const points = Array.from({ length: Math.ceil(N / every) }, (_, i) => {
    const n = i * every;
    return surface.point(n, across.at(X.data[2 * n]!), up.at(X.data[2 * n + 1]!));
  });
  const bottom = TOP + side + 42;
  const rows = width < WIDE ? legendBelow(surface.legend, bottom, width) : legendBeside(surface.legend, LEFT + side);
  const [first, second] = features.map((name) => shortened(name, side / 7)) as [string, string];
  const body = [
    frame(across, up, { title, x: first, y: second }),
    cells(surface, across, up),
    edged(points.join('\n')),
    ...rows.parts,
  ].join('\n');
  return { title, width, height: Math.max(bottom, rows.bottom), body };
}

interface Legend {
  readonly parts: readonly string[];
  readonly bottom: number;
}

function legendBeside(legend: readonly Explained[], right: number): Legend {
  return {
    parts: legend.map((entry, k) => explained(entry, right + 24, TOP + 12 + 20 * k)),
    bottom: TOP + 20 * legend.length,
  };
}

/** In rows, as far as the picture is wide. */
function legendBelow(legend: readonly Explained[], top: number, width: number): Legend {
  let [x, y] = [LEFT + 6, top + 6];
  const parts = legend.map((entry) => {
    const needed = 30 + 7 * entry.text.length;
    if (x > LEFT + 6 && x + needed > width) [x, y] = [LEFT + 6, y + 20];
    const part = explained(entry, x, y);
    x += needed;
    return part;
  });
  return { parts, bottom: y + 18 };
}

function explained({ text, mark }: Explained, x: number, y: number): string {
  return edged(mark(x, y)) + label(text, x + 12, y, 'dy="0.35em"');
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
