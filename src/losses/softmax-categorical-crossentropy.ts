import { leftBy } from '../errors.ts';
import { Softmax } from '../activations/softmax.ts';
import type { Layer } from '../layers/layer.ts';
import type { FloatTensor } from '../layers/pass.ts';
import { asFloat, asTensor, type ArrayLike } from '../tensor/create.ts';
import { kernels } from '../tensor/kernels/index.ts';
import { Tensor } from '../tensor/tensor.ts';
import { CategoricalCrossentropy } from './categorical-crossentropy.ts';
import { isLabels, type LossPass } from './loss.ts';

/**
 * Softmax and categorical cross-entropy as one: the gradient of the pair is shorter than either, and divides by no confidence.
 *
 *     output  = softmax(logits)
 *     loss    = mean of the cross-entropy of output and targets
 *     dinputs = (output - one-hot targets) / N          the gradient with respect to the logits
 *
 * A model does this by itself where CategoricalCrossentropy follows Softmax.
 *
 * @see the book, chapter 9
 *
 * @example
 * import { SoftmaxCategoricalCrossentropy } from 'nnfs';
 * const pair = new SoftmaxCategoricalCrossentropy();
 * pair.forward([[1, 2, 3]], [2]);
 * console.log(pair.backward(pair.output, [2]));
 * // [[ 0.09003057  0.24472846 -0.33475906]]
 */
export class SoftmaxCategoricalCrossentropy {
  readonly #softmax = new Softmax();
  readonly #loss = new CategoricalCrossentropy();
  #dinputs: FloatTensor | undefined;

  /** The mean loss of logits [N, C]; also keeps `output`, the confidences. */
  forward(logits: ArrayLike, targets: ArrayLike): number {
    return this.#loss.calculate(this.#softmax.forward(logits), targets);
  }

  /** The gradient of the mean loss with respect to the logits, given the confidences. */
  backward(output: ArrayLike, targets: ArrayLike): FloatTensor {
    const where = 'SoftmaxCategoricalCrossentropy.backward';
    const confidences = asFloat(asTensor(output, where));
    const prepared = this.#loss.prepare(targets, confidences.shape, where);
    this.#dinputs = new Tensor(confidences.dtype, confidences.shape);
    softmaxCrossentropyGradient({ output: confidences, targets: prepared, kernels }, this.#dinputs);
    return this.#dinputs;
  }

  /** The confidences of the last `forward`, [N, C]. */
  get output(): FloatTensor {
    return this.#softmax.output;
  }

  /** The result of the last `backward`. */
  get dinputs(): FloatTensor {
    return leftBy('backward', 'SoftmaxCategoricalCrossentropy.dinputs', this.#dinputs);
  }

  calculate(logits: ArrayLike, targets: ArrayLike): number {
    return this.forward(logits, targets);
  }

  /** As of every loss: what the sizes of the parameters add. */
  regularizationLoss(layers: readonly Layer[] | Layer): number {
    return this.#loss.regularizationLoss(layers);
  }
}

/** The gradient of the mean loss with respect to the logits, from the confidences: (output - targets) / N, N counting all rows. */
export function softmaxCrossentropyGradient({ output, targets, kernels }: LossPass, dinputs: FloatTensor): void {
  const C = output.shape.at(-1)!;
  const R = output.size / C;
  if (isLabels(targets)) kernels.softmaxCrossEntropyGradient(output.data, targets.data, dinputs.data, R, C);
  else kernels.softmaxCrossEntropyRowsGradient(output.data, targets.data, dinputs.data, R, C);
}
