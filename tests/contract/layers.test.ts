/** One contract for layers: of ours or written outside, alone, in a Sequential, in a Residual and in a Model. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  CategoricalCrossentropy,
  Dense,
  Flatten,
  Layer,
  Linear,
  MeanSquaredError,
  Model,
  Parameter,
  RandomState,
  ReLU,
  Reshape,
  Residual,
  SGD,
  Sequential,
  Softmax,
  init,
  sum,
  tensor,
  type BackwardPass,
  type DType,
  type DotPrecision,
  type FloatTensor,
  type ForwardPass,
  type LayerPlan,
  type Shape,
  type TensorType,
} from 'nnfs';
import { LAYER_ROWS } from '../conformance/kinds.ts';
import { DOUBLED } from './doubled-layers.ts';
import { around, chain, join, type Hand } from './hand.ts';
import { Keeping, Moving, Raised, Shift, Tempered, Threshold } from './own-layers.ts';

beforeEach(() => init());
afterEach(() => init());

interface Row {
  readonly name: string;
  /** A layer that takes [N, 3]. */
  readonly make: (random: RandomState) => Layer;
  /** The shape of an output without its sample axis. */
  readonly output: readonly number[];
  /** Where it is not put: what other tests show, and what it cannot do. */
  readonly not: readonly string[];
}

const row = (name: string, make: Row['make'], output = [3], not: readonly string[] = []): Row => ({
  name,
  make,
  output,
  not: output.join() === '3' ? not : [...not, 'in a Residual'],
});
/** A layer of samples of another shape, between others that make them of rows of 3 numbers, and rows of them. */
const ofRows = (input: Shape, layer: Layer, random: RandomState): Layer => {
  const size = input.reduce((product, length) => product * length);
  const before = [new Dense(3, size, { random }), new Reshape(input)];
  const { shape } = layer.plan(
    { shape: [1, ...input], dtype: 'float32' },
    { training: false, precision: 'float32' },
  ).output;
  const outputs = shape.reduce((product, length) => product * length);
  return new Sequential([
    ...before,
    layer,
    new Flatten(),
    new Dense(outputs, 3, { random, initializer: 'glorotNormal' }),
  ]);
};

const ROWS: readonly Row[] = [
  ...LAYER_ROWS.filter(({ input }) => input === undefined).map(({ text, make, output = [3] }) =>
    row(text, make, [...output], ['itself', 'in a Sequential']),
  ),
  ...LAYER_ROWS.filter(({ input }) => input !== undefined).map(({ text, make, input }) =>
    row(`${text} among others`, (random) => ofRows(input!, make(random), random), [3], ['itself', 'in a Sequential']),
  ),
  ...DOUBLED.map(([name, make]) => row(`a subclass of ${name}`, make, [3], ['in a Sequential', 'in a Residual'])),
  row('an own layer', () => new Shift()),
  row('one that keeps tensors', () => new Keeping()),
  row('one of another rank', () => new Raised(), [3, 2]),
  row('one with parameters and state', () => new Moving()),
  row('a tempered softmax', () => new Tempered()),
  row('a threshold', () => new Threshold()),
];

/** Ways to hand a layer to a model, and to run it by hand. */
const PLACES: readonly (readonly [name: string, wrap: (layer: Layer) => Layer, hand: (layer: Layer) => Hand])[] = [
  ['itself', (layer) => layer, (layer) => chain(layer)],
  ['in a Sequential', (layer) => new Sequential([layer]), (layer) => chain(layer)],
  [
    'in a nested Sequential',
    (layer) => new Sequential([new Sequential([new Linear(), layer]), new Linear()]),
    (layer) => chain(new Linear(), layer, new Linear()),
  ],
  ['in a Residual', (layer) => new Residual([layer]), (layer) => around(chain(layer))],
];

const CASES = ROWS.flatMap(({ name, make, output, not }) =>
  PLACES.filter(([place]) => !not.includes(place)).map(([place, wrap, hand]) => ({
    name,
    place,
    wrap: () => wrap(make(new RandomState(3))),
    hand: () => hand(make(new RandomState(3))),
    output,
  })),
);

const dense = (I: number, O: number): Dense =>
  new Dense(I, O, { random: new RandomState(I), initializer: 'glorotUniform', biasRegularizerL2: 0.01 });

