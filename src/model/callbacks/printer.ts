import { formatEpoch, formatValidation, type EpochReport } from '../history.ts';
import type { Callback } from './callback.ts';

/**
 * Prints the book's line for epoch 0 and each further `every` epochs, and at the end that of the validation.
 *
 * @param parts whether the loss is split into data and regularization loss
 */
export function printer(every: number, print: (line: string) => void, parts: boolean): Callback {
  let last: EpochReport | undefined;
  return {
    onEpoch(report) {
      last = report;
      if (report.epoch % every === 0) print(formatEpoch(report, parts));
    },
    onEnd({ history }) {
      const { validationLoss: loss, validationAccuracy: accuracy = NaN } = last ?? {};
      if (history.stopReason !== 'interrupted' && loss !== undefined) print(formatValidation({ loss, accuracy }));
    },
  };
}
