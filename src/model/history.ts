import { formatFixed, formatNumber } from '../tensor/text/index.ts';

/** What one training step saw, before it changed the parameters; further metrics stand beside `accuracy` by their names. */
export interface StepReport {
  /** Counted from 0. */
  readonly epoch: number;
  /** The step within the epoch, from 0. */
  readonly step: number;
  /** dataLoss + regularizationLoss */
  readonly loss: number;
  readonly dataLoss: number;
  readonly regularizationLoss: number;
  /** 0 to 1. */
  readonly accuracy: number;
  /** The rate that this step's update used. */
  readonly learningRate: number;
  readonly [metric: string]: number;
}

/** What one epoch saw: over several steps, data loss and metrics weigh every sample the same. */
export interface EpochReport {
  /** Counted from 0. */
  readonly epoch: number;
  readonly loss: number;
  readonly dataLoss: number;
  readonly regularizationLoss: number;
  readonly accuracy: number;
  /** The rate that the last step's update used. */
  readonly learningRate: number;
  /** The rate before the first step's update, which is what the book prints. */
  readonly learningRateBefore: number;
  /** With validation data: the data loss after the epoch; `validation` and the name of each metric have theirs. */
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
  readonly [metric: string]: number | undefined;
}

/** Why training ended: all epochs run, its AbortSignal, a callback; or an error or the caller of the steps, who took no more. */
export type StopReason = 'finished' | 'aborted' | 'stopped' | 'interrupted';

/** The name of a figure of validation data: `validationLoss` for `loss`. */
export const validationName = (name: string): string => `validation${name.slice(0, 1).toUpperCase()}${name.slice(1)}`;

/** The course of training, kept in columns of numbers: some 100 bytes an epoch. */
export class History {
  stopReason: StopReason = 'finished';
  /** Numbers alone, which engines keep in 8 bytes each; with holes where an epoch has no such figure. */
  readonly #columns: Map<string, number[]>;
  #length: number;
  /** The reports asked for so far. */
  readonly #reports: EpochReport[] = [];

  constructor(columns = new Map<string, number[]>(), length = 0) {
    this.#columns = columns;
    this.#length = length;
  }

  /** How many epochs there are. */
  get length(): number {
    return this.#length;
  }

  /** The names of all figures that some epoch has. */
  get names(): readonly string[] {
    return [...this.#columns.keys()];
  }

  add(report: EpochReport): void {
    for (const name in report) {
      const value = report[name];
      if (value === undefined) continue;
      let column = this.#columns.get(name);
      if (column === undefined) this.#columns.set(name, (column = []));
      column[this.#length] = value;
    }
    this.#length++;
  }

  /** The reports of all epochs. Ask for `length`, `last` or a column where that will do: reports take more memory. */
  get epochs(): readonly EpochReport[] {
    for (let at = this.#reports.length; at < this.#length; at++) this.#reports.push(this.#report(at));
    return this.#reports;
  }

  /** The report of the last epoch. */
  get last(): EpochReport | undefined {
    return this.#length === 0 ? undefined : this.#report(this.#length - 1);
  }

  /** One figure over all epochs, for example `history.column('validationLoss')`; undefined where an epoch has none. */
  column<K extends string>(name: K): EpochReport[K][] {
    const column = this.#columns.get(name);
    return Array.from({ length: this.#length }, (_, at) => column?.[at]);
  }

  get loss(): number[] {
    return this.column('loss');
  }

  get accuracy(): number[] {
    return this.column('accuracy');
  }

  #report(at: number): EpochReport {
    const report: Record<string, number> = {};
    for (const [name, column] of this.#columns) {
      const value = column[at];
      if (value !== undefined) report[name] = value;
    }
    return report as EpochReport & typeof report;
  }
}

/**
 * The line that the book prints for an epoch.
 *
 * @param parts whether the loss is split into data and regularization loss
 * @param figures what stands in front of the loss. @default the accuracy
 */
export function formatEpoch(
  report: EpochReport,
  parts: boolean,
  figures = `acc: ${formatFixed(report.accuracy, 3)}`,
): string {
  const { epoch, loss, dataLoss, regularizationLoss, learningRateBefore } = report;
  const split = parts
    ? ` (data_loss: ${formatFixed(dataLoss, 3)}, reg_loss: ${formatFixed(regularizationLoss, 3)})`
    : '';
  return `epoch: ${epoch}, ${figures}, loss: ${formatFixed(loss, 3)}${split}, lr: ${formatNumber(learningRateBefore)}`;
}

/** The line that the book prints for validation. */
export function formatValidation({ loss, accuracy }: { loss: number; accuracy: number }): string {
  return `validation, acc: ${formatFixed(accuracy, 3)}, loss: ${formatFixed(loss, 3)}`;
}
