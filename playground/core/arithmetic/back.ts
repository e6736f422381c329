import type { FloatTensor, Layer, Tensor } from 'nnfs';
import { inputName, one, type Spot } from './forward.ts';
import { filled, lineOf, type Line, type Page } from './lines.ts';
import { chain, columnOf, columnSum, rounderOf, rowOf } from './sums.ts';
import type { Change, Taken } from './taken.ts';

const GATES: Readonly<Record<string, string>> = {
  ReLU: 'dtotal = total > 0 ? doutput : 0',
  LeakyReLU: 'dtotal = total > 0 ? doutput : 0.01 · doutput',
  Linear: 'dtotal = doutput',
};

/** Back through dropout and the activation: what of a gradient passes. */
export function gatePage({ passed, row, at, layer, neuron, input }: Spot, { view }: Taken): Page {
  const activation = passed.layers[at + 1]!;
  const k = layer + 1;
  const [total, output] = [passed.values[at + 1]!, passed.values[at + 2]!];
  const { dvalues, dinputs } = view.layers[at + 1]!;
  const place = row * total.shape[1]! + neuron;
  const lines: Line[] = [];
  const mask = passed.masks[at + 2];
  if (mask !== undefined) {
    const arriving = view.layers[at + 2]!.dvalues!;
    const [given, kept] = [arriving.data[place]!, mask.data[place]!];
    lines.push(
      lineOf(
        'dropBack',
        [
          'doutput = ddropped · mask',
          filled`${given} · ${kept}`,
          `const doutput${k} = multiply(ddropped${k}, mask${k});`,
        ],
        rounderOf(dvalues!)(given * kept),
        { dtype: dvalues!.dtype, cell: [row, neuron], library: dvalues!.data[place]! },
      ),
    );
  }
  const arriving = dvalues!.data[place]!;
  const given = total.data[place]!;
  const formula = GATES[activation.kind] ?? `dtotal = doutput · ${activation.kind}′(total)`;
  const derivative = gated(activation, given, output.data[place]!, 1, dinputs as FloatTensor);
  lines.push(
    lineOf(
      'gate',
      [formula, filled`${arriving} · ${derivative}`, `const dtotal${k} = activation${k}.backward(doutput${k});`],
      gated(activation, given, output.data[place]!, arriving, dinputs as FloatTensor),
      { dtype: dinputs!.dtype, cell: [row, neuron], library: dinputs!.data[place]! },
    ),
  );
  return { phase: 'back', name: 'gate', layer, neuron, input, kind: activation.kind, lines };
}

/** What an activation lets through: of the simple ones worked out here, of the others by a layer that is given nothing else. */
function gated({ kind, constructor }: Layer, total: number, output: number, dvalue: number, like: FloatTensor): number {
  const round = rounderOf(like);
  if (kind === 'Linear') return dvalue;
  if (kind === 'ReLU') return total <= 0 ? 0 : dvalue;
  if (kind === 'Tanh') return round(dvalue * (1 - output * output));
  if (kind === 'Sigmoid') return round(round(dvalue * Math.fround(1 - output)) * output);
  const layer = new (constructor as new () => Layer)();
  layer.forward(one('float32', total));
  return layer.backward(one(like.dtype, dvalue)).item();
}

/** The largest terms that are shown. */
const MOST = 5;

/** dweights = inputsᵀ · dvalues: a term from each sample of the batch. */
export function dweightsPage(spot: Spot, { view, weights }: Taken): Page {
  const { row, at, layer, neuron, input } = spot;
  const { inputs, dvalues } = view.layers[at]!;
  const [ins, outs] = [columnOf(inputs, input), columnOf(dvalues!, neuron)];
  const terms = ins.map((value, n) => value * outs[n]!);
  const order = terms.map((_, n) => n).sort((a, b) => Math.abs(terms[b]!) - Math.abs(terms[a]!) || a - b);
  const rank = order.indexOf(row);
  const { gradient } = weights[layer]!;
  const round = rounderOf(gradient);
  const k = layer + 1;
  const cell = [input, neuron];
  const shown = [...order.slice(0, MOST), ...(rank < MOST ? [] : [row])];
  const library = gradient.data[input * gradient.shape[1]! + neuron]!;
  const code = `dense${k}.dweights = dot(${inputName(spot)}.transpose(), dtotal${k});`;
  const total = round(chain(terms));
  const numbers = [terms[order[0]!]!, ...order.slice(1, 3).flatMap((n) => [' + ', terms[n]!]), ' + …'];
  return {
    ...{ phase: 'back', name: 'dweights', layer, neuron, input },
    figures: {
      columns: ['rank', 'sample', 'input', 'dvalue', 'term'],
      rows: shown.map((n) => [order.indexOf(n) + 1, n, ins[n]!, outs[n]!, terms[n]!]),
      own: rank < MOST ? rank : MOST,
      more: terms.length - shown.length,
    },
    lines: [
      lineOf(
        'term',
        [
          'term = input · dtotal',
          filled`${ins[row]!} · ${outs[row]!}`,
          `const term = multiply(columnOf(${inputName(spot)}, i), columnOf(dtotal${k}, o));`,
        ],
        terms[row]!,
        { dtype: 'float64', cell: [row] },
      ),
      ...withPull('dweight', ['dweight = Σ_n input_n · dtotal_n', numbers, code], total, {
        ...{ change: weights[layer]!, cell, library, name: `dense${k}.dweights`, value: `dense${k}.weights` },
      }),
    ],
  };
}

