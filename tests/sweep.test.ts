/** Wrong arguments of every kind, for every argument of what works on tensors, numbers and data: a result or an NnfsError, never another error. */
import { describe, expect, it } from 'vitest';
import * as nnfs from 'nnfs';
import { NnfsError, RandomState, StandardScaler, tensor, zeros } from 'nnfs';
import { describe as textOf } from '../src/errors.ts';

const cyclic: unknown[] = [];
cyclic.push(cyclic);

const WRONG: readonly unknown[] = [
  undefined,
  null,
  true,
  {},
  5,
  -1,
  0.5,
  NaN,
  Infinity,
  2 ** 53,
  'x',
  [],
  [null],
  [[1], [2, 3]],
  [2 ** 53],
  [-1, 'x'],
  cyclic,
  Symbol('s'),
  () => NaN,
  new Map([[5, 5]]),
  new DataView(new ArrayBuffer(8)),
];

/** As long as an array may be, and empty; a shuffle would put it in order. */
const LONG = new Array<number>(2 ** 32 - 1);

type Call = (...args: never[]) => unknown;

const x = tensor([[1, 2], [3, 4]]); // prettier-ignore
const labels = [0, 1];

/** Right arguments for each, which are then made wrong one after the other. */
const FUNCTIONS: Readonly<Record<string, readonly unknown[]>> = {
  tensor: [[1, 2], 'float32'],
  zeros: [[2, 2], 'float32'],
  ones: [[2, 2], 'float32'],
  full: [[2, 2], 1, 'float32'],
  eye: [2, 'float32'],
  arange: [0, 5, 1, 'float32'],
  linspace: [0, 1, 5, 'float32'],
  add: [x, 1],
  divide: [1, x],
  maximum: [x, x],
  clip: [x, 0, 1],
  exp: [x],
  sqrt: [x],
  square: [x],
  abs: [x],
  negative: [x],
  dot: [x, x],
  sum: [x, { axis: 0 }],
  mean: [x, { axis: 0 }],
  max: [x, { axis: 0 }],
  min: [x, { axis: 0 }],
  argmax: [x, { axis: 0 }],
  concat: [[x, x], 0],
  oneHot: [labels, 2],
  accuracy: [x, labels],
  confusionMatrix: [labels, labels, 2],
  precision: [labels, labels, {}],
  recall: [labels, labels, {}],
  f1: [labels, labels, {}],
  r2: [labels, labels],
  topKAccuracy: [x, labels, 1],
  encodeSafetensors: [new Map([['x', x]]), new Map()],
  decodeSafetensors: [nnfs.encodeSafetensors(new Map([['x', x]]))],
  decodeIdx: [new Uint8Array([0, 0, 8, 1, 0, 0, 0, 1, 7])],
  parseCsv: ['a,b\n1,x\n', {}],
  parseJson: ['[{"a": 1}]', {}],
  tableFromRows: [[{ a: 1 }], {}],
  takeRows: [x, labels],
  trainTestSplit: [x, labels, {}],
  kFold: [x, {}],
  spiralData: [{}],
  verticalData: [{}],
  sineData: [{}],
  blobsData: [{}],
  circlesData: [{}],
  moonsData: [{}],
  stepDecay: [{}],
  exponentialDecay: [{}],
  cosineDecay: [{}],
  warmup: [{}],
};

/** Options, each of which is made wrong beside others that are right. */
const OPTIONS: Readonly<
  Record<string, readonly [args: readonly unknown[], options: Readonly<Record<string, unknown>>]>
> = {
  parseCsv: [
    ['a,b\n1,x\n'],
    {
      ...{
        name: 'x',
        delimiter: ',',
        decimal: '.',
        thousands: '',
        quote: '"',
        escape: '\\',
        header: true,
        comment: '#',
      },
      ...{ index: false, missing: ['NA'], types: { a: 'number' }, ragged: true, encoding: 'utf-8', dtype: 'float32' },
    },
  ],
  parseJson: [['[{"a": 1}]'], { name: 'x', missing: ['NA'], types: () => undefined }],
  tableFromRows: [[[{ a: 1 }]], { name: 'x', missing: ['NA'], types: () => undefined }],
  sum: [[x], { axis: 0, keepDims: true }],
  argmax: [[x], { axis: 0, keepDims: true }],
  f1: [[labels, labels], { average: 'macro', classes: 2 }],
  trainTestSplit: [
    [zeros([8, 1]), zeros([8])],
    { testShare: 0.5, stratify: false, shuffle: true, random: new RandomState(0) },
  ],
  kFold: [[8], { folds: 2, stratify: zeros([8]), shuffle: true, random: new RandomState(0) }],
  spiralData: [[], { samples: 3, classes: 2, random: new RandomState(0) }],
  verticalData: [[], { samples: 3, classes: 2, random: new RandomState(0) }],
  sineData: [[], { samples: 3, dtype: 'float32' }],
  blobsData: [[], { samples: 3, classes: 2, noise: 0.1, random: new RandomState(0) }],
  circlesData: [[], { samples: 3, classes: 2, noise: 0.1, random: new RandomState(0) }],
  moonsData: [[], { samples: 3, classes: 2, noise: 0.1, random: new RandomState(0) }],
  stepDecay: [[], { rate: 0.1, factor: 0.5, every: 10 }],
  exponentialDecay: [[], { rate: 0.1, factor: 0.5 }],
  cosineDecay: [[], { rate: 0.1, end: 0, steps: 10 }],
  warmup: [[], { steps: 10, then: 0.1 }],
};

