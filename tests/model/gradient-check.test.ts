/** Gradients against central differences in float64; and that the check itself can fail. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import {
  add,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  ELU,
  GELU,
  gradientCheck,
  init,
  Linear,
  MeanSquaredError,
  Model,
  multiply,
  RandomState,
  ReLU,
  Sigmoid,
  BinaryCrossentropy,
  Softmax,
  SoftmaxCategoricalCrossentropy,
  Swish,
  Tanh,
  tensor,
  type BackwardPass,
  type Loss,
  type Tensor,
} from 'nnfs';
import { LAYER_ROWS, LOSS_ROWS, ofClasses, outputAndTargets } from '../conformance/kinds.ts';

/** The two must agree to six digits. */
const LIMIT = 1e-6;

const seeded = { seed: 42, numRuns: 15 } as const;
const N = fc.integer({ min: 1, max: 6 });
const width = fc.integer({ min: 1, max: 7 });
const seed = fc.integer({ min: 0, max: 2 ** 31 });

beforeEach(() => init());

describe.each(LAYER_ROWS)('$text', ({ make, kink = false, statistics = false, input = [3] }) => {
  it('for inputs and every parameter, under random upstream gradients', () => {
    fc.assert(
      fc.property(N, seed, (n, from) => {
        const random = new RandomState(from);
        const layer = make(random);
        for (const parameter of layer.parameters) {
          parameter.value = add(parameter.value, random.randn(parameter.value.shape)) as Tensor<'float32'>;
        }
        const X = random.randn([statistics ? n + 1 : n, ...input], { dtype: 'float64' });
        const { maxRelativeError, checked, kinks } = gradientCheck(layer, X, undefined, { seed: from });
        const trained = layer.parameters.filter((parameter) => parameter.trained);
        const derivatives = X.size + trained.reduce((sum, { value }) => sum + value.size, 0);
        expect(maxRelativeError).toBeLessThan(LIMIT);
        expect(checked + kinks).toBe(derivatives);
        if (!kink) expect(kinks).toBe(0);
      }),
      seeded,
    );
  });

  it('far from 0', () => {
    const layer = make(new RandomState(0));
    const numbers = [-30, -8, -2.5, 30, 8, 2.5, -1e-3, 1e-3, 3];
    const length = 3 * input.reduce((product, axis) => product * axis, 1);
    const X = tensor(
      Array.from({ length }, (_, i) => numbers[i % 9]!),
      'float64',
    ).reshape([3, ...input]);
    expect(gradientCheck(layer, X).maxRelativeError).toBeLessThan(LIMIT);
    expect(gradientCheck(layer, X, undefined, { training: false }).maxRelativeError).toBeLessThan(LIMIT);
  });
});

describe.each(LOSS_ROWS)('$text', ({ make, compared, kink = false }) => {
  it('for the output', () => {
    fc.assert(
      fc.property(N, width, seed, (n, w, from) => {
        const o = ofClasses(compared) ? w + 1 : w; // rows of one class are none
        const { output, targets } = outputAndTargets(compared, [n, o], new RandomState(from), 'float64');
        const model = new Model([new Linear()]).set({ loss: make() });
        const { maxRelativeError, checked, kinks } = gradientCheck(model, output, targets);
        expect(maxRelativeError).toBeLessThan(LIMIT);
        expect(checked + kinks).toBe(n * o);
        if (!kink) expect(kinks).toBe(0);
      }),
      seeded,
    );
  });
});

it('SoftmaxCategoricalCrossentropy: the short step equals the two long ones', () => {
  fc.assert(
    fc.property(N, width, seed, fc.boolean(), (n, w, from, rows) => {
      const classes = w + 1;
      const random = new RandomState(from);
      const logits = random.randn([n, classes], { dtype: 'float64' });
      const targets = outputAndTargets(rows ? 'rows' : 'labels', [n, classes], random, 'float64').targets;
      const [softmax, loss, pair] = [
        new Softmax(),
        new CategoricalCrossentropy(),
        new SoftmaxCategoricalCrossentropy(),
      ];
      const output = softmax.forward(logits);
      expect(pair.forward(logits, targets)).toBe(loss.calculate(output, targets));
      const short = pair.backward(pair.output, targets);
      const long = softmax.backward(loss.backward(output, targets));
      // The short step takes for granted that the shares of a row sum to 1, as those of one class do.
      if (!rows) short.data.forEach((value, i) => expect(Math.abs(value - long.data[i]!)).toBeLessThan(1e-14));
    }),
    seeded,
  );
});