/** dbiases = Σ_n dvalues */
export function dbiasesPage({ at, layer, neuron, input }: Spot, { view, biases }: Taken): Page {
  const { dvalues } = view.layers[at]!;
  const values = columnOf(dvalues!, neuron);
  const k = layer + 1;
  const numbers = [values[0]!, ...values.slice(1, 3).flatMap((value) => [' + ', value]), ' + …'];
  const code = `dense${k}.dbiases = sum(dtotal${k}, { axis: 0, keepDims: true });`;
  const result = columnSum(dvalues as never, neuron);
  const library = biases[layer]!.gradient.data[neuron]!;
  return {
    ...{ phase: 'back', name: 'dbiases', layer, neuron, input },
    lines: withPull('dbias', ['dbias = Σ_n dtotal_n', numbers, code], result, {
      ...{ change: biases[layer]!, cell: [0, neuron], library, name: `dense${k}.dbiases`, value: `dense${k}.biases` },
    }),
  };
}

/** A gradient, and what the penalties add to it: λ_1 sign(w) + 2 λ_2 w. */
function withPull(
  name: 'dweight' | 'dbias',
  line: Parameters<typeof lineOf>[1],
  result: number,
  place: {
    readonly change: Change;
    readonly cell: readonly number[];
    readonly library: number;
    readonly name: string;
    readonly value: string;
  },
): Line[] {
  const { l1, l2, before, gradient } = place.change;
  const { dtype } = gradient;
  if (l1 === 0 && l2 === 0) return [lineOf(name, line, result, { dtype, cell: place.cell, library: place.library })];
  const own = rounderOf(before);
  const round = rounderOf(gradient);
  const value = before.data[place.cell[0]! * before.shape[1]! + place.cell[1]!]!;
  let pulled = result;
  const added: (string | number)[] = [result];
  const codes: string[] = [];
  if (l1 > 0) {
    pulled = round(pulled + (value < 0 ? -own(l1) : own(l1)));
    added.push(value < 0 ? ' − ' : ' + ', l1);
    codes.push(`${place.name} = add(${place.name}, multiply(signOf(${place.value}), ${l1}));`);
  }
  if (l2 > 0) {
    pulled = round(pulled + own(own(2 * l2) * value));
    added.push(' + 2 · ', l2, ' · ', value);
    codes.push(`${place.name} = add(${place.name}, multiply(${place.value}, 2 * ${l2}));`);
  }
  const formula = [`${name} += `, l1 > 0 ? 'λ_1 sign(w)' : '', l1 > 0 && l2 > 0 ? ' + ' : '', l2 > 0 ? '2 λ_2 w' : ''];
  return [
    lineOf(name, line, result, { dtype, cell: place.cell }),
    lineOf('pull', [formula.join(''), added, codes.join('\n')], pulled, {
      ...{ dtype, cell: place.cell, library: place.library },
    }),
  ];
}

/** dinputs = dvalues · weightsᵀ: what the neuron before is told, by all neurons that it feeds. */
export function dinputsPage(spot: Spot, { view, weights }: Taken): Page {
  const { row, at, layer, neuron, input, passed } = spot;
  const { dvalues, dinputs } = view.layers[at]!;
  const [slopes, line] = [rowOf(dvalues!, row), rowOf(weights[layer]!.before, input)];
  const products = slopes.map((slope, o) => slope * line[o]!);
  const k = layer + 1;
  const ofLayer = passed.masks[at - 1] === undefined ? `doutput${layer}` : `ddropped${layer}`;
  const name = layer === 0 ? 'dflat' : ofLayer;
  const few = products.length <= 3;
  const numbers = (few ? products : products.slice(0, 2)).flatMap((_, o) => [
    ...(o > 0 ? [' + '] : []),
    ...filled`${slopes[o]!} · ${line[o]!}`,
  ]);
  return {
    ...{ phase: 'back', name: 'dinputs', layer, neuron, input },
    figures: {
      columns: ['dvalue', 'weight', 'product'],
      rows: products.map((product, o) => [slopes[o]!, line[o]!, product]),
      own: neuron,
    },
    lines: [
      lineOf(
        'dinput',
        [
          'dinput = Σ_o dtotal_o · weight_o',
          few ? numbers : [...numbers, ' + …'],
          `const ${name} = dot(dtotal${k}, dense${k}.weights.transpose());`,
        ],
        rounderOf(dinputs!)(chain(products)),
        { dtype: dinputs!.dtype, cell: [row, input], library: at2(dinputs!, row, input) },
      ),
    ],
  };
}

const at2 = ({ data, shape }: Tensor, row: number, column: number): number => data[row * shape[1]! + column]!;
