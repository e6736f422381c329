import { formatFixed, formatNumber } from '../tensor/text/index.ts';

/** What one training step saw, before it changed the parameters. */
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
}

/** What one epoch saw: over several steps, data loss and accuracy weigh every sample the same. */
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
  /** With validation data: the data loss after the epoch. */
  readonly validationLoss?: number;
  readonly validationAccuracy?: number;
}

/** Why training ended: all epochs run, its AbortSignal, a callback; or an error or the caller of the steps, who took no more. */
export type StopReason = 'finished' | 'aborted' | 'stopped' | 'interrupted';

/** The course of training. */
export class History {
  readonly epochs: EpochReport[] = [];
  stopReason: StopReason = 'finished';

  /** One figure over all epochs, for example `history.column('validationLoss')`. */
  column<K extends keyof EpochReport>(name: K): EpochReport[K][] {
    return this.epochs.map((report) => report[name]);
  }

  get loss(): number[] {
    return this.column('loss');
  }

  get accuracy(): number[] {
    return this.column('accuracy');
  }
}

/**
 * The line that the book prints for an epoch.
 *
 * @param parts whether the loss is split into data and regularization loss
 */
export function formatEpoch(report: EpochReport, parts: boolean): string {
  const { epoch, accuracy, loss, dataLoss, regularizationLoss, learningRateBefore } = report;
  const split = parts
    ? ` (data_loss: ${formatFixed(dataLoss, 3)}, reg_loss: ${formatFixed(regularizationLoss, 3)})`
    : '';
  return `epoch: ${epoch}, acc: ${formatFixed(accuracy, 3)}, loss: ${formatFixed(loss, 3)}${split}, lr: ${formatNumber(learningRateBefore)}`;
}

/** The line that the book prints for validation. */
export function formatValidation({ loss, accuracy }: { loss: number; accuracy: number }): string {
  return `validation, acc: ${formatFixed(accuracy, 3)}, loss: ${formatFixed(loss, 3)}`;
}
