import type { Followed } from './forward.ts';
import { filled, lineOf, type Line, type Page } from './lines.ts';
import { at, inTensor, power, rounderOf } from './sums.ts';
import type { Change, Taken } from './taken.ts';

/** A weight or a bias in a step of the optimizer: what pages are about. */
interface Place {
  readonly change: Change;
  readonly cell: readonly number[];
  readonly rate: number;
  /** What the optimizer was made with. */
  readonly options: Options;
  /** The steps taken, this one included. */
  readonly t: number;
}

type Options = Readonly<Record<'momentum' | 'rho' | 'beta1' | 'beta2' | 'epsilon' | 'weightDecay', number>>;

/** The rate of the step. */
export function ratePage({ model, report: { learningRate } }: Taken): Page {
  const optimizer = model.optimizer!;
  const { decay, kind } = optimizer;
  const step = optimizer.iterations - 1;
  const given = optimizer.learningRate;
  const start = typeof given === 'number' ? given : given(step);
  const rate = decay === 0 ? start : start * (1 / (1 + decay * step));
  const [formula, numbers] =
    decay === 0
      ? [typeof given === 'number' ? 'rate' : `rate of step ${step}`, [start]]
      : ['rate = rate_0 / (1 + decay · step)', filled`${start} / (1 + ${decay} · ${step})`];
  const code = 'const rate = optimizer.rateAt(optimizer.iterations);';
  return {
    ...{ phase: 'update', name: 'rate', layer: 0, neuron: 0, input: 0, kind },
    lines: [lineOf('rate', [formula, numbers, code], rate, { dtype: 'float64', cell: [], library: learningRate })],
  };
}

/** What an optimizer makes of a weight, and of the bias beside it. */
export function updatePages(taken: Taken, followed: Followed): Page[] {
  const { layer, neuron, input, place, weight } = followed;
  const optimizer = taken.model.optimizer!;
  const rate = taken.report.learningRate;
  const options = optimizer as typeof optimizer & Options;
  const page = { phase: 'update', layer, neuron, input, kind: optimizer.kind, ...(place && { place }) } as const;
  const linesOf = (change: Change, cell: readonly number[]): Line[] =>
    (RULES[optimizer.kind] ?? others(optimizer.kind))({ change, cell, rate, options, t: optimizer.iterations });
  const [weights, biases] = taken.changes[followed.at] as [Change, Change];
  return [
    { ...page, name: place ? 'newKernel' : 'newWeight', lines: linesOf(weights, weight) },
    { ...page, name: place ? 'newMapBias' : 'newBias', lines: linesOf(biases, [0, neuron]) },
  ];
}

/** The numbers of a parameter, and the rounding of the type in which its step is worked out: that of its gradient. */
function numbersOf({ change, cell }: Place) {
  const { before, gradient, after, slotsBefore, slots } = change;
  const round = rounderOf(gradient);
  return {
    ...{ round, value: at(before, cell), g: at(gradient, cell) },
    old: (slot: string): number => at(slotsBefore[slot]!, cell),
    /** A line of what is remembered. */
    slot: (name: Line['name'], slot: string, line: Parameters<typeof lineOf>[1], result: number): Line =>
      lineOf(name, line, rounderOf(slots[slot]!)(result), inTensor(slots[slot]!, cell)),
    /** A line on the way. */
    way: (name: Line['name'], line: Parameters<typeof lineOf>[1], result: number): Line =>
      lineOf(name, line, result, { dtype: gradient.dtype, cell }),
    /** The new value. */
    last: (line: Parameters<typeof lineOf>[1], result: number): Line =>
      lineOf('value', line, rounderOf(after)(result), inTensor(after, cell)),
  };
}

function sgd(place: Place): Line[] {
  const { round, value, g, old, slot, last } = numbersOf(place);
  const { momentum } = place.options;
  const { rate } = place;
  if (momentum === 0) {
    const code = 'value = add(value, multiply(gradient, -rate));';
    return [
      last(['value −= rate · gradient', filled`${value} − ${rate} · ${g}`, code], value + round(round(-rate) * g)),
    ];
  }
  const velocity = old('momentum');
  const code = `velocity = subtract(multiply(velocity, ${momentum}), multiply(gradient, rate));`;
  const numbers = filled`${momentum} · ${velocity} − ${rate} · ${g}`;
  const result = round(round(momentum) * velocity) - round(round(rate) * g);
  const first = slot(
    'velocity',
    'momentum',
    ['velocity = momentum · velocity − rate · gradient', numbers, code],
    result,
  );
  return [
    first,
    last(
      ['value += velocity', filled`${value} + ${first.result}`, 'value = add(value, velocity);'],
      value + first.result,
    ),
  ];
}

function adagrad(place: Place): Line[] {
  const { round, value, g, old, slot, last, way } = numbersOf(place);
  const { rate, change } = place;
  const { epsilon } = place.options;
  const cache = slot(
    'cache',
    'cache',
    ['cache += gradient²', filled`${old('cache')} + (${g})²`, 'cache = add(cache, square(gradient));'],
    old('cache') + round(g * g),
  );
  const stored = rounderOf(change.slots.cache!);
  const scale = way(
    'scale',
    ['scale = √cache + ε', filled`√${cache.result} + ${epsilon}`, `const scale = add(sqrt(cache), ${epsilon});`],
    stored(stored(Math.sqrt(cache.result)) + stored(epsilon)),
  );
  return [
    cache,
    scale,
    last(stepText(value, rate, g, scale.result), value + round(round(round(-rate) * g) / scale.result)),
  ];
}