const METHODS: Readonly<
  Record<string, readonly [on: () => object, args: Readonly<Record<string, readonly unknown[]>>]>
> = {
  Tensor: [
    () => x.clone(),
    { at: [0, 0], slice: [0, 1], reshape: [[4]], transpose: [[1, 0]], astype: ['float64'], toArray: [], item: [] },
  ],
  RandomState: [
    () => new RandomState(0),
    {
      seed: [0],
      randomSample: [[2], {}],
      uniform: [0, 1, [2], {}],
      randn: [[2], {}],
      fillRandn: [new Float32Array(2)],
      randint: [0, 5, [2], {}],
      binomial: [5, 0.5, [2], {}],
      permutation: [5, {}],
      shuffle: [[1, 2]],
      setState: [new RandomState(0).getState()],
    },
  ],
  Table: [
    () => nnfs.parseCsv('a,b\n1,x\n2,y\n'),
    { has: ['a'], column: ['a'], select: [['a']], drop: [['a']], take: [[0, 1]], row: [0], toRows: [], describe: [] },
  ],
  StandardScaler: [
    () => new StandardScaler().fit(x),
    { fit: [x], transform: [x], fitTransform: [x], inverseTransform: [x] },
  ],
};

/** The calls that end in another error than one of this package. */
function strays(call: Call, right: readonly unknown[]): string[] {
  const wrong: (readonly unknown[])[] = right.map((_, i) => right.slice(0, i)); // too few
  for (const value of WRONG)
    for (const i of right.keys()) wrong.push(right.map((given, k) => (k === i ? value : given)));
  return wrong.flatMap((args) => {
    try {
      call(...(args as never[]));
    } catch (error) {
      if (!(error instanceof NnfsError)) return [`${args.map(textOf).join()} -> ${String(error)}`];
      expect(error.message.length).toBeLessThan(1000);
    }
    return [];
  });
}

describe('functions', () => {
  it.each(Object.entries(FUNCTIONS))('%s', (name, right) => {
    const call = nnfs[name as 'tensor'] as Call;
    expect(strays(call, right)).toEqual([]);
    expect(strays((...rest) => call(LONG as never, ...rest), right.slice(1))).toEqual([]);
  });
});

describe('options', () => {
  it.each(Object.entries(OPTIONS))('%s', (name, [args, options]) => {
    for (const option of Object.keys(options)) {
      const call = (value: unknown): unknown => (nnfs[name as 'tensor'] as Call)(...([...args, { ...options, [option]: value }] as never[])); // prettier-ignore
      expect(strays(call as Call, [options[option]]), option).toEqual([]);
    }
  });
});

describe.each(Object.entries(METHODS))('%s', (_, [on, methods]) => {
  it.each(Object.entries(methods))('%s', (name, right) => {
    const call = (...args: never[]): unknown => (on() as Record<string, Call>)[name]!(...args);
    expect(strays(call, right)).toEqual([]);
  });
});

describe('constructors', () => {
  it.each([
    ['Tensor', [[2], new Float32Array(2)]],
    ['RandomState', [0]],
    ['MinMaxScaler', [{ range: [0, 1] }]],
  ] as const)('%s', (name, right) => {
    const Class = nnfs[name] as new (...args: never[]) => unknown;
    const type = name === 'Tensor' ? ['float32'] : [];
    expect(strays((...args) => new Class(...(type as never[]), ...args), right)).toEqual([]);
  });
});

describe('schedules', () => {
  it.each([
    ['stepDecay', nnfs.stepDecay({ rate: 0.1, every: 10 })],
    ['exponentialDecay', nnfs.exponentialDecay({ rate: 0.1, factor: 0.5 })],
    ['cosineDecay', nnfs.cosineDecay({ rate: 0.1, steps: 10 })],
    ['warmup', nnfs.warmup({ steps: 10, then: 0.1 })],
  ])('of %s end at any number', (_, schedule) => {
    for (const step of [-1, 0.5, NaN, Infinity, 2 ** 53]) expect(typeof schedule(step)).toBe('number');
  });
});
