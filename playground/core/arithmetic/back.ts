import type { FloatTensor, Layer, StepView } from 'nnfs';
import { inputName, one, type Spot } from './forward.ts';
import { added, filled, lineOf, type Line, type Page } from './lines.ts';
import { at, chain, columnOf, columnSum, inTensor, rounderOf, rowOf } from './sums.ts';
import type { Change, Taken } from './taken.ts';
import { ranked } from './terms.ts';

const GATES: Readonly<Record<string, string>> = {
  ReLU: 'dtotal = total > 0 ? doutput : 0',
  LeakyReLU: 'dtotal = total > 0 ? doutput : 0.01 · doutput',
  Linear: 'dtotal = doutput',
};

/** Back through dropout and the activation: what of a gradient passes. */
export function gatePage(spot: Spot, { view }: Taken): Page {
  const { passed, row, layer, neuron, input } = spot;
  const k = layer + 1;
  const cell = [row, neuron];
  const { dvalues } = view.layers[spot.at + 1]!;
  const lines: Line[] = [];
  const mask = passed.masks[spot.at + 2];
  if (mask !== undefined) {
    const [given, kept] = [at(view.layers[spot.at + 2]!.dvalues!, cell), at(mask, cell)];
    lines.push(
      lineOf(
        'dropBack',
        [
          'doutput = ddropped · mask',
          filled`${given} · ${kept}`,
          `const doutput${k} = multiply(ddropped${k}, mask${k});`,
        ],
        rounderOf(dvalues!)(given * kept),
        inTensor(dvalues!, cell),
      ),
    );
  }
  lines.push(gateLine(spot, view, cell, `const dtotal${k} = activation${k}.backward(doutput${k});`));
  const { kind } = passed.layers[spot.at + 1]!;
  return { phase: 'back', name: 'gate', layer, neuron, input, kind, lines };
}

/** What of a gradient passes the activation of a layer. */
export function gateLine(
  { passed, at: place }: Pick<Spot, 'passed' | 'at'>,
  { layers }: StepView,
  cell: readonly number[],
  code: string,
): Line {
  const activation = passed.layers[place + 1]!;
  const [total, output] = [at(passed.values[place + 1]!, cell), at(passed.values[place + 2]!, cell)];
  const { dvalues, dinputs } = layers[place + 1]!;
  const arriving = at(dvalues!, cell);
  const formula = GATES[activation.kind] ?? `dtotal = doutput · ${activation.kind}′(total)`;
  const derivative = gated(activation, total, output, 1, dinputs as FloatTensor);
  return lineOf(
    'gate',
    [formula, filled`${arriving} · ${derivative}`, code],
    gated(activation, total, output, arriving, dinputs as FloatTensor),
    inTensor(dinputs!, cell),
  );
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

/** dweights = inputsᵀ · dvalues: a term from each sample of the batch. */
export function dweightsPage(spot: Spot, { view, changes }: Taken): Page {
  const { row, layer, neuron, input, weight } = spot;
  const { inputs, dvalues } = view.layers[spot.at]!;
  const [ins, outs] = [columnOf(inputs, input), columnOf(dvalues!, neuron)];
  const terms = ins.map((value, n) => value * outs[n]!);
  const shown = ranked(terms, row);
  const [change] = changes[spot.at] as [Change];
  const k = layer + 1;
  const code = `dense${k}.dweights = dot(${inputName(spot)}.transpose(), dtotal${k});`;
  const total = rounderOf(change.gradient)(chain(terms));
  const numbers = added(
    shown.map(({ i }) => terms[i]!),
    terms.length,
  );
  return {
    ...{ phase: 'back', name: 'dweights', layer, neuron, input },
    figures: {
      columns: ['rank', 'sample', 'input', 'dvalue', 'term'],
      rows: shown.map(({ i, rank }) => [rank + 1, i, ins[i]!, outs[i]!, terms[i]!]),
      own: shown.findIndex(({ i }) => i === row),
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
        ...{ change, cell: weight, name: `dense${k}.dweights`, value: `dense${k}.weights` },
      }),
    ],
  };
}

/** dbiases = Σ_n dvalues */
export function dbiasesPage({ at: place, layer, neuron, input }: Spot, { view, changes }: Taken): Page {
  const { dvalues } = view.layers[place]!;
  const k = layer + 1;
  const numbers = added(columnOf(dvalues!, neuron));
  const code = `dense${k}.dbiases = sum(dtotal${k}, { axis: 0, keepDims: true });`;
  const result = columnSum(dvalues as never, neuron);
  const [, change] = changes[place] as [Change, Change];
  return {
    ...{ phase: 'back', name: 'dbiases', layer, neuron, input },
    lines: withPull('dbias', ['dbias = Σ_n dtotal_n', numbers, code], result, {
      ...{ change, cell: [0, neuron], name: `dense${k}.dbiases`, value: `dense${k}.biases` },
    }),
  };
}

/** A gradient, and what the penalties add to it: λ_1 sign(w) + 2 λ_2 w. */
export function withPull(
  name: Line['name'],
  line: Parameters<typeof lineOf>[1],
  result: number,
  place: {
    readonly change: Change;
    readonly cell: readonly number[];
    readonly name: string;
    readonly value: string;
  },
): Line[] {
  const { l1, l2, before, gradient } = place.change;
  const { cell } = place;
  const { dtype } = gradient;
  const library = at(gradient, cell);
  if (l1 === 0 && l2 === 0) return [lineOf(name, line, result, { dtype, cell, library })];
  const own = rounderOf(before);
  const round = rounderOf(gradient);
  const value = at(before, cell);
  let pulled = result;
  const numbers: (string | number)[] = [result];
  const codes: string[] = [];
  if (l1 > 0) {
    pulled = round(pulled + (value < 0 ? -own(l1) : own(l1)));
    numbers.push(value < 0 ? ' − ' : ' + ', l1);
    codes.push(`${place.name} = add(${place.name}, multiply(signOf(${place.value}), ${l1}));`);
  }
  if (l2 > 0) {
    pulled = round(pulled + own(own(2 * l2) * value));
    numbers.push(' + 2 · ', l2, ' · ', value);
    codes.push(`${place.name} = add(${place.name}, multiply(${place.value}, 2 * ${l2}));`);
  }
  const formula = [`${name} += `, l1 > 0 ? 'λ_1 sign(w)' : '', l1 > 0 && l2 > 0 ? ' + ' : '', l2 > 0 ? '2 λ_2 w' : ''];
  return [
    lineOf(name, line, result, { dtype, cell }),
    lineOf('pull', [formula.join(''), numbers, codes.join('\n')], pulled, { dtype, cell, library }),
  ];
}

/** dinputs = dvalues · weightsᵀ: what the neuron before is told, by all neurons that it feeds. */
export function dinputsPage(spot: Spot, { view }: Taken): Page {
  const { row, layer, neuron, input, passed, weights } = spot;
  const { dvalues, dinputs } = view.layers[spot.at]!;
  const [slopes, line] = [rowOf(dvalues!, row), rowOf(weights, input)];
  const products = slopes.map((slope, o) => slope * line[o]!);
  const k = layer + 1;
  const ofLayer = passed.masks[spot.at - 1] === undefined ? `doutput${layer}` : `ddropped${layer}`;
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
        inTensor(dinputs!, [row, input]),
      ),
    ],
  };
}