describe('a whole model', () => {
  const regularized = { weightRegularizerL1: 1e-2, weightRegularizerL2: 2e-2, biasRegularizerL1: 3e-2, biasRegularizerL2: 0.1 }; // prettier-ignore
  const networks: readonly { name: string; make: (random: RandomState, O: number) => Model; binary?: boolean }[] = [
    {
      name: 'the book’s classifier, with its small first weights',
      make: (random, O) =>
        new Model([new Dense(3, 8, { random }), new ReLU(), new Dense(8, O, { random }), new Softmax()]).set({
          loss: new CategoricalCrossentropy(),
        }),
    },
    {
      name: 'penalties of every kind, and dropout',
      make: (random, O) =>
        new Model([
          new Dense(3, 5, { random, initializer: 'heNormal', ...regularized }),
          new Tanh(),
          new Dropout(0.3, { random }),
          new Dense(5, O, { random, initializer: 'glorotUniform', ...regularized }),
          new Softmax(),
        ]).set({ loss: new CategoricalCrossentropy() }),
    },
    {
      name: 'smooth activations, and sigmoid',
      make: (random, O) =>
        new Model([
          new Dense(3, 4, { random, initializer: 'heUniform' }),
          new Swish(),
          new Dense(4, 4, { random, initializer: 'glorotNormal' }),
          new GELU(),
          new ELU(),
          new Dense(4, O, { random, initializer: 'glorotNormal' }),
          new Sigmoid(),
        ]).set({ loss: new BinaryCrossentropy() }),
      binary: true,
    },
  ];
  it.each(networks)('$name', ({ make, binary = false }) => {
    fc.assert(
      fc.property(N, seed, (n, from) => {
        const random = new RandomState(from);
        const model = make(random, 3);
        const X = random.randn([n, 3]);
        const { targets } = outputAndTargets(binary ? 'binary' : 'labels', [n, 3], random, 'float64');
        const result = gradientCheck(model, X, targets);
        expect(result.maxRelativeError).toBeLessThan(LIMIT);
        expect(result.checked).toBeGreaterThan(result.kinks);
      }),
      { ...seeded, numRuns: 8 },
    );
  });
});

describe('can fail', () => {
  const X = new RandomState(1).randn([4, 3]);
  /** A layer whose gradient is changed after the fact. */
  const spoilt = (change: (pass: BackwardPass, layer: Dense) => void): Dense =>
    new (class extends Dense {
      override gradient(pass: BackwardPass): void {
        super.gradient(pass);
        change(pass, this);
      }
    })(3, 2, { random: new RandomState(2) });

  it.each<[string, Dense, string]>([
    ['one derivative off by 1e-5 of itself', spoilt((_, { dweights }) => (dweights.data[3]! *= 1 + 1e-5)), 'weights'],
    ['a wrong sign', spoilt((_, { dbiases }) => (dbiases.data[1]! *= -1)), 'biases'],
    ['a missing gradient', spoilt((_, { dbiases }) => void dbiases.data.fill(0)), 'biases'],
    ['NaN', spoilt(({ dinputs }) => (dinputs.data[5] = NaN)), 'inputs'],
    ['a gradient of the wrong sample', spoilt(({ dinputs }) => void dinputs.data.reverse()), 'inputs'],
  ])('%s', (_, layer, name) => {
    const { maxRelativeError, worst, kinks } = gradientCheck(layer, X);
    expect(maxRelativeError).toBeGreaterThan(LIMIT);
    expect(worst?.name).toBe(name);
    expect(kinks).toBe(0);
  });

  it('a penalty that the gradient forgets', () => {
    class Forgetful extends Dense {
      override gradient(pass: BackwardPass): void {
        super.gradient(pass);
        this.dweights.data.set(multiply(1, this.dweights).data.map((d, i) => d - 0.02 * this.weights.data[i]!));
      }
    }
    const dense = new Forgetful(3, 2, { weightRegularizerL2: 0.01, initializer: 'heNormal' });
    const model = new Model([dense]).set({ loss: new MeanSquaredError() });
    expect(gradientCheck(model, X, new RandomState(3).randn([4, 2])).maxRelativeError).toBeGreaterThan(LIMIT);
  });

  it('a wrong activation, also where it is nearly right', () => {
    class Wrong extends Tanh {
      protected override derivative(x: number, y: number): number {
        return super.derivative(x, y) + 1e-5;
      }
    }
    const { maxRelativeError, kinks } = gradientCheck(new Wrong(), X);
    expect(maxRelativeError).toBeGreaterThan(LIMIT);
    expect(kinks).toBe(0);
  });

  it('a loss that climbs', () => {
    class Uphill extends MeanSquaredError {
      protected override slope(...values: Parameters<MeanSquaredError['slope']>): number {
        return -super.slope(...values);
      }
    }
    const model = new Model([new Linear()]).set({ loss: new Uphill() satisfies Loss });
    expect(gradientCheck(model, X, new RandomState(3).randn([4, 3])).maxRelativeError).toBe(1);
  });
});

