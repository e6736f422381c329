import { basename } from 'node:path';
import { evaluateImages } from '../../recipes/evaluate-images.ts';
import { answersPictures } from '../../recipes/predict-images.ts';
import { encoderOf } from '../../recipes/predict-rows.ts';
import type { DataFlags } from '../data/flags.ts';
import { knowsItsTable, loadModelData, openModel, type SavedModel } from '../data/model-data.ts';
import { checkTargetOfModel, readingForModel } from '../data/model-table.ts';
import { isOfPictures, pathOfData } from '../data/source.ts';
import { checkOutput } from '../output-file.ts';
import { readingForPictures } from '../pictures/for-model.ts';
import { checkKnown, loadJudging } from '../pictures/load.ts';
import { classJudgement } from '../plots/class-judgement.ts';
import { reportWriter } from '../plots/file.ts';
import type { Judgement } from '../plots/judgement.ts';
import { reportOf } from '../plots/report.ts';
import { samplesJudgement } from '../plots/samples-judgement.ts';
import { tableJudgement } from '../plots/table-judgement.ts';
import { onFile } from '../tables/in-flags.ts';
import { loadTable, nameOfFile } from '../tables/load.ts';
import { tell } from '../tables/notices.ts';
import { aboutRows, strangersOf } from '../tables/strangers.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { savedSettings } from '../training/flags.ts';
import { meaningful } from '../training/table-lines.ts';

/** Draws a saved model, how it learnt where its file tells, and how it does on data. */
export async function plot(
  path: string,
  to: string,
  options: DataFlags,
  argv: readonly string[],
  terminal: Terminal,
): Promise<void> {
  const saved = openModel(path);
  const { model, record } = saved;
  checkOutput('--to', to, { MODEL: path, '--data': pathOfData(options.data) });
  const write = await reportWriter('--to', to, terminal);
  const settings = record && savedSettings(record.options, path, answersPictures(model));
  const target = model.notes.encoder === undefined ? undefined : encoderOf(path, model).target;
  const judgement = await judgementOf(saved, options, terminal);
  const { epochs } = model.history;
  write(
    reportOf({
      title: `${basename(path)} on ${judgement.name}`,
      model,
      epochs: meaningful(epochs, target),
      judgements: [judgement],
      settings: settings ?? {},
      argv,
    }),
  );
}

async function judgementOf(saved: SavedModel, options: DataFlags, terminal: Terminal): Promise<Judgement> {
  const { model, record } = saved;
  const { data } = options;
  const name = basename(nameOfFile(data));
  if (isOfPictures(data)) {
    const { shape, reading } = readingForPictures(saved, options);
    const { notices, ...images } = await loadJudging('--data', data, shape, reading, terminal);
    checkKnown(data, model.labels, { notices, ...images });
    tell(notices, terminal);
    return classJudgement(name, evaluateImages(model, images));
  }
  if (!knowsItsTable(saved, options)) {
    const samples = await loadModelData(saved, options, terminal, true);
    return samplesJudgement(name, model, { ...samples, inputs: record?.features, output: options.target ?? record?.target }); // prettier-ignore
  }
  checkTargetOfModel(saved, options);
  const encoder = encoderOf(saved.path, model);
  const table = await loadTable('--data', data, readingForModel(saved, options), terminal);
  const judgement = await onFile(nameOfFile(data), () => tableJudgement(name, model, table));
  tell([...strangersOf(encoder, table), ...aboutRows(encoder, table)], terminal);
  return judgement;
}
