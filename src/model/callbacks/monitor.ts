import { ValueError } from '../../errors.ts';
import type { OptionRule } from '../../options.ts';
import type { EpochReport } from '../history.ts';
import type { TrainingRun } from './callback.ts';

/** A figure of the reports: a loss, a metric by its name, or either of validation data. */
export type Monitor = 'loss' | 'dataLoss' | 'accuracy' | 'validationLoss' | 'validationAccuracy' | (string & {});

/** The option of who watches one. */
export const MONITOR: OptionRule<Monitor> = {
  fallback: 'validationLoss',
  expected: 'to be the name of a figure in reports',
  holds: (value) => typeof value === 'string',
};

/** Follows a figure from epoch to epoch, and tells when it is better than ever. */
export class Watch {
  readonly #where: string;
  readonly #monitor: string;
  readonly #minDelta: number;
  readonly #baseline: number | undefined;
  /** The best figure so far; undefined before any. */
  best: number | undefined;
  /** Epochs since it was bettered, and the baseline with it. */
  waited = 0;

  constructor(where: string, monitor: string, minDelta: number, baseline?: number) {
    this.#where = where;
    this.#monitor = monitor;
    this.#minDelta = minDelta;
    this.#baseline = baseline;
  }

  reset(): void {
    this.best = undefined;
    this.waited = 0;
  }

  /**
   * Whether an epoch betters the figure by more than the least change that counts.
   *
   * @throws ValueError when the report does not have it
   */
  improves(report: EpochReport, run: TrainingRun): boolean {
    const figure = report[this.#monitor];
    if (figure === undefined) throw this.#missing(report);
    const sign = run.rises(this.#monitor) ? 1 : -1;
    const betters = (other = -sign * Infinity): boolean => sign * figure > sign * other + this.#minDelta;
    const improved = betters(this.best);
    if (improved) this.best = figure;
    this.waited = improved && betters(this.#baseline) ? 0 : this.waited + 1;
    return improved;
  }

  #missing(report: EpochReport): ValueError {
    const expected = `${this.#monitor} in each epoch`;
    const validation = this.#monitor.startsWith('validation') && report.validationLoss === undefined;
    const hint = validation
      ? 'Train with validationData or validationSplit, or monitor another figure.'
      : `Reports have ${Object.keys(report).join(', ')}.`;
    return new ValueError(this.#where, expected, 'none', hint);
  }
}

/** A number of a memory, which may come from a file. */
export function numberOr<T>(value: unknown, other: T): number | T {
  return typeof value === 'number' ? value : other;
}