describe('kinks', () => {
  it('are left out, counted, and nothing else is', () => {
    const X = tensor([[0, 1, -1], [3e-6, -4e-6, 0]], 'float64'); // prettier-ignore
    expect(gradientCheck(new ReLU(), X)).toMatchObject({ kinks: 4, checked: 2 });
    expect(gradientCheck(new ReLU(), X).maxRelativeError).toBeLessThan(LIMIT);
  });

  it('do not excuse a smooth layer', () => {
    class Sharp extends Tanh {
      protected override derivative(): number {
        return 0;
      }
    }
    expect(gradientCheck(new Sharp(), tensor([[0, 1e-9, 0.5]], 'float64'))).toMatchObject({ kinks: 0, checked: 3 });
  });
});

describe('leaves behind', () => {
  it('parameters, gradients and random streams as they were', () => {
    const random = new RandomState(5);
    const [dense, dropout] = [new Dense(3, 2, { random }), new Dropout(0.5, { random })];
    dense.dweights = random.randn([3, 2]);
    const model = new Model([dense, dropout]).set({ loss: new MeanSquaredError() });
    const X = random.randn([4, 3]);
    const y = random.randn([4, 2]);
    const before = [dense.weights, dense.biases, dense.dweights, dense.dbiases].map((x) => x.clone());
    const state = random.getState();
    gradientCheck(model, X, y);
    const after = [dense.weights, dense.biases, dense.dweights, dense.dbiases];
    after.forEach((x, i) => expect(x).toEqualTensor(before[i]!));
    expect(random.getState()).toEqual(state);
  });

  it('all that too when it fails', () => {
    const dense = new Dense(3, 2);
    expect(() => gradientCheck(dense, [[1, 2]])).toThrow('Dense(3, 2).forward: expected inputs [N, 3]');
    expect(dense.weights.dtype).toBe('float32');
  });
});

describe('refuses', () => {
  const model = (): Model => new Model([new Linear()]).set({ loss: new MeanSquaredError() });
  it.each<[() => unknown, string]>([
    [
      () => gradientCheck(new Model([new Linear()]), [[1]], [[1]]),
      'gradientCheck: expected a model with a loss, received none. Call model.set({ loss }) first.',
    ],
    [() => gradientCheck(model(), [[1]]), 'gradientCheck: expected targets y for a model, received none.'],
    [
      () => gradientCheck(new Linear(), [[1]], undefined, { epsilon: 1e-3 } as never),
      'gradientCheck: expected options { step, training, seed }, received the option "epsilon".',
    ],
    [
      () => gradientCheck(new Linear(), [[1]], undefined, { step: 0 }),
      'gradientCheck: expected step above 0, received 0.',
    ],
  ])('%#', (call, message) => {
    expect(call).toThrow(expect.objectContaining({ message }));
  });
});
