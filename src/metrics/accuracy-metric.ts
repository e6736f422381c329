import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape, sameShape, type Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';

/**
 * How right predictions are, as the share of comparisons that hold. A model counts them batch by batch, so that the accuracy of an
 * epoch weighs every sample the same.
 */
export abstract class AccuracyMetric {
  abstract readonly kind: string;

  /** Checks targets against the shape of an output and brings them to the form of the predictions. */
  abstract prepare(targets: ArrayLike, output: Shape, where?: string): Tensor;

  /** Whether one prediction is right. */
  protected abstract matches(prediction: number, target: number): boolean;

  /** Looks at all targets before a training run; only metrics with a scale of their own need to. */
  fit(_targets: Tensor): void {
    // Right and wrong need no scale.
  }

  /** The number of right predictions; both tensors have one shape. */
  countRight(predictions: Tensor, targets: Tensor): number {
    let right = 0;
    for (let i = 0; i < predictions.size; i++) {
      if (this.matches(predictions.data[i]!, targets.data[i]!)) right++;
    }
    return right;
  }

  /** The share of right predictions, 0 to 1. */
  calculate(predictions: ArrayLike, targets: ArrayLike): number {
    const given = asTensor(predictions);
    const where = `${this.kind}.calculate`;
    if (given.size === 0) throw new ShapeError(where, 'at least one prediction', formatShape(given.shape));
    const prepared = this.prepare(targets, given.shape, where);
    if (!sameShape(prepared.shape, given.shape)) {
      throw new ShapeError(where, `predictions ${formatShape(prepared.shape)}`, formatShape(given.shape));
    }
    return this.countRight(given, prepared) / given.size;
  }

  /** The options that make an equal metric, as JSON. */
  config(): Record<string, unknown> {
    return {};
  }
}
