import { ShapeError, ValueError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { checkEach } from '../tensor/targets.ts';
import { checkTexts } from './arguments.ts';
import type { Data } from '../tensor/dtype.ts';
import { formatShape } from '../tensor/shape.ts';
import { GRID, PAPER, WIDE, heading, label, pixel, type Form, type Picture } from './picture.ts';
import { shortened, widthOf } from './text-width.ts';

const FULL = '#332288';
/** More classes than this would make a picture that nobody reads. */
const MOST = 200;
/** Cells of fewer pixels hold no number, and rows no name. */
const READABLE = 9;
/** The widest that a name may be, in pixels. */
const NAME = 120;

/** Which class was taken for which: a row for each class, its samples spread over the columns; full colour is a whole row. */
export function confusionPicture(
  matrix: ArrayLike,
  labels?: readonly string[],
  { width = WIDE, title = 'Confusion' }: Form = {},
  where = 'plotConfusion',
): Picture {
  const counts = asTensor(matrix, where, 'float64');
  const [C = 0, columns] = counts.shape;
  if (counts.rank !== 2 || C !== columns || C === 0)
    throw new ShapeError(where, 'a matrix [C, C]', formatShape(counts.shape));
  if (C > MOST) throw new ValueError(where, `up to ${MOST} classes`, `${C}`, 'Draw the rows of some of them.');
  checkTexts(where, 'labels', labels, C);
  checkEach(where, 'counts', counts, (count) => count >= 0 && count <= Number.MAX_SAFE_INTEGER);
  const names = Array.from({ length: C }, (_, k) => shortened(labels?.[k] ?? String(k), NAME));
  const longest = Math.max(...names.map((name) => widthOf(name)));
  const left = Math.max(60, 36 + longest);
  const cell = Math.max(4, Math.min(64, (width < WIDE ? width - left - 24 : 480) / C));
  const flat = longest < cell;
  const top = flat ? 60 : 52 + 0.75 * longest;
  const [middle, bottom] = [left + (C * cell) / 2, top + C * cell];
  const side = pixel(C * cell);
  const parts = [
    heading(title, width),
    `<rect class="grid" x="${pixel(left)}" y="${pixel(top)}" width="${side}" height="${side}" fill="none" stroke="${GRID}"/>`,
    ...Array.from({ length: C }, (_, k) => rowOf(counts.data.subarray(k * C, (k + 1) * C), left, top + k * cell, cell)),
    ...(cell < READABLE ? [] : names.map((name, k) => namesOf(name, left, top, (k + 0.5) * cell, flat, fontFor(cell)))),
    label('predicted', middle, bottom + 20, 'text-anchor="middle"'),
    label('is', 14, (top + bottom) / 2, `text-anchor="middle" transform="rotate(-90 14 ${pixel((top + bottom) / 2)})"`),
  ];
  const needed = Math.ceil(left + C * cell + (flat || cell < READABLE ? 16 : 16 + 0.75 * longest));
  return { title, width: Math.max(width, needed), height: Math.ceil(bottom + 36), body: parts.join('\n') };
}

/** The cells of a class, and the counts that fit in. */
function rowOf(row: Data, left: number, y: number, cell: number): string {
  let whole = 0;
  for (const count of row) whole += count;
  const side = pixel(cell - 1);
  const cells = Array.from(row, (count, j) => {
    const share = whole === 0 ? 0 : count / whole;
    const x = left + j * cell;
    const place = `x="${pixel(x)}" y="${pixel(y)}" width="${side}" height="${side}"`;
    const [font, shown] = [fontFor(cell), countText(count)];
    const fill = `class="full" fill="${FULL}" fill-opacity="${Math.round(1000 * share) / 1000}"`;
    const rect = `<rect ${place} ${fill} stroke="${GRID}" stroke-width="0.5"><title>${shown} of ${countText(whole)}</title></rect>`;
    if (cell < READABLE) return count === 0 ? '' : rect;
    const ink = share > 0.5 ? ` class="on-full" fill="${PAPER}"` : count === 0 ? ' fill-opacity="0.45"' : '';
    const text = label(
      shown,
      x + cell / 2,
      y + cell / 2,
      `dy="0.35em" text-anchor="middle" font-size="${pixel(font)}"${ink}`,
    );
    return widthOf(shown, font) < cell ? rect + text : rect;
  });
  return cells.join('\n');
}

/** The name of a class beside its row and above its column, aslant where names are longer than columns are wide. */
function namesOf(name: string, left: number, top: number, at: number, flat: boolean, font: number): string {
  const [x, y] = [left + at, top - 8];
  const above = flat ? 'text-anchor="middle"' : `transform="rotate(-45 ${pixel(x)} ${pixel(y)})"`;
  const size = `font-size="${pixel(font)}"`;
  return (
    label(name, left - 8, top + at, `dy="0.35em" text-anchor="end" ${size}`) + label(name, x, y, `${above} ${size}`)
  );
}

/** All digits of what is counted, three of a share. */
function countText(count: number): string {
  return String(Number.isInteger(count) ? count : Number(count.toPrecision(3)));
}

/** The size of letters in cells, in pixels. */
function fontFor(cell: number): number {
  return Math.min(12, cell - 0.5);
}
