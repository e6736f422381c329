import type { Reading } from '../activations/activation.ts';
import { ValueError, describe } from '../errors.ts';
import { Loss } from '../losses/loss.ts';
import { SoftmaxCategoricalCrossentropy } from '../losses/softmax-categorical-crossentropy.ts';
import { AccuracyMetric } from '../metrics/accuracy-metric.ts';
import { BinaryAccuracy } from '../metrics/binary-accuracy.ts';
import { CategoricalAccuracy } from '../metrics/categorical-accuracy.ts';
import { Metric } from '../metrics/metric.ts';
import { RegressionAccuracy } from '../metrics/regression-accuracy.ts';
import { Optimizer } from '../optimizers/optimizer.ts';
import { checkOptions } from '../options.ts';
import { isArray } from '../tensor/shape.ts';

/** What a model is trained with. */
export interface ModelSettings {
  readonly loss?: Loss;
  /** An optimizer serves one model. */
  readonly optimizer?: Optimizer;
  /** @default the accuracy that fits the outputs: by class, yes or no, or within a distance */
  readonly accuracy?: AccuracyMetric;
  /** What else reports are to tell, each by its name. @default [] */
  readonly metrics?: readonly Metric[];
}

/** Names that reports have in any case. */
const TAKEN = [
  'epoch',
  'step',
  'loss',
  'dataLoss',
  'regularizationLoss',
  'accuracy',
  'learningRate',
  'learningRateBefore',
];

const isTaken = (name: string): boolean => TAKEN.includes(name) || /^(validation.*)?$/.test(name);

/** @throws ValueError for a setting that is not of its kind, and for metrics of one name */
export function checkSettings(where: string, settings: ModelSettings): void {
  checkOptions(where, settings, ['loss', 'optimizer', 'accuracy', 'metrics']);
  const { loss, optimizer, accuracy, metrics = [] } = settings;
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
  check('an array of metrics', metrics, isArray(metrics) && metrics.every((metric) => metric instanceof Metric));
  const names = metrics.map(({ name }) => name);
  const twice = names.find((name, i) => isTaken(name) || names.indexOf(name) < i);
  if (twice !== undefined) throw new ValueError(where, 'metrics with names of their own', describe(twice));
}

/** The accuracy that fits what outputs are read as. */
export function defaultAccuracy(reading: Reading): AccuracyMetric {
  if (reading === 'classes') return new CategoricalAccuracy();
  return reading === 'values' ? new RegressionAccuracy() : new BinaryAccuracy();
}
