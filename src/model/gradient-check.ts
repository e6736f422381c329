import { NnfsError, ValueError, describe } from '../errors.ts';
import { Layer } from '../layers/layer.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatTensor } from '../layers/pass.ts';
import type { Loss } from '../losses/loss.ts';
import { above0, any, flag, readOptions } from '../options.ts';
import { RandomState } from '../random/random-state.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { isFloat } from '../tensor/dtype.ts';
import { abs, multiply } from '../tensor/elementwise.ts';
import { kernels } from '../tensor/kernels/index.ts';
import { sum } from '../tensor/reduce.ts';
import { isArray } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { streamsOf } from './streams.ts';

export interface GradientCheckOptions {
  /** The step of the differences, relative to a value where it is above 1. @default 1e-5 */
  readonly step?: number;
  /** Whether layers run as in training; dropout then keeps one mask. @default true */
  readonly training?: boolean;
  /** The seed of the upstream gradient that a layer alone is checked with. @default 0 */
  readonly seed?: number;
}

/** One derivative, as the backward pass and as differences give it. */
export interface Derivative {
  /** The tensor, for example `layers.0.weights` or `inputs`. */
  readonly name: string;
  readonly index: number;
  readonly analytic: number;
  readonly numeric: number;
}

export interface GradientCheck {
  /**
   * The largest |analytic - numeric| / max(|analytic| + |numeric|, floor). The floor is a thousandth of the largest derivative of the
   * tensor, but no less than what keeps the rounding of the differences below 1e-7: about 9e-4 for a function near 1.
   */
  readonly maxRelativeError: number;
  /** Where it is. */
  readonly worst: Derivative | undefined;
  /** How many derivatives were compared. */
  readonly checked: number;
  /** How many were left out: the two did not agree, but the function has a kink there, such as ReLU at 0. */
  readonly kinks: number;
}

/** What is checked: a scalar function of named tensors, and its gradient. */
interface Subject {
  readonly tensors: readonly {
    readonly name: string;
    readonly values: FloatTensor;
    readonly gradient: () => FloatTensor;
  }[];
  /** The function, and the size of the terms it adds up, which decides how well it is known. */
  readonly value: () => number;
  readonly magnitude: () => number;
  readonly backward: () => void;
}

/** A model, as far as it is read here. */
interface Network {
  readonly layers: readonly Layer[];
  readonly loss: Loss | undefined;
}

/**
 * Compares the backward pass with central differences, all in float64:
 *
 *     (f(x + h) - f(x - h)) / 2h
 *
 * For a layer, f is the sum of its output weighed by a random upstream gradient; for a model, its loss; both with penalties.
 * Parameters come back as they were.
 *
 * @param y the targets, for a model
 *
 * @example
 * import { Dense, gradientCheck } from 'nnfs';
 * const { maxRelativeError } = gradientCheck(new Dense(3, 2), [[0.5, -1, 2], [1, 0.3, -0.7]]);
 * console.log(maxRelativeError < 1e-6); // true
 */
export function gradientCheck(
  subject: Layer | Network,
  X: ArrayLike,
  y?: ArrayLike,
  options: GradientCheckOptions = {},
): GradientCheck {
  const rules = { step: above0(1e-5), training: flag(true), seed: any(0) };
  const { step, training, seed } = readOptions('gradientCheck', [options], rules);
  const layers = layersOf(subject);
  const parameters = layers.flatMap((layer) => layer.parameters).filter(({ trained }) => trained);
  const all = layers.flatMap((layer) => layer.parameters);
  const kept = all.map(({ value, gradient }) => ({ value, gradient }));
  const streams = streamsOf({ layers }).map(([, stream]) => stream);
  const states = streams.map((stream) => stream.getState());
  const rewind = (): void => {
    streams.forEach((stream, i) => {
      stream.setState(states[i]!);
    });
  };
  const run = (inputs: FloatTensor): FloatTensor => {
    rewind();
    return layers.reduce((values, layer) => layer.forward(values, { training }), inputs);
  };
  try {
    for (const parameter of all) parameter.value = parameter.value.astype('float64');
    const inputs = asTensor(X, 'gradientCheck').astype('float64');
    const tensors = [
      ...tensorsOf(subject, parameters),
      { name: 'inputs', values: inputs, gradient: () => layers[0]!.dinputs },
    ];
    const whole =
      subject instanceof Layer ? layerSubject(subject, inputs, run, seed) : modelSubject(subject, inputs, y, run);
    return compare({ tensors, ...whole }, step);
  } finally {
    rewind();
    all.forEach((parameter, i) => Object.assign(parameter, kept[i]));
  }
}

