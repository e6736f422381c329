import type { Data, DType } from '../dtype.ts';
import { columnFor } from './column.ts';
import { formatNumber } from './number.ts';

/** What the text form needs of a tensor; `data` is in row-major order. */
export interface Printable {
  readonly dtype: DType;
  readonly shape: readonly number[];
  readonly data: Data;
}

/** NumPy's print options `threshold`, `edgeitems` and `linewidth`. */
const THRESHOLD = 1000;
const EDGE_ITEMS = 3;
const LINE_WIDTH = 75;

/** Stands among the indices of an axis where the middle is left out. */
const ELLIPSIS = -1;

/**
 * NumPy's text of an array, as `print(array)` shows it: all elements in one common format, at most 8 decimals, rows
 * wrapped at 75 characters. Of more than 1000 elements only the first and last three along each axis are shown, and
 * only these are read: a large tensor prints as quickly as a small one. A scalar (shape []) is written in full.
 *
 * Source: `numpy.array_str` with NumPy's default print options.
 *
 * @example
 * import { tensor } from 'nnfs';
 * console.log(tensor([[1, -2.5], [0.1, 1 / 3]]).toString());
 * // [[ 1.         -2.5       ]
 * //  [ 0.1         0.33333334]]
 */
export function formatArray(array: Printable): string {
  const { dtype, shape, data } = array;
  if (shape.length === 0) return formatNumber(data[0]!, dtype);
  const size = shape.reduce((product, length) => product * length, 1);
  if (size === 0) return '[]';

  const axes = shape.map((length) => visibleIndices(length, size > THRESHOLD));
  const column = columnFor(visibleValues(data, shape, axes), dtype);
  const lastAxis = shape.length - 1;

  const block = (axis: number, position: number): string => {
    const start = position * shape[axis]!;
    const indent = ' '.repeat(axis + 1);
    if (axis === lastAxis) {
      const words = axes[axis]!.map((i) => (i === ELLIPSIS ? '...' : column(data[start + i]!)));
      return `[${wrap(words, indent, LINE_WIDTH - axis - 1)}]`; // room for the brackets that may close here
    }
    const blocks = axes[axis]!.map((i) => (i === ELLIPSIS ? '...' : block(axis + 1, start + i)));
    return `[${blocks.join('\n'.repeat(lastAxis - axis) + indent)}]`;
  };
  return block(0, 0);
}

/** All indices of an axis, or of a long one the first and the last with a mark between them. */
function visibleIndices(length: number, summarized: boolean): number[] {
  if (!summarized || length <= 2 * EDGE_ITEMS) return Array.from({ length }, (_, i) => i);
  const edge = Array.from({ length: EDGE_ITEMS }, (_, i) => i);
  return [...edge, ELLIPSIS, ...edge.map((i) => length - EDGE_ITEMS + i)];
}

function visibleValues(data: Data, shape: readonly number[], axes: readonly number[][]): number[] {
  let positions = [0];
  axes.forEach((indices, axis) => {
    const shown = indices.filter((i) => i !== ELLIPSIS);
    positions = positions.flatMap((position) => shown.map((i) => position * shape[axis]! + i));
  });
  return positions.map((position) => data[position]!);
}

/** Words with single spaces between them, on as few lines as `width` allows; all lines but the first are indented. */
function wrap(words: readonly string[], indent: string, width: number): string {
  const lines: string[] = [];
  let line = indent;
  for (const word of words) {
    if (line.length > indent.length && line.length + word.length > width) {
      lines.push(line.trimEnd());
      line = indent;
    }
    line += `${word} `;
  }
  lines.push(line.slice(0, -1));
  return lines.join('\n').slice(indent.length);
}
