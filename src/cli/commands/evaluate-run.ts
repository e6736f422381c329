import type { Table } from '../../datasets/tables/table.ts';
import type { Model } from '../../model/model.ts';
import { evaluateTable, type TableScores } from '../../recipes/evaluate-table.ts';
import { answersFor, encoderOf } from '../../recipes/predict-rows.ts';
import type { DataFlags } from '../data/flags.ts';
import { knowsItsTable, loadModelData, openModel, type SavedModel } from '../data/model-data.ts';
import { isOfPictures } from '../data/source.ts';
import { checkTargetOfModel, readingForModel } from '../data/model-table.ts';
import { onFile } from '../tables/in-flags.ts';
import { FiniteAnswers } from '../tables/finite-answers.ts';
import { loadTable, nameOfFile } from '../tables/load.ts';
import { tell } from '../tables/notices.ts';
import { figuresOf } from '../tables/scores.ts';
import { scoresText } from '../tables/scores-text.ts';
import { aboutRows, strangersOf } from '../tables/strangers.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { formatFigures } from '../training/figures.ts';

/** Prints how good a saved model is: of a table figure by figure and class by class, of other data its figures in a line. */
export async function evaluate(path: string, options: DataFlags, json: boolean, terminal: Terminal): Promise<void> {
  const saved = openModel(path);
  if (isOfPictures(options.data)) {
    const { evaluatePictures } = await import('../pictures/evaluate.ts');
    await evaluatePictures(saved, options, json, terminal);
    return;
  }
  if (knowsItsTable(saved, options)) {
    await evaluateOnTable(saved, options, json, terminal);
    return;
  }
  const { X, y } = await loadModelData(saved, options, terminal, true);
  const figures = saved.model.evaluate(X, y);
  terminal.print(json ? JSON.stringify({ ...figures, samples: X.shape[0] }) : formatFigures(figures));
}

/** Where figures are no numbers, the rows whose answers are none. */
function unbounded(model: Model, table: Table, { loss }: TableScores): string[] {
  if (Number.isFinite(loss)) return [];
  const finite = new FiniteAnswers();
  for (const block of answersFor('evaluateTable', model, table).blocks) finite.seeAll(block);
  return finite.notices;
}

async function evaluateOnTable(
  saved: SavedModel,
  options: DataFlags,
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  const { model, path } = saved;
  checkTargetOfModel(saved, options);
  const encoder = encoderOf(path, model);
  const { target } = encoder;
  const table = await loadTable('--data', options.data, readingForModel(saved, options), terminal);
  const scores = await onFile(nameOfFile(options.data), () => evaluateTable(model, table));
  tell([...strangersOf(encoder, table), ...aboutRows(encoder, table), ...unbounded(model, table, scores)], terminal);
  const passed = table.rows - scores.rows;
  if (passed > 0) {
    terminal.print(`${passed} row${passed === 1 ? '' : 's'} without a target left out`, terminal.streams.stderr);
  }
  if (!json) terminal.print(scoresText(scores, target!));
  else {
    const validation = figuresOf(scores);
    terminal.print(JSON.stringify({ target: target!.column, ...scores, samples: scores.rows, validation }));
  }
}
