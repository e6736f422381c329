import { evaluateImages } from '../../recipes/evaluate-images.ts';
import type { DataFlags } from '../data/flags.ts';
import type { SavedModel } from '../data/model-data.ts';
import { tell } from '../tables/notices.ts';
import { figuresOf } from '../tables/scores.ts';
import { classesText } from '../tables/scores-text.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { readingForPictures } from './for-model.ts';
import { checkKnown, loadJudging } from './load.ts';

/** Prints how good a saved model is on a folder of pictures, class by class. */
export async function evaluatePictures(
  saved: SavedModel,
  options: DataFlags,
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  const { shape, reading } = readingForPictures(saved, options);
  const judging = await loadJudging('--data', options.data, shape, reading, terminal);
  checkKnown(options.data, saved.model.labels, judging);
  const { notices, ...images } = judging;
  const scores = evaluateImages(saved.model, images);
  tell(notices, terminal);
  if (json) terminal.print(JSON.stringify({ ...scores, samples: scores.rows, validation: figuresOf(scores) }));
  else terminal.print(classesText(scores, 'pictures'));
}
