import type { Reading } from '../activations/activation.ts';
import type { FloatTensor } from '../layers/pass.ts';
import { declaredConfig, kindOf, type OptionRules } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import type { Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** What a metric has seen of an epoch, as numbers that batches add to: an epoch's figure weighs every sample the same. */
export interface Tally {
  /** Zeros at first, and again for each epoch. */
  readonly sums: Float64Array;
  /**
   * Adds a batch.
   *
   * @param predictions what the output is read as: a class for each row, 0 or 1, or the values
   * @param answers what would have been right, as `Metric.prepare` made it
   * @param before how many samples of the epoch came in batches before this one
   */
  add(output: FloatTensor, predictions: Tensor, answers: Tensor, before: number): void;
  value(): number;
}

/** What a tally is for. */
export interface Measured {
  /** All that will be compared with. */
  readonly answers: Tensor;
  /** Those of the training samples, for what has a scale that is learnt from them. */
  readonly training: Tensor;
  /** The shape of an output. */
  readonly output: Shape;
  readonly reading: Reading;
}

/** A figure that tells how good predictions are. It is a description alone: what a run measures belongs to the run, in a tally. */
export abstract class Metric {
  /** The name of this kind of metric, in texts and files. */
  static readonly kind?: string;
  /** The options of the constructor, for files and the command line. */
  static readonly options?: OptionRules;

  /** The name of this kind of metric. */
  readonly kind: string = kindOf(this);

  /** Its name in reports, and with `validation` before it. */
  abstract readonly name: string;

  /** Whether larger is better. */
  readonly rises: boolean = true;

  /**
   * Checks targets against the shape of an output and brings them to the form that a tally compares.
   *
   * @throws ShapeError or ValueError naming the first target that does not fit
   */
  abstract prepare(targets: ArrayLike, output: Shape, where?: string, reading?: Reading): Tensor;

  /** Begins to measure. */
  abstract tally(measured: Measured): Tally;

  /** The options that make an equal metric, as JSON. */
  config(): Record<string, unknown> {
    return declaredConfig(this);
  }
}
