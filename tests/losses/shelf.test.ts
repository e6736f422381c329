/** The losses beyond the book: PyTorch's values in float64, their edges, and what they refuse. */
import { describe, expect, it } from 'vitest';
import {
  BinaryAccuracy,
  BinaryCrossentropyFromLogits,
  CategoricalCrossentropyFromLogits,
  CosineSimilarity,
  Dense,
  Hinge,
  KLDivergence,
  LogCosh,
  LogSoftmax,
  Model,
  Poisson,
  RandomState,
  SigmoidBinaryCrossentropy,
  SigmoidFocalCrossentropy,
  SoftmaxFocalCrossentropy,
  ShapeError,
  SquaredHinge,
  ValueError,
  blobsData,
  kinds,
  tensor,
  Adam,
  type Loss,
} from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

const { cases } = golden<{
  cases: readonly ({ kind: string; options: object } & Record<
    'output' | 'targets' | 'losses' | 'dinputs',
    GoldenArray
  >)[];
}>('losses.json');

const rows = cases.map((one) => ({
  ...one,
  name: `${one.kind} ${JSON.stringify(one.options)}, targets ${one.targets.dtype}`,
}));
const make = (kind: string, options: object): Loss => Reflect.construct(kinds[kind]!, [options]) as Loss;

describe.each(rows)('$name', ({ kind, options, output, targets, losses, dinputs }) => {
  // exp and log differ by a unit in the last place between libraries, and PyTorch's p, 1 - p and cosh lose some more.
  const limit = 1e-13;
  it('is PyTorch’s, in value and gradient', () => {
    const loss = make(kind, options);
    const [x, y] = [decode(output), decode(targets)];
    loss.forward(x, y).data.forEach((value, n) => expect(Math.abs(value - (losses.data[n] as number))).toBeLessThan(limit * Math.max(1, Math.abs(value)))); // prettier-ignore
    loss.backward(x, y).data.forEach((value, i) => expect(Math.abs(value - (dinputs.data[i] as number))).toBeLessThan(limit * Math.max(1, Math.abs(value)))); // prettier-ignore
  });
});

describe('losses of logits', () => {
  const far = tensor([[800, 0, -800]], 'float64');
  it('lose nothing where confidences round to 0 and 1', () => {
    for (const loss of [new CategoricalCrossentropyFromLogits(), new SoftmaxFocalCrossentropy({ gamma: 0 })]) {
      expect(loss.forward(far, [0]).item()).toBe(0);
      expect(loss.forward(far, [2]).item()).toBe(1600);
      expect([...loss.backward(far, [2]).data].map((x) => x + 0)).toEqual([1, 0, -1]);
      const near = tensor([[50, 0]], 'float64');
      expect(loss.forward(near, [0]).item() / Math.exp(-50)).toBeCloseTo(1, 14);
      expect(loss.backward(near, [0]).data[1]! / Math.exp(-50)).toBeCloseTo(1, 14);
    }
    // (1 - p)² log(p) of a p that is e^-20 below 1.
    const focal = new SoftmaxFocalCrossentropy({ gamma: 2 });
    expect(focal.forward(tensor([[20, 0]], 'float64'), [0]).item() / Math.exp(-60)).toBeCloseTo(1, 7);
    const yes = new SigmoidFocalCrossentropy({ gamma: 2 });
    expect(yes.forward(tensor([[20]], 'float64'), [[1]]).item() / Math.exp(-60)).toBeCloseTo(1, 7);
    expect(yes.backward(tensor([[-800]], 'float64'), [[1]]).item()).toBe(-1);
  });

  it('are the same of what LogSoftmax makes of them', () => {
    const x = new RandomState(1).randn([5, 3], { dtype: 'float64' });
    const loss = new CategoricalCrossentropyFromLogits();
    const labels = [0, 1, 2, 1, 0];
    expect(loss.calculate(new LogSoftmax().forward(x), labels)).toBeCloseTo(loss.calculate(x, labels), 14);
  });

  it('without smoothing or focus are the plain ones', () => {
    const x = new RandomState(2).randn([6, 3], { dtype: 'float64' });
    const [labels, yes] = [[0, 1, 2, 2, 1, 0], new RandomState(3).randint(0, 2, [6, 3]).astype('float64')];
    const [plain, focal] = [new CategoricalCrossentropyFromLogits(), new SoftmaxFocalCrossentropy({ gamma: 0 })];
    expect(focal.forward(x, labels)).toEqualTensor(plain.forward(x, labels));
    expect(new BinaryCrossentropyFromLogits().backward(x, yes)).toEqualTensor(new SigmoidBinaryCrossentropy().backward(x, yes)); // prettier-ignore
    const whole = new SigmoidFocalCrossentropy({ gamma: 0 }).forward(x, yes);
    whole.data.forEach((value, n) => expect(value).toBeCloseTo(new SigmoidBinaryCrossentropy().forward(x, yes).data[n]!, 14)); // prettier-ignore
  });

  it('train a classifier that a model reads as classes', () => {
    const random = new RandomState(0);
    const { X, y } = blobsData({ samples: 30, classes: 3, random });
    const model = new Model([new Dense(2, 3, { random })]).set({
      loss: new CategoricalCrossentropyFromLogits({ labelSmoothing: 0.1 }),
      optimizer: new Adam({ learningRate: 0.1 }),
    });
    const steps = [...model.trainSteps(X, y, { epochs: 200 })];
    expect(model.evaluate(X, y).accuracy).toBeGreaterThan(0.9);
    expect(steps.at(-1).dataLoss).toBeLessThan(steps[0]!.dataLoss);
    const copy = Model.fromBytes(model.toBytes(), { kinds });
    expect(copy.evaluate(X, y)).toEqual(model.evaluate(X, y));
    expect([...model.classes(X).data.slice(0, 3)]).toEqual([...copy.classes(X).data.slice(0, 3)]);
  });
});

