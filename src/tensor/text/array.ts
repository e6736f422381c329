import type { Data, DType } from '../dtype.ts';
import { sizeOf } from '../shape.ts';
import { alignedTexts } from './column.ts';
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
  const size = sizeOf(shape);
  if (size === 0) return '[]';

  const axes = shape.map((length) => visibleIndices(length, size > THRESHOLD));
  const lastAxis = shape.length - 1;

  const block = (element: (x: number) => string, axis = 0, position = 0): string => {
    const indent = ' '.repeat(axis + 1);
    const words = axes[axis]!.map((i) => {
      if (i === ELLIPSIS) return '...';
      const next = position * shape[axis]! + i;
      return axis === lastAxis ? element(data[next]!) : block(element, axis + 1, next);
    });
    return axis === lastAxis
      ? `[${wrap(words, indent, LINE_WIDTH - axis - 1)}]` // room for the brackets that may close here
      : `[${words.join('\n'.repeat(lastAxis - axis) + indent)}]`;
  };
  // Twice over the elements that are shown: their format depends on all of them.
  const shown: number[] = [];
  block((x) => `${shown.push(x)}`);
  const texts = alignedTexts(shown, dtype).values();
  return block(() => texts.next().value!);
}

/** All indices of an axis, or of a long one the first and the last with a mark between them. */
function visibleIndices(length: number, summarized: boolean): number[] {
  if (!summarized || length <= 2 * EDGE_ITEMS) return Array.from({ length }, (_, i) => i);
  const edge = Array.from({ length: EDGE_ITEMS }, (_, i) => i);
  return [...edge, ELLIPSIS, ...edge.map((i) => length - EDGE_ITEMS + i)];
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
