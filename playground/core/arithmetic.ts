import { Dense, clip, divide, exp, formatNumber, log, max, subtract, sum, type Layer, type Tensor } from 'nnfs';
import type { Run } from './run.ts';
import { isRegression } from './settings.ts';

/** A neuron, by the dense layer that it is part of, and a sample, those for training first. */
export interface Place {
  readonly sample: number;
  readonly layer: number;
  readonly neuron: number;
}

/** A number on the way, as the library prints it. */
export interface Step {
  readonly name: 'sum' | 'bias' | 'total' | 'output' | 'largest' | 'exp' | 'whole' | 'share' | 'loss';
  readonly text: string;
}

/** How a neuron comes to its answer for a sample. */
export interface Walk extends Place {
  /** What it is given, times its weights. */
  readonly products: readonly (readonly [input: string, weight: string, product: string])[];
  readonly steps: readonly Step[];
  /** What follows the products. */
  readonly activation: string;
  /** Numbers, worked out here, that are not the library's: there are none. */
  readonly differing: readonly string[];
}

const text32 = (value: number): string => formatNumber(value, 'float32');

/**
 * The forward pass of one neuron, number by number, as the chapters on neurons and activations tell it:
 *
 *     total = Σ_i inputs_i * weights_i + bias
 *
 * the sum in order and in float64, rounded once to float32. Each number is worked out here again and compared with the library's tensor.
 */
export function walk({ model, data, settings }: Run, { sample, layer, neuron }: Place): Walk {
  const { training, heldOut } = data;
  const N = training.X.shape[0]!;
  const [part, row] = sample < N ? [training, sample] : [heldOut!, sample - N];
  const values = outputsOf(model.layers, part.X.slice(row, row + 1));
  const at = model.layers.flatMap((each, i) => (each instanceof Dense ? [i] : []))[layer]!;
  const { weights, biases } = model.layers[at] as Dense;
  const O = weights.shape[1]!;
  const inputs = [...values[at]!.data];
  const column = inputs.map((_, i) => weights.data[i * O + neuron]!);
  const products = inputs.map((input, i) => input * column[i]!);
  let chain = 0;
  for (const product of products) chain += product;
  const rounded = Math.fround(chain);
  const total = Math.fround(rounded + biases.data[neuron]!);

  const differing: string[] = [];
  const check = (name: string, here: number, library: number): number => {
    if (!Object.is(here, library)) differing.push(name);
    return here;
  };
  check('total', total, values[at + 1]!.data[neuron]!);
  const steps: (readonly [Step['name'], number])[] = [
    ['sum', rounded],
    ['bias', biases.data[neuron]!],
    ['total', total],
  ];
  const isLast = at === model.layers.length - 2;
  if (!isLast || isRegression(settings)) steps.push(['output', values[at + 2]!.data[neuron]!]);
  else steps.push(...shareOf(values[at + 1]!, values[at + 2]!, neuron, part.y.data[row]!, check));
  const activation = model.layers[at + 1]!;
  if (activation.kind === 'ReLU') check('output', Math.max(0, total), values[at + 2]!.data[neuron]!);
  return {
    ...{ sample, layer, neuron, differing, activation: activation.kind },
    products: inputs.map((input, i) => [text32(input), text32(column[i]!), text32(Math.fround(products[i]!))]),
    steps: steps.map(([name, value]) => ({ name, text: text32(value) })),
  };
}

/** What goes into each layer, and what comes out of the last. */
function outputsOf(layers: readonly Layer[], X: Tensor): Tensor[] {
  const values: Tensor[] = [X];
  for (const layer of layers) values.push(layer.forward(values.at(-1)));
  return values;
}

/** Softmax in its three moves, and what the answer costs. */
function shareOf(
  totals: Tensor,
  shares: Tensor,
  neuron: number,
  target: number,
  check: (name: string, here: number, library: number) => number,
): (readonly [Step['name'], number])[] {
  const largest = max(totals, { axis: 1, keepDims: true });
  const exps = exp(subtract(totals, largest));
  const whole = sum(exps, { axis: 1, keepDims: true });
  const worked = divide(exps, whole);
  worked.data.forEach((value, k) => check('share', value, shares.data[k]!));
  const cost = -log(clip(worked, 1e-7, 1 - 1e-7)).data[target]!;
  return [
    ['largest', largest.data[0]!],
    ['exp', exps.data[neuron]!],
    ['whole', whole.data[0]!],
    ['share', worked.data[neuron]!],
    ['loss', cost],
  ];
}
