import { checkOptions, checkRange } from '../options.ts';
import { asFloat, type ArrayLike } from '../tensor/create.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { arithmeticOf } from '../tensor/kernels/arithmetic.ts';
import { kernels } from '../tensor/kernels/index.ts';
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
    this.#fitted = deviation(targets) / 250;
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

/** The standard deviation of all elements, with NumPy's order of summation and roundings; integers are taken as float64. */
function deviation(x: Tensor): number {
  const { data } = asFloat(x.transposed ? x.transpose() : x, 'float64');
  const { round } = arithmeticOf(data);
  const mean = (values: FloatArray): number => round(kernels.sum(values, 0, values.length) / values.length);
  const center = mean(data);
  const distances = data.map((value) => value - center);
  return round(Math.sqrt(mean(distances.map((distance) => distance * distance))));
}