/** The parameters of layers as tensors, values and gradients. */
const learnt = (layers: readonly Layer[]): FloatTensor[] =>
  layers.flatMap(({ parameters }) => parameters.flatMap(({ value, gradient }) => [value, gradient]));

function expectEqual(received: readonly FloatTensor[], expected: readonly FloatTensor[]): void {
  expect(received.length).toBe(expected.length);
  received.forEach((tensor, i) => expect(tensor).toEqualTensor(expected[i]!));
}

/** Trains a model in batches of 4, 4 and 2, and by hand, and compares all there is to see. */
function compare(model: Model, hand: Hand, X: FloatTensor, y: FloatTensor): void {
  const loss = new MeanSquaredError();
  const settings = { learningRate: 0.01, momentum: 0.9 };
  model.set({ loss, optimizer: new SGD(settings) });
  const optimizer = new SGD(settings);
  // Validation, in inference between the steps, is to change nothing.
  for (const report of model.trainSteps(X, y, { epochs: 2, batchSize: 4, validationData: [X, y] })) {
    const [begin, end] = [4 * report.step, 4 * report.step + 4];
    const [inputs, targets] = [X.slice(begin, end), y.slice(begin, end)];
    const output = hand.forward(inputs, true);
    expect(report.dataLoss).toBe(loss.calculate(output, targets));
    expect(report.regularizationLoss).toBe(loss.regularizationLoss(hand.layers));
    hand.backward(loss.backward(output, targets));
    optimizer.update(hand.layers);
    expectEqual(learnt(model.layers), learnt(hand.layers));
  }
  const output = hand.forward(X);
  for (const batchSize of [1, 3, 10, 99]) expect(model.predict(X, { batchSize })).toEqualTensor(output);
  expect(model.predict(X)).toEqualTensor(output);
  expect(model.evaluate(X, y).loss).toBe(loss.calculate(output, y));
  const sums = [0, 4, 8].map((at) => sum(loss.forward(output.slice(at, at + 4), y.slice(at, at + 4))).item());
  expect(model.evaluate(X, y, { batchSize: 4 }).loss).toBe(sums.reduce((total, part) => total + part) / 10);
  expectEqual(learnt(model.layers), learnt(hand.layers));
}

describe.each<DotPrecision>(['float64', 'float32'])('with dot products in %s', (dotPrecision) => {
  describe.each(CASES)('$name, $place', ({ wrap, hand, output }) => {
    const random = new RandomState(12);
    const last = output.at(-1)!;
    beforeEach(() => init({ dotPrecision }));

    it.each([
      ['begins', () => [wrap(), dense(last, 2)], () => join(hand(), chain(dense(last, 2))), 3, [...output.slice(0, -1), 2]], // prettier-ignore
      [
        'stands in the middle of',
        () => [dense(4, 3), wrap(), new ReLU(), dense(last, 2)],
        () => join(chain(dense(4, 3)), hand(), chain(new ReLU(), dense(last, 2))),
        4,
        [...output.slice(0, -1), 2],
      ],
      ['ends', () => [dense(4, 3), wrap()], () => join(chain(dense(4, 3)), hand()), 4, output],
    ] as const)('%s a model as it stands alone', (_, layers, alone, I, target) => {
      compare(new Model(layers()), alone(), random.randn([10, I]), random.uniform(0, 1, [10, ...target]));
    });
  });
});

describe.each([
  ['a softmax', () => new Softmax()],
  ['a subclass with other numbers', DOUBLED.find(([name]) => name === 'Softmax')![1]],
  ['a tempered softmax', () => new Tempered()],
] as const)('%s before a cross-entropy', (name, make) => {
  const random = new RandomState(5);
  const shapes = [[8], [8, 3]] as const;

  it.each(shapes.map((labels) => ({ labels })))('goes back by itself, labels $labels', ({ labels }) => {
    const X = random.randn([...labels, 4]);
    const y = random.randint(0, 3, labels);
    const loss = new CategoricalCrossentropy();
    const first = dense(4, 3);
    const hand = chain(first, make(random));
    const output = hand.forward(X, true);
    hand.backward(loss.backward(output, y));
    const trained = dense(4, 3);
    const model = new Model([trained, new Sequential([make(random)])]);
    model.set({ loss, optimizer: new SGD() });
    const [report] = model.trainSteps(X, y);
    expect(report!.dataLoss).toBe(loss.calculate(output, y));
    const gradient = first.parameters[0].gradient.clone();
    // The pair has a shorter way back, of other roundings; a subclass may have other mathematics, and is asked.
    if (name === 'a softmax') expect(trained.dweights).toEqualTensor(gradient, { relative: 1e-4 });
    else expect(trained.dweights).toEqualTensor(gradient);
  });
});

