import { ShapeError, ValueError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { sum } from '../tensor/reduce.ts';
import { formatShape } from '../tensor/shape.ts';
import { INK, PAPER, label, pixel, shortened, type Picture } from './picture.ts';
import { mixed } from './palette.ts';

const SIDE = 480;
const FULL = '#332288';
/** More classes than this would make a picture that nobody reads. */
const MOST = 200;
/** Cells of fewer pixels hold no number, and rows no name. */
const READABLE = 14;

/** Which class was taken for which: a row for each class, its samples spread over the columns; full colour is a whole row. */
export function confusionPicture(matrix: ArrayLike, labels?: readonly string[], where = 'plotConfusion'): Picture {
  const counts = asTensor(matrix, where, 'float64');
  const [C = 0, columns] = counts.shape;
  if (counts.rank !== 2 || C !== columns || C === 0)
    throw new ShapeError(where, 'a matrix [C, C]', formatShape(counts.shape));
  if (C > MOST) throw new ValueError(where, `up to ${MOST} classes`, `${C}`, 'Draw the rows of some of them.');
  if (labels !== undefined && labels.length !== C) {
    throw new ShapeError(where, `${C} labels`, `${labels.length}`);
  }
  const names = labels ?? Array.from({ length: C }, (_, k) => String(k));
  const cell = Math.max(4, Math.min(64, SIDE / C));
  const [left, top] = [120, 60];
  const parts: string[] = [];
  for (let k = 0; k < C; k++) {
    const row = counts.data.subarray(k * C, (k + 1) * C);
    const whole = sum(counts.slice(k, k + 1)).item();
    row.forEach((count, j) => {
      const share = whole === 0 ? 0 : count / whole;
      const [x, y] = [left + j * cell, top + k * cell];
      const title = `<title>${count} of ${whole}</title>`;
      parts.push(
        `<rect x="${pixel(x)}" y="${pixel(y)}" width="${pixel(cell - 1)}" height="${pixel(cell - 1)}" fill="${mixed(PAPER, FULL, share)}" stroke="#d1d5db" stroke-width="0.5">${title}</rect>`,
      );
      const fits = String(count).length * 7 < cell && cell >= READABLE;
      if (!fits) return;
      const ink = share > 0.5 ? PAPER : INK;
      parts.push(label(String(count), x + cell / 2, y + cell / 2, `dy="0.35em" text-anchor="middle" fill="${ink}"`));
    });
  }
  if (cell >= READABLE) {
    names.forEach((name, k) => {
      const middle = (k + 0.5) * cell;
      const places = { row: [left - 8, top + middle], column: [left + middle, top - 8] } as const;
      parts.push(label(shortened(name, 16), ...places.row, 'dy="0.35em" text-anchor="end"'));
      const wide = shortened(name, 16).length * 7 < cell;
      const turned = `transform="rotate(-45 ${pixel(places.column[0])} ${pixel(places.column[1])})"`;
      parts.push(label(shortened(name, wide ? 16 : 7), ...places.column, wide ? 'text-anchor="middle"' : turned));
    });
  }
  const bottom = top + C * cell;
  parts.push(
    label('Confusion', left, 20, 'font-size="14" font-weight="600"'),
    label('predicted', left + (C * cell) / 2, bottom + 20, 'text-anchor="middle"'),
    label('is', 14, top + (C * cell) / 2, `text-anchor="middle" transform="rotate(-90 14 ${pixel(top + (C * cell) / 2)})"`), // prettier-ignore
  );
  const title = 'Confusion matrix';
  return { title, width: Math.max(720, left + C * cell + 40), height: Math.ceil(bottom + 36), body: parts.join('\n') };
}
