import { numbersOf, textsOf } from '../datasets/tables/encoder/cells.ts';
import type { TableEncoder } from '../datasets/tables/encoder/encoder.ts';
import type { Table } from '../datasets/tables/table.ts';
import { meanOf } from './explained.ts';
import type { TableData } from './table-data.ts';

/** How good it would be to give every row of validation the same answer, the one that suits the training rows best. */
export type Baseline =
  | {
      /** The most frequent class of the training rows, the first of equals. */
      readonly answer: string | number;
      /** How often it is right. */
      readonly accuracy: number;
    }
  | {
      /** The mean of the training rows. */
      readonly answer: number;
      /** The root of the mean squared error, in the unit of the target. */
      readonly rmse: number;
    };

/** What a model has to better; undefined without validation. */
export function baselineOf({ encoder, training, validation }: TableData): Baseline | undefined {
  const { target } = encoder;
  if (target === undefined || validation === undefined) return undefined;
  if (target.task === 'regression') {
    const answer = meanOf(numbersOf(encoder.targetOf(training.table)));
    const squares = Array.from(numbersOf(encoder.targetOf(validation.table)), (value) => (value - answer) ** 2);
    return { answer, rmse: Math.sqrt(meanOf(squares)) };
  }
  const counts = new Float64Array(target.labels.length);
  for (const index of training.y.data) counts[index]!++;
  const most = counts.indexOf(counts.reduce((a, b) => Math.max(a, b)));
  const right = rowsOf(encoder, validation.table, target.labels[most]!);
  return { answer: target.value(most), accuracy: right / validation.table.rows };
}

/** How many rows are of a class. */
function rowsOf(encoder: TableEncoder, table: Table, label: string): number {
  const { codes, dictionary } = textsOf(encoder.targetOf(table));
  let count = 0;
  for (let row = 0; row < codes.length; row++) if (dictionary[codes[row]!] === label) count++;
  return count;
}
