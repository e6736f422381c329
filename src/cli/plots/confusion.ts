/** Confusion matrices of any number of classes. */
import { confusionPicture } from '../../plots/confusion-picture.ts';
import type { Picture } from '../../plots/picture.ts';
import { COLUMN, titleFor } from './judgement.ts';

/** More classes than this are told by those that are confused most. */
const MOST = 30;
const SHOWN = 20;

/** @param matrix [k][j]: how many samples of class k were taken for class j */
export function confusionPanel(
  name: string,
  matrix: readonly (readonly number[])[],
  labels: readonly string[],
): Picture {
  const form = { width: COLUMN, title: titleFor('Confusion', name) };
  if (labels.length <= MOST) return confusionPicture(matrix, labels, form);
  const chosen = mostConfused(matrix);
  const some = chosen.map((k) => chosen.map((j) => matrix[k]![j]!));
  const names = chosen.map((k) => labels[k]!);
  return confusionPicture(some, names, { ...form, title: `${form.title}, ${SHOWN} of ${labels.length} classes` }); // prettier-ignore
}

/** The classes with the most mistakes, in their order. */
function mostConfused(matrix: readonly (readonly number[])[]): number[] {
  const mistakes = new Float64Array(matrix.length);
  matrix.forEach((row, k) => {
    row.forEach((count, j) => {
      if (j === k) return;
      mistakes[k]! += count;
      mistakes[j]! += count;
    });
  });
  const order = Array.from(mistakes.keys()).sort((a, b) => mistakes[b]! - mistakes[a]! || a - b);
  return order.slice(0, SHOWN).sort((a, b) => a - b);
}
