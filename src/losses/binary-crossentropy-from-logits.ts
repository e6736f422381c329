import { readOptions } from '../options.ts';
import { LABEL_SMOOTHING, type LabelSmoothingOptions } from './categorical-crossentropy-from-logits.ts';
import { SigmoidBinaryCrossentropy } from './sigmoid-binary-crossentropy.ts';

/**
 * SigmoidBinaryCrossentropy with smoothed targets: a network need not drive its logits to infinity to be right.
 *
 *     t        = (1 - labelSmoothing) * targets + labelSmoothing / 2
 *     losses_n = Σ_o (max(x, 0) - x * t + log(1 + exp(-|x|))) / O,  x = output
 *     dinputs  = (σ(output) - t) / O / N
 *
 * For a network that ends in Linear: a model reads its logits as a yes above 0.
 *
 * @throws ValueError for labelSmoothing out of range and targets outside 0 to 1, ShapeError for targets of another shape than the output
 * @see Szegedy et al. 2016
 *
 * @example
 * import { BinaryCrossentropyFromLogits } from 'nnfs';
 * console.log(new BinaryCrossentropyFromLogits({ labelSmoothing: 0.5 }).forward([[0], [100]], [[1], [1]]));
 * // [ 0.6931472 25.       ]
 */
export class BinaryCrossentropyFromLogits extends SigmoidBinaryCrossentropy {
  static override readonly kind: string = 'BinaryCrossentropyFromLogits';
  static override readonly options = LABEL_SMOOTHING;
  readonly labelSmoothing: number;

  constructor(options: LabelSmoothingOptions = {}) {
    super();
    this.labelSmoothing = readOptions(this.kind, [options], LABEL_SMOOTHING).labelSmoothing;
  }

  protected override element(output: number, target: number): number {
    return super.element(output, this.#smooth(target));
  }

  protected override slope(output: number, target: number): number {
    return super.slope(output, this.#smooth(target));
  }

  #smooth(target: number): number {
    return (1 - this.labelSmoothing) * target + this.labelSmoothing / 2;
  }
}