function layersOf(subject: unknown): readonly Layer[] {
  if (subject instanceof Layer) return [subject];
  const { layers } = (subject ?? {}) as Partial<Network>;
  if (isArray(layers) && layers.length > 0 && layers.every((layer) => layer instanceof Layer)) return layers;
  throw new ValueError('gradientCheck', 'a layer, or a model of at least one', describe(subject));
}

function layerSubject(layer: Layer, inputs: FloatTensor, run: (x: FloatTensor) => FloatTensor, seed: number) {
  const upstream = new RandomState(seed).uniform(-1, 1, run(inputs).shape, { dtype: 'float64' });
  const penalized = (value: number): number =>
    layer.parameters.reduce((total, parameter) => parameter.addPenalty(total, kernels), value);
  return {
    value: () => penalized(sum(multiply(run(inputs), upstream)).item()),
    magnitude: () => penalized(sum(abs(multiply(run(inputs), upstream))).item()),
    backward: () => void layer.backward(upstream),
  };
}

function modelSubject(
  { layers, loss }: Network,
  inputs: FloatTensor,
  y: ArrayLike | undefined,
  run: (x: FloatTensor) => FloatTensor,
) {
  if (loss === undefined)
    throw new NnfsError('gradientCheck', 'a model with a loss', 'none', 'Call model.set({ loss }) first.');
  if (y === undefined) throw new NnfsError('gradientCheck', 'targets y for a model', 'none');
  const wanted = asTensor(y, 'gradientCheck');
  const targets: Tensor = isFloat(wanted.dtype) ? wanted.astype('float64') : wanted;
  const value = (): number => loss.calculate(run(inputs), targets) + loss.regularizationLoss(layers);
  return {
    value,
    magnitude: () => Math.abs(value()),
    backward: () =>
      void layers.reduceRight((dvalues, layer) => layer.backward(dvalues), loss.backward(run(inputs), targets)),
  };
}

function tensorsOf(subject: Layer | Network, trained: readonly Parameter[]): Subject['tensors'] {
  const layers = layersOf(subject);
  return layers.flatMap((layer, at) =>
    layer.parameters
      .filter((parameter) => trained.includes(parameter))
      .map((parameter) => ({
        name: layers.length === 1 ? parameter.name : `layers.${at}.${parameter.name}`,
        values: parameter.value,
        gradient: () => parameter.gradient,
      })),
  );
}

function compare({ tensors, value, magnitude, backward }: Subject, step: number): GradientCheck {
  const center = value();
  const noise = 4 * Number.EPSILON * Math.max(1, magnitude()); // of a value of the function
  backward();
  const analytic = tensors.map(({ gradient }) => gradient().data.slice());
  let [maxRelativeError, checked, kinks] = [0, 0, 0];
  let worst: Derivative | undefined;
  tensors.forEach(({ name, values: { data } }, t) => {
    const gradient = analytic[t]!;
    const floor = Math.max((noise / step) * 1e7, kernels.maxAbs(gradient) / 1000);
    for (let index = 0; index < data.length; index++) {
      const x = data[index]!;
      const h = step * Math.max(1, Math.abs(x));
      const at = (offset: number): number => {
        data[index] = x + offset;
        const result = value();
        data[index] = x;
        return result;
      };
      const bend = (reach: number): number => at(reach) - center - (center - at(-reach));
      const numeric = (at(h) - at(-h)) / (2 * h);
      const [exact, size] = [gradient[index]!, Math.abs(gradient[index]!) + Math.abs(numeric)];
      const distance = Math.abs(exact - numeric) / Math.max(size, floor);
      const error = Number.isNaN(distance) ? Infinity : distance;
      if (error > 1e-7 && isKink([bend(h), bend(h / 2), bend(h / 4)], noise)) {
        kinks++;
        continue;
      }
      checked++;
      if (error > maxRelativeError) {
        maxRelativeError = error;
        worst = { name, index, analytic: exact, numeric };
      }
    }
  });
  return { maxRelativeError, worst, checked, kinks };
}

/** Whether f(x + h) - 2 f(x) + f(x - h), for h, h / 2 and h / 4, does not shrink to a quarter each time, as where f is smooth. */
function isKink(bends: readonly [number, number, number], noise: number): boolean {
  const strange = (whole: number, half: number): boolean => Math.abs(half - whole / 4) > Math.abs(whole) / 10 + noise;
  return strange(bends[0], bends[1]) || strange(bends[1], bends[2]);
}
