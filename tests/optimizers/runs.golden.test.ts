/** Optimizers over 1,001 steps and from a remembered state on, against PyTorch in float64; and where they all lead. */
import { describe, expect, it } from 'vitest';
import { Dense, Parameter, RandomState, Tensor, cosineDecay, kinds, tensor, type Optimizer } from 'nnfs';
import { golden } from '../support/golden.ts';

const { cases } = golden<{
  cases: readonly {
    kind: string;
    options: Readonly<Record<string, number | boolean>>;
    slots: number;
    every100: readonly number[][];
    from10: readonly number[][];
  }[];
}>('optimizer_runs.json');

const [STEPS, SIZE] = [1001, 5];
const double = { dtype: 'float64' } as const;

/** What the recipe draws. */
function drawn() {
  const random = new RandomState(11);
  const [start, point] = [random.randn([SIZE], double), random.randn([SIZE], double)];
  const a = random.uniform(0.2, 2, [SIZE], double);
  const noise = random.randn([STEPS, SIZE], double);
  const state = new RandomState(12);
  return {
    start,
    point,
    a,
    noise,
    slots: [1, 0.1, 0.1].map((low, i) => state.uniform(low, i === 0 ? 2 : 1, [SIZE], double).data),
  };
}

/** Runs steps and keeps the values after some of them. */
function run(optimizer: Optimizer, parameter: Parameter, steps: number, kept: (step: number) => boolean): number[][] {
  const { point, a, noise } = drawn();
  const found: number[][] = [];
  for (let t = 0; t < steps; t++) {
    const { data } = parameter.gradient;
    for (let i = 0; i < SIZE; i++) data[i] = a.data[i]! * (parameter.value.data[i]! - point.data[i]!) + noise.data[t * SIZE + i]!; // prettier-ignore
    optimizer.update([{ parameters: [parameter] }]);
    if (kept(t)) found.push([...parameter.value.data]);
  }
  return found;
}

const rows = cases.map((one) => ({ ...one, name: `${one.kind} ${JSON.stringify(one.options)}` }));
const make = (kind: string, options: object): Optimizer => Reflect.construct(kinds[kind]!, [options]) as Optimizer;

describe.each(rows)('$name', ({ kind, options, slots, every100, from10 }) => {
  const near = (found: readonly number[][], wanted: readonly number[][]): void => {
    expect(found.length).toBe(wanted.length);
    // Two orders of the same operations: a unit in the last place for each of a thousand steps, of which the pull forgets most.
    found.forEach((values, row) => values.forEach((x, i) => expect(Math.abs(x - wanted[row]![i]!), `row ${row}`).toBeLessThan(1e-12 * Math.max(1, Math.abs(x))))); // prettier-ignore
  };

  it('takes 1,001 steps as PyTorch', () => {
    const parameter = new Parameter('weights', drawn().start);
    near(
      run(make(kind, options), parameter, STEPS, (t) => t % 100 === 0),
      every100,
    );
  });

  it('goes on from any state at step 10', () => {
    const optimizer = make(kind, options);
    const parameter = new Parameter('weights', drawn().start);
    optimizer.restore(10, optimizer.rateAt(9));
    // PyTorch counts an Adagrad's decay from its first step.
    expect(optimizer.slotNames.length).toBe(kind === 'SGD' ? 1 : slots);
    const remembered = optimizer.slotNames.map((_, i) => (kind === 'SGD' ? new Float64Array(SIZE) : drawn().slots[i]!)); // prettier-ignore
    optimizer.setSlots(parameter, remembered);
    near(
      run(optimizer, parameter, 5, () => true),
      from10,
    );
  });
});

describe('with an L2 penalty', () => {
  const random = new RandomState(3);
  const X = random.randn([20, 3], double);
  const y = random.randn([20, 1], double);
  const l2 = 0.05;

  /** The gradient of the mean squared error and the penalty, worked out by hand, at the weights of a layer without biases. */
  const slopeAt = (w: ArrayLike<number>): number[] => {
    const slope = [0, 1, 2].map((i) => 2 * l2 * w[i]!);
    for (let n = 0; n < 20; n++) {
      const miss = [0, 1, 2].reduce((sum, i) => sum + X.data[3 * n + i]! * w[i]!, 0) - y.data[n]!;
      for (let i = 0; i < 3; i++) slope[i]! += (2 * miss * X.data[3 * n + i]!) / 20;
    }
    return slope;
  };

  // Rates at which each arrives within 6,000 steps; a schedule takes them to 0, since Lion's steps have one size.
  it.each<[string, number, object]>([
    ['SGD', 0.1, {}],
    ['SGD', 0.05, { momentum: 0.9, nesterov: true }],
    ['Adagrad', 0.5, {}],
    ['RMSprop', 0.02, {}],
    ['Adam', 0.02, {}],
    ['AdamW', 0.02, { weightDecay: 0 }],
    ['AMSGrad', 0.05, {}],
    ['Nadam', 0.02, {}],
    ['Adamax', 0.05, {}],
    ['Lion', 0.01, {}],
    ['Adadelta', 1, {}],
    ['CenteredRMSprop', 0.01, {}],
    ['CenteredRMSprop', 0.005, { centered: false, momentum: 0.5 }],
  ])('%s at %d, %j comes to the minimum', (kind, rate, options) => {
    const layer = new Dense(3, 1, {
      useBias: false,
      weightRegularizerL2: l2,
      initializer: () => tensor([[1], [-1], [2]], 'float64'),
    });
    const optimizer = make(kind, { learningRate: cosineDecay({ rate, steps: 6000 }), ...options });
    for (let t = 0; t < 6000; t++) {
      const output = layer.forward(X);
      layer.backward(new Tensor('float64', [20, 1], Float64Array.from(output.data, (x, n) => (2 * (x - y.data[n]!)) / 20))); // prettier-ignore
      optimizer.update([layer]);
    }
    // There the slope is 0; the last steps of a rate that falls to 0 are worth some 1e-6.
    for (const slope of slopeAt(layer.weights.data)) expect(Math.abs(slope)).toBeLessThan(1e-5);
  });
});
