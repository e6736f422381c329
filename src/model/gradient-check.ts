import { Dropout } from '../layers/dropout.ts';
import { Layer, type FloatTensor } from '../layers/layer.ts';
import type { Loss } from '../losses/loss.ts';
import { checkOptions } from '../options.ts';
import { RandomState } from '../random/random-state.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { isFloat } from '../tensor/dtype.ts';
import { multiply } from '../tensor/elementwise.ts';
import { kernels } from '../tensor/kernels/index.ts';
import { sum } from '../tensor/reduce.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { NnfsError } from '../errors.ts';

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
  /** The largest |analytic - numeric| / max(|analytic| + |numeric|, a thousandth of the largest derivative of the tensor). */
  readonly maxRelativeError: number;
  /** Where it is. */
  readonly worst: Derivative | undefined;
  /** How many derivatives were compared. */
  readonly checked: number;
  /** How many were left out because the function has a kink there, such as ReLU at 0. */
  readonly kinks: number;
}

/** What is checked: a scalar function of named tensors, and its gradient. */
interface Subject {
  readonly tensors: readonly { readonly name: string; readonly values: FloatTensor; gradient(): FloatTensor }[];
  value(): number;
  backward(): void;
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
 * For a layer, f is the sum of its output weighed by a random upstream gradient; for a model, its loss with penalties. Parameters
 * come back as they were.
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
  checkOptions('gradientCheck', options, ['step', 'training', 'seed']);
  const { step = 1e-5, training = true, seed = 0 } = options;
  const layers = subject instanceof Layer ? [subject] : subject.layers;
  const parameters = layers.flatMap((layer) => layer.parameters);
  const kept = parameters.map(({ value, gradient }) => ({ value, gradient }));
  const streams = layers.flatMap((layer) => (layer instanceof Dropout ? [layer.random] : []));
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
    for (const parameter of parameters) parameter.value = parameter.value.astype('float64');
    const inputs = asTensor(X, 'gradientCheck').astype('float64');
    const whole =
      subject instanceof Layer ? layerSubject(subject, inputs, run, seed) : modelSubject(subject, inputs, y, run);
    return compare(whole, step);
  } finally {
    rewind();
    parameters.forEach((parameter, i) => Object.assign(parameter, kept[i]));
  }
}

function layerSubject(layer: Layer, inputs: FloatTensor, run: (x: FloatTensor) => FloatTensor, seed: number): Subject {
  const upstream = new RandomState(seed).uniform(-1, 1, run(inputs).shape, { dtype: 'float64' });
  return {
    tensors: tensorsOf([layer], inputs),
    value: () => sum(multiply(run(inputs), upstream)).item(),
    backward: () => void layer.backward(upstream),
  };
}

function modelSubject(
  { layers, loss }: Network,
  inputs: FloatTensor,
  y: ArrayLike | undefined,
  run: (x: FloatTensor) => FloatTensor,
): Subject {
  if (loss === undefined)
    throw new NnfsError('gradientCheck', 'a model with a loss', 'none', 'Call model.set({ loss }) first.');
  if (y === undefined) throw new NnfsError('gradientCheck', 'targets y for a model', 'none');
  const wanted = asTensor(y, 'gradientCheck');
  const targets: Tensor = isFloat(wanted.dtype) ? wanted.astype('float64') : wanted;
  return {
    tensors: tensorsOf(layers, inputs),
    value: () => loss.calculate(run(inputs), targets) + loss.regularizationLoss(layers),
    backward: () =>
      void layers.reduceRight((dvalues, layer) => layer.backward(dvalues), loss.backward(run(inputs), targets)),
  };
}

function tensorsOf(layers: readonly Layer[], inputs: FloatTensor): Subject['tensors'] {
  const parameters = layers.flatMap((layer, at) =>
    layer.parameters.map((parameter) => ({
      name: layers.length === 1 ? parameter.name : `layers.${at}.${parameter.name}`,
      values: parameter.value,
      gradient: () => parameter.gradient,
    })),
  );
  return [...parameters, { name: 'inputs', values: inputs, gradient: () => layers[0]!.dinputs }];
}

function compare({ tensors, value, backward }: Subject, step: number): GradientCheck {
  const center = value();
  backward();
  const analytic = tensors.map(({ gradient }) => gradient().data.slice());
  let [maxRelativeError, checked, kinks] = [0, 0, 0];
  let worst: Derivative | undefined;
  tensors.forEach(({ name, values: { data } }, t) => {
    const gradient = analytic[t]!;
    const floor = Math.max(1e-8, kernels.maxAbs(gradient) / 1000);
    for (let index = 0; index < data.length; index++) {
      const x = data[index]!;
      const h = step * Math.max(1, Math.abs(x));
      data[index] = x + h;
      const above = value();
      data[index] = x - h;
      const below = value();
      data[index] = x;
      const [right, left] = [(above - center) / h, (center - below) / h];
      if (Math.abs(right - left) > 1e-3 * (Math.abs(right) + Math.abs(left)) + 1e-4 * floor + 1e-9) {
        kinks++;
        continue;
      }
      const numeric = (above - below) / (2 * h);
      const error =
        Math.abs(gradient[index]! - numeric) / Math.max(Math.abs(gradient[index]!) + Math.abs(numeric), floor);
      checked++;
      if (!(error <= maxRelativeError)) {
        maxRelativeError = error;
        worst = { name, index, analytic: gradient[index]!, numeric };
      }
    }
  });
  return { maxRelativeError, worst, checked, kinks };
}
