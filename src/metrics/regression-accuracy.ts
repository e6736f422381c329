import { checkOptions, checkRange } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { square, subtract } from '../tensor/elementwise.ts';
import { mean } from '../tensor/reduce.ts';
import type { Shape } from '../tensor/shape.ts';
import { valueTargets } from '../tensor/targets.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { AccuracyMetric } from './accuracy-metric.ts';

export interface RegressionAccuracyOptions {
  /** How near to its target a prediction counts as right, above 0. @default the standard deviation of the targets / 250 */
  readonly precision?: number;
}

/**
 * The share of predictions that lie within a given distance of their targets.
 *
 * @throws ValueError unless precision is above 0
 * @see the book, chapter 17
 *
 * @example
 * import { RegressionAccuracy } from 'nnfs';
 * console.log(new RegressionAccuracy({ precision: 0.1 }).calculate([[1.05], [3]], [[1], [2]])); // 0.5
 */
export class RegressionAccuracy extends AccuracyMetric {
  override readonly kind = 'RegressionAccuracy';
  readonly precision: number | undefined;
  #fitted: number | undefined;

  constructor(options: RegressionAccuracyOptions = {}) {
    super();
    checkOptions('RegressionAccuracy', options, ['precision']);
    const { precision } = options;
    if (precision !== undefined)
      checkRange('RegressionAccuracy', 'a precision above 0', precision, (value) => value > 0);
    this.precision = precision;
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Tensor {
    return valueTargets(where, targets, output);
  }

  /** Takes the precision from the spread of these targets, unless there is one. */
  override fit(targets: Tensor): void {
    if (this.precision !== undefined || this.#fitted !== undefined) return;
    const deviation = Math.sqrt(mean(square(subtract(targets, mean(targets)))).item());
    this.#fitted = (targets.dtype === 'float32' ? Math.fround(deviation) : deviation) / 250;
  }

  override countRight(predictions: Tensor, targets: Tensor): number {
    this.fit(targets);
    return super.countRight(predictions, targets);
  }

  protected override matches(prediction: number, target: number): boolean {
    return Math.abs(prediction - target) < (this.precision ?? this.#fitted!);
  }

  override calculate(predictions: ArrayLike, targets: ArrayLike): number {
    this.#fitted = undefined;
    return super.calculate(predictions, targets);
  }

  override config(): Record<string, unknown> {
    const precision = this.precision ?? this.#fitted;
    return precision === undefined ? {} : { precision };
  }
}
