import { Tensor, type FloatTensor, type Layer } from 'nnfs';
import { filled, lineOf, type Line, type Page } from './lines.ts';
import { chain, columnOf, inTensor, rounderOf, rowOf } from './sums.ts';
import type { Passed } from './taken.ts';

/** A row of the way forward, and a neuron of a dense layer or a filter of a convolution: what pages are about. */
export interface Followed extends Pick<Page, 'layer' | 'neuron' | 'input' | 'place'> {
  readonly passed: Passed;
  readonly row: number;
  /** Of the layer in the model. */
  readonly at: number;
  /** As they are before the step. */
  readonly weights: Tensor;
  readonly biases: Tensor;
  /** Where the weight is that is followed. */
  readonly weight: readonly number[];
}

/** Of a dense layer. */
export type Spot = Omit<Followed, 'place'>;

/** What the input of a dense layer is called. */
export const inputName = ({ layer, passed, at }: Pick<Spot, 'layer' | 'passed' | 'at'>): string => {
  if (layer === 0) return passed.layers[at - 1]?.kind === 'Flatten' ? 'flat' : 'X';
  return passed.masks[at - 1] === undefined ? `output${layer}` : `dropped${layer}`;
};

/**
 * A neuron, as the chapters on neurons and layers tell it:
 *
 *     total = Σ_i inputs_i * weights_i + bias
 *
 * the sum in order and in float64, rounded once; the bias is added to what was rounded.
 */
export function neuronPage(spot: Spot): Page {
  const { passed, row, at, layer, neuron, input, weights, biases } = spot;
  const [inputs, column] = [rowOf(passed.values[at]!, row), columnOf(weights, neuron)];
  const totals = passed.values[at + 1]!;
  const round = rounderOf(totals);
  const products = inputs.map((value, i) => value * column[i]!);
  const sum = round(chain(products));
  const bias = biases.data[neuron]!;
  const k = layer + 1;
  const where = { dtype: totals.dtype, cell: [row, neuron] };
  const few = products.length <= 3;
  const terms = (few ? products : products.slice(0, 2)).flatMap((_, i) => [
    ...(i > 0 ? [' + '] : []),
    ...filled`${inputs[i]!} · ${column[i]!}`,
  ]);
  return {
    ...{ phase: 'forward', name: 'neuron', layer, neuron, input },
    figures: {
      columns: ['input', 'weight', 'product'],
      rows: products.map((product, i) => [inputs[i]!, column[i]!, product]),
      own: input,
    },
    lines: [
      lineOf(
        'sum',
        [
          'sum = Σ_i input_i · weight_i',
          few ? terms : [...terms, ' + …'],
          `const sum${k} = dot(${inputName(spot)}, dense${k}.weights);`,
        ],
        sum,
        where,
      ),
      lineOf(
        'total',
        ['total = sum + bias', filled`${sum} + ${bias}`, `const total${k} = add(sum${k}, dense${k}.biases);`],
        round(sum + bias),
        { ...where, library: totals.data[row * totals.shape[1]! + neuron]! },
      ),
    ],
  };
}

const FORMULAS: Readonly<Record<string, string>> = {
  ReLU: 'output = max(0, total)',
  LeakyReLU: 'output = total > 0 ? total : 0.01 · total',
  ELU: 'output = total > 0 ? total : exp(total) − 1',
  GELU: 'output = total · Φ(total)',
  Swish: 'output = total / (1 + exp(−total))',
  SELU: 'output = 1.0507 · (total > 0 ? total : 1.6733 · (exp(total) − 1))',
  HardSwish: 'output = total · min(max(total + 3, 0), 6) / 6',
  Mish: 'output = total · tanh(log(1 + exp(total)))',
  Softplus: 'output = log(1 + exp(total))',
  Softsign: 'output = total / (1 + |total|)',
  Tanh: 'output = tanh(total)',
  Sigmoid: 'output = 1 / (1 + exp(−total))',
  Linear: 'output = total',
};

/** What an activation makes of one number: of the simple ones here, of the others by a layer that is given nothing else. */
function activated({ kind, constructor }: Layer, total: number): number {
  if (kind === 'Linear') return total;
  if (kind === 'ReLU') return total < 0 ? 0 : total;
  if (kind === 'LeakyReLU' && total > 0) return total;
  return new (constructor as new () => Layer)().forward(one('float32', total)).item();
}

/** A number as the one sample of a tensor. */
export function one(dtype: FloatTensor['dtype'], value: number): FloatTensor {
  return new Tensor(dtype, [1, 1], dtype === 'float32' ? Float32Array.of(value) : Float64Array.of(value));
}

/** What an activation makes of a total. */
export function activationLine(
  activation: Layer,
  given: number,
  code: string,
  where: Parameters<typeof lineOf>[3],
): Line {
  return lineOf(
    'output',
    [FORMULAS[activation.kind] ?? `output = ${activation.kind}(total)`, [`${activation.kind}(`, given, ')'], code],
    activated(activation, given),
    where,
  );
}

/** An activation, and the dropout after it. */
export function activationPage({ passed, row, at, layer, neuron, input }: Spot): Page {
  const [total, output] = [passed.values[at + 1]!, passed.values[at + 2]!];
  const cell = [row, neuron];
  const place = row * total.shape[1]! + neuron;
  const activation = passed.layers[at + 1]!;
  const k = layer + 1;
  const given = total.data[place]!;
  const code = `const output${k} = activation${k}.forward(total${k});`;
  const first = activationLine(activation, given, code, inTensor(output, cell));
  const { result } = first;
  const lines: Line[] = [first];
  const mask = passed.masks[at + 2];
  if (mask !== undefined) {
    const dropped = passed.values[at + 3]!;
    const numbers = filled`${result} · ${mask.data[place]!}`;
    const text = `const dropped${k} = multiply(output${k}, mask${k});`;
    lines.push(
      lineOf(
        'dropped',
        ['dropped = output · mask', numbers, text],
        rounderOf(dropped)(result * mask.data[place]!),
        inTensor(dropped, cell),
      ),
    );
  }
  return { phase: 'forward', name: 'activation', layer, neuron, input, kind: activation.kind, lines };
}
