import { readOptions } from '../options.ts';
import { NORMS, workOf } from '../tensor/kernels/norms/index.ts';
import { callText } from './call-text.ts';
import { NORMALIZATION, Normalization } from './normalization.ts';
import type { BackwardPass, ForwardPass, LayerPlan, TensorType } from './pass.ts';

export interface LayerNormalizationOptions {
  /** What is added to a variance, above 0. @default 1e-3 */
  readonly epsilon?: number;
}

/**
 * Brings each row of features to mean 0 and deviation 1, and then each feature to a scale and a shift that it learns. A row is
 * normalized by itself: nothing depends on the batch, or on training.
 *
 *     normal  = (inputs - mean) / √(variance + epsilon)             over the features of a row of inputs [N, ..., features]
 *     output  = gamma * normal + beta
 *     dgamma  = Σ dvalues * normal,  dbeta = Σ dvalues              over all rows, in float64
 *     slope   = gamma * dvalues
 *     dinputs = ((slope - mean of slope) - normal * mean of (slope * normal)) / √(variance + epsilon)
 *
 * Sums along a row are NumPy's, pairwise.
 *
 * @throws ShapeError for inputs that are not [N, ..., features]
 * @see Ba et al. 2016
 *
 * @example
 * import { LayerNormalization } from 'nnfs';
 * console.log(new LayerNormalization(3).forward([[1, 2, 3], [40, 40, 10]]));
 * // [[-1.2238274   0.          1.2238274 ]
 * //  [ 0.70710504  0.70710504 -1.4142101 ]]
 */
export class LayerNormalization extends Normalization {
  static override readonly kind: string = 'LayerNormalization';
  static override readonly options = NORMALIZATION;

  constructor(features: number, options: LayerNormalizationOptions = {}) {
    const { epsilon } = readOptions('LayerNormalization', [features, options], LayerNormalization.options);
    super(features, epsilon);
  }

  override plan({ shape }: TensorType): LayerPlan {
    this.check(shape);
    const { dtype } = this.gamma;
    const rows = { shape: shape.slice(0, -1), dtype };
    return { output: { shape, dtype }, keep: { mean: rows, scale: rows }, work: workOf(this.features) };
  }

  override compute({ inputs, output, kept: { mean, scale }, kernels }: ForwardPass): void {
    const [C, M] = [this.features, mean!.data.length];
    const [gamma, beta] = [this.gamma.data, this.beta.data];
    const table = kernels.family(NORMS);
    table.normalizeRows(inputs.data, mean!.data, scale!.data, gamma, beta, output.data, M, C, this.epsilon);
  }

  override gradient({ inputs, dvalues, dinputs, dinputsWanted, kept: { mean, scale }, kernels }: BackwardPass): void {
    const { gamma, dgamma, dbeta } = this;
    const [C, M] = [this.features, mean!.data.length];
    const [x, m, r, dy] = [inputs.data, mean!.data, scale!.data, dvalues.data];
    const table = kernels.family(NORMS);
    table.normalSums(x, m, r, dy, dgamma.data, dbeta.data, M, C, true);
    if (dinputsWanted) table.rowsGradient(x, m, r, gamma.data, dy, dinputs.data, M, C);
  }

  override toString(): string {
    return callText(this.kind, [this.features], { epsilon: [this.epsilon, 1e-3] });
  }
}
