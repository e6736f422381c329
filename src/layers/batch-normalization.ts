import { ValueError } from '../errors.ts';
import { join, number, readOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { arithmeticOf } from '../tensor/kernels/arithmetic.ts';
import { NORMS, workOf } from '../tensor/kernels/norms/index.ts';
import { sizeOf } from '../tensor/shape.ts';
import { callText } from './call-text.ts';
import { NORMALIZATION, Normalization, rowOf } from './normalization.ts';
import { Parameter } from './parameter.ts';
import type { BackwardPass, FloatTensor, ForwardPass, LayerPlan, PassMode, TensorType } from './pass.ts';

export interface BatchNormalizationOptions {
  /** How much of the moving statistics each batch leaves as it is, 0 to 1; 1 less what PyTorch calls so. @default 0.99 */
  readonly momentum?: number;
  /** What is added to a variance, above 0. @default 1e-3 */
  readonly epsilon?: number;
}

/**
 * Brings each feature to mean 0 and deviation 1 over the batch, and then to a scale and a shift that it learns.
 *
 *     normal  = (inputs - mean) / √(variance + epsilon)             over the M rows of inputs [N, ..., features]
 *     output  = gamma * normal + beta
 *     dgamma  = Σ dvalues * normal,  dbeta = Σ dvalues
 *     dinputs = gamma / √(variance + epsilon) * ((dvalues - dbeta / M) - normal * dgamma / M)
 *     moving  = momentum * moving + (1 - momentum) * that of the batch
 *
 * The variance is that of all M (Σ d² / M). In training mean and variance are the batch's; else they are movingMean and movingVariance,
 * which training alone changes, and which a frozen layer uses in training too, as they are. Sums run over the rows in order, in float64.
 *
 * @throws ValueError for a momentum outside 0 to 1, and in training for a batch of one row; ShapeError for inputs that are not
 *     [N, ..., features]
 * @see Ioffe and Szegedy 2015
 *
 * @example
 * import { BatchNormalization } from 'nnfs';
 * const norm = new BatchNormalization(1, { momentum: 0.5 });
 * console.log(norm.forward([[1], [3]], { training: true }));
 * // [[-0.9995004]
 * //  [ 0.9995004]]
 * console.log(norm.movingMean, norm.movingVariance); // [[1.]] [[1.]]
 */
export class BatchNormalization extends Normalization {
  static override readonly kind: string = 'BatchNormalization';
  static override readonly options = /* @__PURE__ */ join(NORMALIZATION, {
    momentum: /* @__PURE__ */ number('from 0 to 1', (value) => value >= 0 && value <= 1)(0.99),
  });
  readonly momentum: number;

  constructor(features: number, options: BatchNormalizationOptions = {}) {
    const { momentum, epsilon } = readOptions('BatchNormalization', [features, options], BatchNormalization.options);
    super(features, epsilon, [
      new Parameter('movingMean', rowOf(features, 0), { trained: false }),
      new Parameter('movingVariance', rowOf(features, 1), { trained: false }),
    ]);
    this.momentum = momentum;
  }

  override plan({ shape }: TensorType, { training }: PassMode): LayerPlan {
    this.check(shape);
    const row = { shape: [1, this.features], dtype: this.gamma.dtype };
    const plan = { output: { shape, dtype: row.dtype }, work: workOf(this.features) };
    if (!training || !this.trainable) return { ...plan, keep: { scale: row } };
    if (sizeOf(shape) === this.features) {
      const hint = 'The variance of one row is 0. Take larger batches.';
      throw new ValueError(this.toString(), 'two rows or more in training', '1', hint);
    }
    return { ...plan, keep: { scale: row, mean: row, variance: row } };
  }

  override compute({ inputs, output, kept, kernels }: ForwardPass): void {
    const { mean = this.movingMean, variance = this.movingVariance, scale } = kept;
    const [C, M] = [this.features, inputs.data.length / this.features];
    const table = kernels.family(NORMS);
    if (kept.mean !== undefined) {
      table.moments(inputs.data, mean.data, variance.data, M, C);
      this.#follow(this.movingMean, mean);
      this.#follow(this.movingVariance, variance);
    }
    table.scales(variance.data, scale!.data, this.epsilon);
    table.normalizeColumns(inputs.data, mean.data, scale!.data, this.gamma.data, this.beta.data, output.data, M, C);
  }

  override gradient({ inputs, dvalues, dinputs, dinputsWanted, kept, kernels }: BackwardPass): void {
    const { mean = this.movingMean, scale } = kept;
    const { gamma, dgamma, dbeta } = this;
    const [C, M] = [this.features, inputs.data.length / this.features];
    const statistics = kept.mean === undefined ? Infinity : M; // what does not depend on the inputs has no slope
    const table = kernels.family(NORMS);
    const [x, dy, r] = [inputs.data, dvalues.data, scale!.data];
    table.normalSums(x, mean.data, r, dy, dgamma.data, dbeta.data, M, C, false);
    if (!dinputsWanted) return;
    const sums = [gamma.data, dgamma.data, dbeta.data] as const;
    table.columnsGradient(x, mean.data, r, ...sums, dy, dinputs.data, M, C, statistics);
  }

  /** moving = momentum * moving + (1 - momentum) * batch */
  #follow({ data: moving }: FloatTensor, { data: batch }: FloatTensor): void {
    const { round } = arithmeticOf(moving);
    const [kept, taken] = [round(this.momentum), round(1 - this.momentum)];
    for (let c = 0; c < moving.length; c++) moving[c] = round(kept * moving[c]!) + round(taken * batch[c]!);
  }

  /** [1, features]; state, changed by training alone. Assigning copies the values. */
  get movingMean(): FloatTensor {
    return this.parameters[2]!.value;
  }
  set movingMean(values: ArrayLike) {
    this.parameters[2]!.assign(this.toString(), values);
  }

  /** [1, features]; state, changed by training alone. Assigning copies the values. */
  get movingVariance(): FloatTensor {
    return this.parameters[3]!.value;
  }
  set movingVariance(values: ArrayLike) {
    this.parameters[3]!.assign(this.toString(), values);
  }

  override toString(): string {
    const { kind, features, momentum, epsilon } = this;
    return callText(kind, [features], { momentum: [momentum, 0.99], epsilon: [epsilon, 1e-3] });
  }
}
