import type { Activation } from '../activations/activation.ts';
import { ValueError, describe } from '../errors.ts';
import { Loss } from '../losses/loss.ts';
import { SoftmaxCategoricalCrossentropy } from '../losses/softmax-categorical-crossentropy.ts';
import { AccuracyMetric } from '../metrics/accuracy-metric.ts';
import { BinaryAccuracy } from '../metrics/binary-accuracy.ts';
import { CategoricalAccuracy } from '../metrics/categorical-accuracy.ts';
import { RegressionAccuracy } from '../metrics/regression-accuracy.ts';
import { Optimizer } from '../optimizers/optimizer.ts';
import { checkOptions } from '../options.ts';

/** What a model is trained with. */
export interface ModelSettings {
  readonly loss?: Loss;
  readonly optimizer?: Optimizer;
  /** @default the accuracy that fits the last layer: by class, yes or no, or within a distance */
  readonly accuracy?: AccuracyMetric;
}

/** @throws ValueError for a setting that is not of its kind */
export function checkSettings(where: string, settings: ModelSettings): void {
  checkOptions(where, settings, ['loss', 'optimizer', 'accuracy']);
  const { loss, optimizer, accuracy } = settings;
  const check = (what: string, value: unknown, holds: boolean): void => {
    if (value !== undefined && !holds) throw new ValueError(where, what, describe(value));
  };
  if (loss instanceof SoftmaxCategoricalCrossentropy) {
    const hint = 'After Softmax a model takes the two in one step by itself.';
    throw new ValueError(where, 'CategoricalCrossentropy', 'SoftmaxCategoricalCrossentropy', hint);
  }
  check('a loss', loss, loss instanceof Loss);
  check('an optimizer', optimizer, optimizer instanceof Optimizer);
  check('an accuracy', accuracy, accuracy instanceof AccuracyMetric);
}

/** The accuracy that fits the activation that closes a model. */
export function defaultAccuracy({ kind }: Activation): AccuracyMetric {
  if (kind === 'Softmax') return new CategoricalAccuracy();
  return kind === 'Sigmoid' ? new BinaryAccuracy() : new RegressionAccuracy();
}