describe('whole numbers', () => {
  /** Tells what type it was given. */
  class Taking extends Layer {
    static override readonly kind = 'Taking';
    readonly planned = new Set<DType>();
    readonly computed = new Set<DType>();
    readonly integers: boolean;
    constructor(integers: boolean) {
      super();
      this.integers = integers;
    }
    override plan({ shape, dtype }: TensorType): LayerPlan {
      this.planned.add(dtype);
      return { output: { shape, dtype: 'float32' }, integers: this.integers };
    }
    override compute({ inputs, output }: ForwardPass): void {
      this.computed.add(inputs.dtype);
      for (let i = 0; i < output.size; i++) output.data[i] = inputs.data[i]! / 10;
    }
    override gradient({ dinputs }: BackwardPass): void {
      dinputs.data.fill(0);
    }
  }
  const X = tensor([[1, 2], [30, 4], [5, 6]], 'int32'); // prettier-ignore
  const y = [[1], [2], [3]];
  const float = X.astype('float32');

  it.each([
    ['itself', (layer: Layer) => [layer]],
    ['in a Sequential', (layer: Layer) => [new Sequential([layer])]],
    ['in a nested one', (layer: Layer) => [new Sequential([new Sequential([layer])])]],
  ])('come as they are where a layer plans for them, %s', (_, wrap) => {
    for (const [integers, dtype] of [
      [true, 'int32'],
      [false, 'float32'],
    ] as const) {
      // prettier-ignore
      const layer = new Taking(integers);
      const head = dense(2, 1);
      const model = new Model([...wrap(layer), head]).set({ loss: new MeanSquaredError(), optimizer: new SGD() });
      expect(model.predict(X)).toEqualTensor(chain(new Taking(true), dense(2, 1)).forward(float));
      for (const { loss } of model.trainSteps(X, y, { batchSize: 2, validationData: [X, y] }))
        expect(loss).toBeGreaterThan(0);
      expect(layer.computed).toEqual(new Set([dtype]));
      expect(layer.planned.has('int32')).toBe(true);
    }
  });

  it('are those of a tensor: a list is one of float32', () => {
    const layer = new Taking(true);
    layer.forward([[1, 2]]);
    expect(layer.computed).toEqual(new Set(['float32']));
  });
});

describe('a layer that fails', () => {
  class Failing extends Shift {
    static override readonly kind = 'Failing';
    override readonly parameters = [new Parameter('w', tensor([[2]]))];
    at = '';
    override compute(pass: ForwardPass): void {
      if (this.at === 'compute') throw new RangeError('compute');
      super.compute(pass);
    }
    override gradient(pass: BackwardPass): void {
      if (this.at === 'gradient') throw new RangeError('gradient');
      super.gradient(pass);
    }
  }

  it.each(['compute', 'gradient'])('in %s fails the run, and leaves the model as it was', async (at) => {
    const [failing, head] = [new Failing(), dense(1, 1)];
    const model = new Model([head, new Residual([failing])]);
    model.set({ loss: new MeanSquaredError(), optimizer: new SGD() });
    const ends: string[] = [];
    await model.train([[1], [2]], [[1], [2]]);
    const before = model.getParameters();
    failing.at = at;
    const run = model.train([[1], [2]], [[1], [2]], { callbacks: [{ onEnd: () => void ends.push('end') }] });
    await expect(run).rejects.toThrow(new RangeError(at));
    if (at === 'compute') expect(() => model.predict([[1]])).toThrow(new RangeError(at));
    expect(ends).toEqual(['end']);
    expectEqual(model.getParameters(), before);
    failing.at = '';
    expect((await model.train([[1], [2]], [[1], [2]])).stopReason).toBe('finished');
  });
});
