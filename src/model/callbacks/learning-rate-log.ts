import { callable, count, readOptions } from '../../options.ts';
import { formatNumber } from '../../tensor/text/index.ts';
import type { Callback } from './callback.ts';

export interface LearningRateLogOptions {
  /** Steps between two lines. @default 1 */
  readonly every?: number;
  /** Where the lines go. @default console.log */
  readonly print?: (line: string) => void;
}

const RULES = { every: /* @__PURE__ */ count(1), print: /* @__PURE__ */ callable(logLine) };

/**
 * Writes down the learning rate as it changes from step to step; the history has it once an epoch.
 *
 * @throws ValueError for options that are none
 *
 * @example
 * import { Dense, MeanSquaredError, Model, SGD, learningRateLog } from 'nnfs';
 * const optimizer = new SGD({ learningRate: 0.1, decay: 1 });
 * const model = new Model([new Dense(1, 1)]).set({ loss: new MeanSquaredError(), optimizer });
 * await model.train([[1]], [[2]], { epochs: 3, callbacks: [learningRateLog({ every: 2, print: (line) => console.log(line) })] });
 * // epoch: 0, step: 0, lr: 0.1
 * // epoch: 2, step: 0, lr: 0.03333333333333333
 */
export function learningRateLog(options: LearningRateLogOptions = {}): Callback {
  const { every, print } = readOptions('learningRateLog', [options], RULES);
  let steps = 0;
  return {
    onBegin() {
      steps = 0;
    },
    onStep({ epoch, step, learningRate }) {
      if (steps++ % every === 0) print(`epoch: ${epoch}, step: ${step}, lr: ${formatNumber(learningRate)}`);
    },
  };
}

function logLine(line: string): void {
  globalThis.console.log(line);
}
