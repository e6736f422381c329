import { above0, optional, readOptions } from '../options.ts';
import { asFloat, type ArrayLike } from '../tensor/create.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { arithmeticOf } from '../tensor/kernels/arithmetic.ts';
import { kernels } from '../tensor/kernels/index.ts';
import type { Shape } from '../tensor/shape.ts';
import { valueTargets } from '../tensor/targets.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { AccuracyMetric } from './accuracy-metric.ts';

export interface RegressionAccuracyOptions {
  /** How near to its target a prediction counts as right, above 0. @default the standard deviation of the training targets / 250 */
  readonly precision?: number;
}

/**
 * The share of predictions that lie within a given distance of their targets.
 *
 *     accuracy = (number of outputs with |output - target| < precision) / (N O)
 *
 * @throws ValueError unless precision is above 0
 * @see the book, chapter 17
 *
 * @example
 * import { RegressionAccuracy } from 'nnfs';
 * console.log(new RegressionAccuracy({ precision: 0.1 }).calculate([[1.05], [3]], [[1], [2]])); // 0.5
 */
export class RegressionAccuracy extends AccuracyMetric {
  static override readonly kind: string = 'RegressionAccuracy';
  static override readonly options = { precision: /* @__PURE__ */ optional(/* @__PURE__ */ above0(1)) };
  readonly precision: number | undefined;

  constructor(options: RegressionAccuracyOptions = {}) {
    super();
    this.precision = readOptions('RegressionAccuracy', [options], RegressionAccuracy.options).precision;
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Tensor {
    return valueTargets(where, targets, output);
  }

  protected override matcher(training: Tensor) {
    const precision = this.precision ?? deviation(training) / 250;
    return (prediction: number, target: number): boolean => Math.abs(prediction - target) < precision;
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