const stepText = (value: number, rate: number, g: number, scale: number) =>
  [
    'value −= rate · gradient / scale',
    filled`${value} − ${rate} · ${g} / ${scale}`,
    'value = add(value, divide(multiply(gradient, -rate), scale));',
  ] as const;

function rmsprop(place: Place): Line[] {
  const { round, value, g, old, slot, last, way } = numbersOf(place);
  const { rate } = place;
  const { epsilon, rho } = place.options;
  const cache = slot(
    'cache',
    'cache',
    fading('cache', rho, old('cache'), g, true),
    round(round(rho) * old('cache')) + round(round(1 - rho) * round(g * g)),
  );
  const scale = way(
    'scale',
    ['scale = √cache + ε', filled`√${cache.result} + ${epsilon}`, `const scale = add(sqrt(cache), ${epsilon});`],
    round(round(Math.sqrt(cache.result)) + round(epsilon)),
  );
  return [
    cache,
    scale,
    last(stepText(value, rate, g, scale.result), value + round(round(round(-rate) * g) / scale.result)),
  ];
}

/** A memory that fades: the share that is kept, and the rest of what is new. */
function fading(name: string, share: number, old: number, g: number, squared: boolean) {
  const what = squared ? 'square(gradient)' : 'gradient';
  const taken = Math.fround(1 - share);
  return [
    `${name} = ${share} · ${name} + ${taken} · gradient${squared ? '²' : ''}`,
    squared ? filled`${share} · ${old} + ${taken} · (${g})²` : filled`${share} · ${old} + ${taken} · ${g}`,
    `${name} = add(multiply(${name}, ${share}), multiply(${what}, 1 - ${share}));`,
  ] as const;
}

function adam(place: Place, value = numbersOf(place).value): Line[] {
  const { round, g, old, slot, last, way } = numbersOf(place);
  const { rate, options, t } = place;
  const { beta1, beta2, epsilon } = options;
  const [whole1, whole2] = [1 - power(beta1, t), 1 - power(beta2, t)];
  const momentum = slot(
    'momentum',
    'momentum',
    fading('momentum', beta1, old('momentum'), g, false),
    round(round(beta1) * old('momentum')) + round(round(1 - beta1) * g),
  );
  const cache = slot(
    'cache',
    'cache',
    fading('cache', beta2, old('cache'), g, true),
    round(round(beta2) * old('cache')) + round(round(1 - beta2) * round(g * g)),
  );
  const mean = way(
    'corrected',
    [
      `mean = momentum / (1 − β_1^${t})`,
      filled`${momentum.result} / ${round(whole1)}`,
      `const mean = divide(momentum, 1 - ${beta1} ** ${t});`,
    ],
    round(momentum.result / round(whole1)),
  );
  const scale = way(
    'scale',
    [
      `scale = √(cache / (1 − β_2^${t})) + ε`,
      filled`√(${cache.result} / ${round(whole2)}) + ${epsilon}`,
      `const scale = add(sqrt(divide(cache, 1 - ${beta2} ** ${t})), ${epsilon});`,
    ],
    round(round(Math.sqrt(round(cache.result / round(whole2)))) + round(epsilon)),
  );
  const text = [
    'value −= rate · mean / scale',
    filled`${value} − ${rate} · ${mean.result} / ${scale.result}`,
    'value = add(value, divide(multiply(mean, -rate), scale));',
  ] as const;
  return [momentum, cache, mean, scale, last(text, value + round(round(round(-rate) * mean.result) / scale.result))];
}

function adamw(place: Place): Line[] {
  const { value, way } = numbersOf(place);
  const { weightDecay } = place.options;
  const round = rounderOf(place.change.before);
  const factor = 1 - place.rate * weightDecay;
  const decayed = way(
    'decayed',
    [
      'value ·= 1 − rate · weight decay',
      filled`${value} · (1 − ${place.rate} · ${weightDecay})`,
      `value = multiply(value, 1 - rate * ${weightDecay});`,
    ],
    round(value * round(factor)),
  );
  return [decayed, ...adam(place, decayed.result)];
}

const OTHERS: Readonly<Record<string, string>> = {
  Nadam: 'value −= rate · (β_1 · mean + (1 − β_1) · gradient, corrected) / (√cache, corrected, + ε)',
  Adamax: 'value −= rate / (1 − β_1^t) · momentum / cache',
  AMSGrad: 'value −= rate · mean / (√(largest / (1 − β_2^t)) + ε)',
  Adadelta: 'value −= rate · √(deltas + ε) / √(cache + ε) · gradient',
  Lion: 'value −= rate · (sign(β_1 · momentum + (1 − β_1) · gradient) + decay · value)',
};

/** An optimizer that is told by its formula: its numbers are the library's, and nothing is worked out here. */
const others =
  (kind: string) =>
  (place: Place): Line[] => {
    const { value, g } = numbersOf(place);
    const { after } = place.change;
    const code = 'optimizer.update(model.layers);';
    const line = [OTHERS[kind] ?? `${kind}(value, gradient)`, [`${kind}(`, value, ', ', g, ')'], code] as const;
    return [lineOf('told', line, at(after, place.cell), { dtype: after.dtype, cell: place.cell })];
  };

const RULES: Readonly<Record<string, (place: Place) => Line[]>> = {
  SGD: sgd,
  Adagrad: adagrad,
  RMSprop: rmsprop,
  Adam: adam,
  AdamW: adamw,
};
