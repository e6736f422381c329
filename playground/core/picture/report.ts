/** What is told of any run at a step, whatever its samples are. */
import { Dense } from 'nnfs';
import type { Curves } from '../run/course.ts';
import type { Run } from '../run/run.ts';
import { classesOf } from '../settings/settings.ts';
import { histogramOf, type Histogram } from './histogram.ts';

type Numbers = Float32Array<ArrayBuffer>;

/** Loss and accuracy of the network as it is. */
export interface Scores {
  readonly loss: number;
  readonly accuracy: number;
}

export interface Divergence {
  readonly layer: string;
  readonly value: string;
  readonly message: string;
}

/** What is told of a run beside another one. */
export interface Brief {
  readonly step: number;
  readonly scores: { readonly training: Scores; readonly heldOut: Scores | undefined };
  readonly curves: Curves;
}

export interface Report extends Brief {
  readonly reached: number;
  /** Where the next step leaves the finite numbers: a layer, and what was found there. */
  readonly diverged: Divergence | undefined;
  /** [C, C], how many of a class were taken for which: of those held out, or for training where there are no others. */
  readonly confusion: Uint32Array<ArrayBuffer>;
  /** Of each dense layer, [I, O]; and their biases. */
  readonly weights: readonly Numbers[];
  readonly biases: readonly Numbers[];
  /** Of each layer with weights: these, and the gradients of the last step that was taken. */
  readonly histograms: readonly (readonly [weights: Histogram | undefined, gradients: Histogram | undefined])[];
}

/** Scores without samples. */
const NOTHING: Scores = { loss: NaN, accuracy: NaN };

export function briefOf({ model, data, step, course }: Run): Brief {
  const { training, heldOut } = data;
  return {
    step,
    scores: {
      training: training.y.size > 0 ? model.evaluate(training.X, training.y) : NOTHING,
      heldOut: heldOut && model.evaluate(heldOut.X, heldOut.y),
    },
    curves: course.curves(),
  };
}

export function reportOf(run: Run): Report {
  const { model, reached, diverged } = run;
  const dense = model.layers.filter((layer) => layer instanceof Dense);
  return {
    ...briefOf(run),
    reached,
    diverged: diverged && { layer: diverged.layer, value: diverged.received, message: diverged.message },
    weights: dense.map(({ weights }) => Float32Array.from(weights.data)),
    biases: dense.map(({ biases }) => Float32Array.from(biases.data)),
    confusion: confusionOf(run),
    histograms: model.layers
      .map(({ parameters: [weights] }) => weights)
      .filter((weights) => weights !== undefined)
      .map(({ value, gradient }) => [histogramOf(value.data), histogramOf(gradient.data)]),
  };
}

function confusionOf({ model, data, settings }: Run): Report['confusion'] {
  const { X, y } = data.heldOut ?? data.training;
  const classes = classesOf(settings);
  const counts = new Uint32Array(classes ** 2);
  if (counts.length === 0 || y.size === 0) return counts;
  model.classes(X).data.forEach((answer, n) => counts[y.data[n]! * classes + answer]!++);
  return counts;
}
