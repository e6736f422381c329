import { readingOf } from '../../model/run/network.ts';
import { answersFor, encoderOf, type TableAnswers } from '../../recipes/predict-rows.ts';
import { csvLines } from '../data/csv-lines.ts';
import type { DataFlags } from '../data/flags.ts';
import { knowsItsTable, openModel } from '../data/model-data.ts';
import { isOfPictures } from '../data/source.ts';
import { checkTargetOfModel, readingForModel } from '../data/model-table.ts';
import { onFile } from '../tables/in-flags.ts';
import { FiniteAnswers } from '../tables/finite-answers.ts';
import { nameOfFile } from '../tables/load.ts';
import { tell } from '../tables/notices.ts';
import { strangersOf } from '../tables/strangers.ts';
import { loadWithTexts, type WrittenColumn } from '../tables/texts.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { WrongCall } from '../wrong-call.ts';
import { predictSamples } from './predict-samples.ts';

/** Cells that become text at once. */
const CELLS = 200_000;

/** A saved model's answers as CSV, in pieces. @throws WrongCall for classes alone of a model that has none */
export async function predict(
  path: string,
  options: DataFlags,
  classesOnly: boolean,
  terminal: Terminal,
): Promise<Iterable<string>> {
  const saved = openModel(path);
  if (classesOnly && readingOf(saved.model, saved.model.loss) === 'values') {
    throw new WrongCall('--classes-only', 'a model of classes', `${path}, one of numbers`);
  }
  if (isOfPictures(options.data)) {
    const { predictPictures } = await import('../pictures/predict.ts');
    return [await predictPictures(saved, options, classesOnly, terminal)];
  }
  if (!knowsItsTable(saved, options)) return [await predictSamples(saved, options, classesOnly, terminal)];
  checkTargetOfModel(saved, options);
  const { table, texts } = await loadWithTexts('--data', options.data, readingForModel(saved, options), terminal);
  const { target, blocks } = await onFile(nameOfFile(options.data), () =>
    answersFor('nnfs predict', saved.model, table),
  );
  tell(strangersOf(encoderOf(path, saved.model), table), terminal);
  const labels = target.task === 'classification' && !classesOnly ? target.labels : [];
  const taken = new Set(texts.map(({ name }) => name));
  const column = (name: string): string => {
    const own = freeName(name, taken);
    taken.add(own);
    return own;
  };
  const heads = [column(target.column), ...labels.map((label) => column(`${target.column}_${label}`))];
  return csvTexts(texts, heads, blocks, terminal);
}

/** The name of a new column: where the table has one of that name, `_predicted` stands behind it. */
function freeName(name: string, taken: ReadonlySet<string>): string {
  const predicted = `${name}_predicted`;
  if (!taken.has(name)) return name;
  let free = predicted;
  for (let n = 2; taken.has(free); n++) free = `${predicted}_${n}`;
  return free;
}

/** Columns as they stand in a file, and behind them answers and as many confidences as there are heads for, as CSV, some rows at a time; at the end it is told where they are no numbers. */
function* csvTexts(
  columns: readonly WrittenColumn[],
  heads: readonly string[],
  blocks: Iterable<TableAnswers>,
  terminal: Terminal,
): Generator<string> {
  const finite = new FiniteAnswers();
  const C = heads.length - 1;
  yield csvLines([[...columns.map(({ name }) => name), ...heads]]);
  const step = Math.max(1, Math.floor(CELLS / (columns.length + heads.length)));
  for (const block of blocks) {
    const { from, answers, confidences } = block;
    finite.seeAll(block);
    const cellsOf = (n: number): string[] => [
      ...columns.map((column) => column.at(from + n)),
      String(answers[n]),
      ...Array.from({ length: C }, (_, k) => String(confidences!.data[n * C + k])),
    ];
    for (let n = 0; n < answers.length; n += step) {
      yield csvLines(Array.from({ length: Math.min(step, answers.length - n) }, (_, i) => cellsOf(n + i)));
    }
  }
  tell(finite.notices, terminal);
}
