import { answersFor, encoderOf } from '../../recipes/predict-rows.ts';
import { csvLines } from '../data/csv-lines.ts';
import type { DataFlags } from '../data/flags.ts';
import { knowsItsTable, openModel } from '../data/model-data.ts';
import { checkTargetOfModel, readingForModel } from '../data/model-table.ts';
import { onFile } from '../tables/in-flags.ts';
import { nameOfFile } from '../tables/load.ts';
import { tell } from '../tables/notices.ts';
import { strangersOf } from '../tables/strangers.ts';
import { loadWithTexts, type WrittenColumn } from '../tables/texts.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { predictSamples } from './predict-samples.ts';

/** Rows that become text at once. */
const ROWS = 4096;

/** A saved model's answers as CSV, in pieces. */
export async function predict(
  path: string,
  options: DataFlags,
  classesOnly: boolean,
  terminal: Terminal,
): Promise<Iterable<string>> {
  const saved = openModel(path);
  if (!knowsItsTable(saved, options)) return [await predictSamples(saved, options, classesOnly, terminal)];
  checkTargetOfModel(saved, options);
  const { table, texts } = await loadWithTexts('--data', options.data, readingForModel(saved, options), terminal);
  const answers = await onFile(nameOfFile(options.data), () => answersFor('nnfs predict', saved.model, table));
  tell(strangersOf(encoderOf(path, saved.model), table), terminal);
  const { confidences } = answers;
  const labels = answers.target.task === 'classification' && !classesOnly ? answers.target.labels : [];
  const names = texts.map(({ name }) => name);
  const column = (name: string): string => {
    const own = freeName(name, names);
    names.push(own);
    return own;
  };
  const heads = [column(answers.target.column), ...labels.map((label) => column(`${answers.target.column}_${label}`))];
  return csvTexts(texts, table.rows, heads, (row) => [
    String(answers.answers[row]),
    ...labels.map((_, k) => String(confidences!.data[row * labels.length + k])),
  ]);
}

/** The name of a new column: where the table has one of that name, `_predicted` stands behind it. */
function freeName(name: string, taken: readonly string[]): string {
  const predicted = `${name}_predicted`;
  if (!taken.includes(name)) return name;
  let free = predicted;
  for (let n = 2; taken.includes(free); n++) free = `${predicted}_${n}`;
  return free;
}

/** Columns as they stand in a file, and further ones behind, as CSV, some rows at a time. */
function* csvTexts(
  columns: readonly WrittenColumn[],
  count: number,
  heads: readonly string[],
  more: (row: number) => readonly string[],
): Generator<string> {
  yield csvLines([[...columns.map(({ name }) => name), ...heads]]);
  for (let from = 0; from < count; from += ROWS) {
    const rows = Array.from({ length: Math.min(ROWS, count - from) }, (_, i) => from + i);
    yield csvLines(rows.map((row) => [...columns.map((column) => column.at(row)), ...more(row)]));
  }
}
