import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape, sameShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { Metric, type Measured, type Tally } from './metric.ts';

/** How right predictions are, as the share of comparisons that hold. */
export abstract class AccuracyMetric extends Metric {
  override readonly name = 'accuracy';

  /** What tells whether a prediction is right, for targets of such a spread. */
  protected abstract matcher(training: Tensor): (prediction: number, target: number) => boolean;

  /** Whether outputs are compared with the answers, and not what they are read as. */
  protected readonly comparesOutputs: boolean = false;

  override tally({ training }: Measured): Tally {
    const sums = new Float64Array(2); // compared, right
    const matches = this.matcher(training);
    return {
      sums,
      add: (output, predictions, answers) => {
        const { data } = this.comparesOutputs ? output : predictions;
        sums[0]! += data.length;
        sums[1]! += countRight(matches, data, answers.data);
      },
      value: () => sums[1]! / sums[0]!,
    };
  }

  /** The share of right predictions, 0 to 1. */
  calculate(predictions: ArrayLike, targets: ArrayLike): number {
    const given = asTensor(predictions);
    const where = `${this.kind}.calculate`;
    if (given.size === 0) throw new ShapeError(where, 'at least one prediction', formatShape(given.shape));
    const answers = this.prepare(targets, given.shape, where);
    if (!sameShape(answers.shape, given.shape)) {
      throw new ShapeError(where, `predictions ${formatShape(answers.shape)}`, formatShape(given.shape));
    }
    return countRight(this.matcher(answers), given.data, answers.data) / given.size;
  }
}

type Values = Tensor['data'];

function countRight(
  matches: (prediction: number, target: number) => boolean,
  predictions: Values,
  answers: Values,
): number {
  let right = 0;
  for (let i = 0; i < predictions.length; i++) if (matches(predictions[i]!, answers[i]!)) right++;
  return right;
}
