/** Rows that only judge a model: that they can, before long work. */
import type { TableEncoder } from '../../datasets/tables/encoder/encoder.ts';
import { targetIn } from '../../datasets/tables/encoder/target.ts';
import type { Table } from '../../datasets/tables/table.ts';
import { FormatError, ValueError, describe } from '../../errors.ts';
import { onFile } from '../tables/in-flags.ts';
import { STDIN, nameOfFile } from '../tables/load.ts';
import { WrongCall } from '../wrong-call.ts';

/** @throws FormatError, naming the file, where no row has a target */
export function checkJudging(path: string, table: Table, target: string): Promise<void> {
  const name = nameOfFile(path);
  return onFile(name, () => {
    if (targetIn(name, table, target).missing < table.rows) return;
    throw new FormatError(name, `rows with a value in ${describe(target)}, the target`, 'none');
  });
}

/** @throws ValueError for columns that lack, and where no target is a number though the model answers numbers */
export function checkEncodable(encoder: TableEncoder, table: Table): void {
  encoder.transformInputs(table);
  if (encoder.labeled(table).rows > 0) return;
  throw new ValueError('TableEncoder.transform', `${encoder.target!.type} values in ${describe(encoder.target!.column)}, the target`, 'none'); // prettier-ignore
}

/** @throws WrongCall where two options read standard input */
export function checkOneReadsStdin(paths: Readonly<Record<string, unknown>>): void {
  const [first, second] = Object.keys(paths).filter((option) => paths[option] === STDIN);
  if (second !== undefined) throw new WrongCall(second, `a file, since ${first!} reads standard input`, STDIN);
}
