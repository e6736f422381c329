import type { ClassScores } from '../../recipes/evaluate-table.ts';
import type { Picture } from '../../plots/picture.ts';
import { formatFixed } from '../../tensor/text/index.ts';

/** How wide the panels of a report are drawn, in pixels: one fits a telephone, two or three a screen. */
export const COLUMN = 440;

/** How a model does on some samples, for people to look at. */
export interface Judgement {
  /** Whose samples: `validation`, `test`, the name of a file. */
  readonly name: string;
  readonly samples: number;
  /** Names and texts: accuracy 0.957. */
  readonly figures: readonly (readonly [name: string, text: string])[];
  readonly panels: readonly Picture[];
  /** Of a model of classes. */
  readonly classes?: readonly ClassScores[];
}

/** The title of a panel about some samples. */
export function titleFor(what: string, name: string): string {
  return `${what}, ${name}`;
}

/** A figure in few characters, however large or small it is. */
export function figureText(value: number): string {
  const size = Math.abs(value);
  if (size >= 0.001 && size < 1e5) return formatFixed(value, 3);
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : formatFixed(value, 3);
}
