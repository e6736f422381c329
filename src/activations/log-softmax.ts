import type { BackwardPass, ForwardPass } from '../layers/pass.ts';
import { exp } from '../tensor/kernels/float64.ts';
import { logSumExp } from '../tensor/log-sum-exp.ts';
import { Softmax } from './softmax.ts';

/**
 * The logarithms of what Softmax gives, for each row of inputs [N, ..., C]; finite where confidences would round to 0.
 *
 *     output_c  = inputs_c - log Σ_k exp(inputs_k)
 *     dinputs_c = dvalues_c - softmax(inputs)_c * Σ_k dvalues_k
 *
 * Worked out in float64 and rounded once.
 *
 * @throws ShapeError for inputs that are not [N, ..., C]
 * @see Goodfellow, Bengio and Courville 2016, section 6.2.2.3
 *
 * @example
 * import { LogSoftmax } from 'nnfs';
 * console.log(new LogSoftmax().forward([[1, 2, 3]]));
 * // [[-2.407606   -1.407606   -0.40760598]]
 */
export class LogSoftmax extends Softmax {
  static override readonly kind: string = 'LogSoftmax';

  override compute({ inputs, output }: ForwardPass): void {
    const C = output.shape.at(-1)!;
    for (let row = 0; row < output.size; row += C) {
      const { max, excess } = logSumExp(inputs.data, row, C);
      for (let c = row; c < row + C; c++) output.data[c] = inputs.data[c]! - max - excess;
    }
  }

  override gradient({ inputs, dvalues, dinputs }: BackwardPass): void {
    const C = inputs.shape.at(-1)!;
    for (let row = 0; row < dinputs.size; row += C) {
      const { max, excess } = logSumExp(inputs.data, row, C);
      let sum = 0;
      for (let c = row; c < row + C; c++) sum += dvalues.data[c]!;
      for (let c = row; c < row + C; c++)
        dinputs.data[c] = dvalues.data[c]! - exp(inputs.data[c]! - max - excess) * sum;
    }
  }
}
