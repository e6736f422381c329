import { sideBySide } from '../../datasets/tables/show.ts';
import type { Trial } from '../../recipes/choose-settings.ts';
import { formatFixed } from '../../tensor/text/index.ts';
import { textOf } from './value-text.ts';

/** A line for each trial, the best first: how good it was, and the settings in which the trials differ. */
export function trialsText(trials: readonly Trial[]): string {
  const names = [...new Set(trials.flatMap(({ settings }) => Object.keys(settings)))];
  const texts = (name: string): string[] =>
    trials.map(({ settings: { [name]: value } }) => (value === undefined ? '' : textOf(value)));
  const varied = names.map((title) => ({ title, cells: texts(title) })).filter(({ cells }) => new Set(cells).size > 1);
  return sideBySide([
    { title: 'score', cells: trials.map(({ score }) => formatFixed(score, 3)), right: true },
    ...varied,
  ]);
}