it('Hinge takes targets of 0 and 1 and of -1 and 1, and its model says yes above 0', () => {
  const scores = [[0.5], [-2], [-0.25]]; // prettier-ignore
  for (const loss of [new Hinge(), new SquaredHinge()]) {
    const [half, whole] = [[[1], [0], [1]], [[1], [-1], [1]]]; // prettier-ignore
    expect(loss.forward(scores, half)).toEqualTensor(loss.forward(scores, whole));
    expect(loss.backward(scores, half)).toEqualTensor(loss.backward(scores, whole));
  }
  const dense = new Dense(1, 1);
  dense.weights = [[1]];
  const model = new Model([dense]).set({ loss: new Hinge(), accuracy: new BinaryAccuracy() });
  expect(model.evaluate(scores, [[1], [-1], [1]]).accuracy).toBe(2 / 3);
});

it('LogCosh keeps its digits near the target, where log(cosh(d)) has none', () => {
  const at = (d: number): number => new LogCosh().forward(tensor([[d]], 'float64'), tensor([[0]], 'float64')).item();
  expect(at(1e-9)).toBe(1e-18 / 2);
  // Both forms where they meet: the series errs by 17 d^8 / 2520, the other by some 1e-16 of 0.7.
  expect(at(0.01 - 1e-12) / at(0.01 + 1e-12)).toBeCloseTo(1, 9);
});

it('CosineSimilarity of a row without a direction is 1, and moves nothing', () => {
  expect(new CosineSimilarity().forward([[0, 0]], [[1, 2]]).item()).toBe(1);
  expect([...new CosineSimilarity().backward([[0, 0]], [[1, 2]]).data]).toEqual([0, 0]);
  expect([...new CosineSimilarity().backward([[1, 2]], [[0, 0]]).data]).toEqual([0, 0]);
});

it('KLDivergence and Poisson stay finite where the output is 0', () => {
  expect(new KLDivergence().forward(tensor([[0, 1]], 'float64'), [[1, 0]]).item()).toBeCloseTo(-Math.log(1e-7), 12);
  expect(new Poisson().backward([[0]], [[1]]).item()).toBe(Math.fround(1 - 1e7));
});

const bad = (options: unknown): never => options as never;
it.each<[() => unknown, typeof ValueError | typeof ShapeError, string]>([
  [() => new CategoricalCrossentropyFromLogits({ labelSmoothing: 1 }), ValueError, 'CategoricalCrossentropyFromLogits: expected labelSmoothing from 0 to below 1, received 1.'], // prettier-ignore
  [() => new BinaryCrossentropyFromLogits(bad({ smoothing: 0 })), ValueError, 'BinaryCrossentropyFromLogits: expected options { labelSmoothing }, received the option "smoothing".'], // prettier-ignore
  [() => new SoftmaxFocalCrossentropy({ gamma: -1 }), ValueError, 'SoftmaxFocalCrossentropy: expected gamma of 0 or more, received -1.'], // prettier-ignore
  [() => new SigmoidFocalCrossentropy({ alpha: 1 }), ValueError, 'SigmoidFocalCrossentropy: expected alpha above 0 and below 1, received 1.'], // prettier-ignore
  [
    () => new Poisson({ logOutput: bad(1) }),
    ValueError,
    'Poisson: expected logOutput to be true or false, received 1.',
  ],
  [() => new Hinge().forward([[1]], [[0.5]]), ValueError, 'Hinge.forward: expected targets of 1 and 0, or of 1 and -1, received 0.5 at sample 0.'], // prettier-ignore
  [() => new Poisson().forward([[1], [1]], [[1], [-1]]), ValueError, 'Poisson.forward: expected counts, 0 or more, received -1 at sample 1.'], // prettier-ignore
  [() => new KLDivergence().forward([0.5], [1]), ShapeError, 'KLDivergence.forward: expected an output [N, C], received [1].'], // prettier-ignore
  [() => new CosineSimilarity().forward([1], [1]), ShapeError, 'CosineSimilarity.forward: expected an output [N, C], received [1].'], // prettier-ignore
  [() => new CosineSimilarity().forward([[1, 2]], [1]), ShapeError, 'CosineSimilarity.forward: expected targets [1, 2], as the output, received [1].'], // prettier-ignore
])('%#: refused', (call, constructor, message) => {
  expect(call).toThrow(expect.objectContaining({ constructor, message }));
});
