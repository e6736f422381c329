import type { Task } from '../../datasets/tables/encoder/target.ts';
import { sideBySide } from '../../datasets/tables/show.ts';
import type { Trial } from '../../recipes/choose-settings.ts';
import type { TableSettings } from '../../recipes/fit.ts';
import { formatFixed } from '../../tensor/text/index.ts';
import { textOf } from './value-text.ts';

/** A line for each trial: how good it was on rows that it had not seen, the settings in which the trials differ, and which was taken. */
export function trialsText(trials: readonly Trial[], chosen: TableSettings, task: Task): string {
  const names = [...new Set(trials.flatMap(({ settings }) => Object.keys(settings)))];
  const texts = (name: string): string[] =>
    trials.map(({ settings: { [name]: value } }) => (value === undefined ? '' : textOf(value)));
  const varied = names
    .map((name) => ({ title: inWords(name), cells: texts(name) }))
    .filter(({ cells }) => new Set(cells).size > 1);
  const taken = trials.findIndex(({ settings }) => JSON.stringify(settings) === JSON.stringify(chosen));
  const figures = (key: 'score' | 'loss'): string[] => trials.map(({ [key]: value }) => formatFixed(value, 3));
  return sideBySide([
    { title: '', cells: trials.map((_, i) => (i === taken ? 'chosen' : '')) },
    { title: task === 'classification' ? 'accuracy' : 'R²', cells: figures('score'), right: true },
    { title: 'loss', cells: figures('loss'), right: true },
    ...varied,
  ]);
}

/** `batchSize` is `batch size`. */
function inWords(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}
