/** Losses of values and of yes or no, by hand and at their edges. */
import { describe, expect, it } from 'vitest';
import {
  BinaryCrossentropy,
  Huber,
  MeanAbsoluteError,
  MeanSquaredError,
  RandomState,
  Sigmoid,
  SigmoidBinaryCrossentropy,
  SoftmaxCategoricalCrossentropy,
  tensor,
  Tensor,
  ValueError,
  type Loss,
} from 'nnfs';

const rows: readonly { name: string; loss: Loss; losses: number[]; dinputs: number[][] }[] = [
  // output [[1, 2], [3, -1]], targets [[1, 0], [0, -1.5]], distances [[0, 2], [3, 0.5]]
  {
    name: 'MeanSquaredError',
    loss: new MeanSquaredError(),
    losses: [2, 4.625],
    dinputs: [
      [0, 1],
      [1.5, 0.25],
    ],
  },
  {
    name: 'MeanAbsoluteError',
    loss: new MeanAbsoluteError(),
    losses: [1, 1.75],
    dinputs: [
      [0, 0.25],
      [0.25, 0.25],
    ],
  },
  {
    name: 'Huber',
    loss: new Huber(),
    losses: [0.75, 1.3125],
    dinputs: [
      [0, 0.25],
      [0.25, 0.125],
    ],
  },
  {
    name: 'Huber, delta 2',
    loss: new Huber({ delta: 2 }),
    losses: [1, 2.0625],
    dinputs: [
      [0, 0.5],
      [0.5, 0.125],
    ],
  },
];

describe.each(rows)('$name', ({ loss, losses, dinputs }) => {
  const output = [[1, 2], [3, -1]]; // prettier-ignore
  const targets = [[1, 0], [0, -1.5]]; // prettier-ignore
  it('by hand', () => {
    expect(loss.forward(output, targets)).toEqualTensor(tensor(losses));
    expect(loss.calculate(output, targets)).toBe((losses[0]! + losses[1]!) / 2);
    const gradient = loss.backward(output, targets);
    expect([...gradient.data].map((x) => x + 0)).toEqual(dinputs.flat()); // -0 is 0
  });
  it('of what is right is 0, and nothing moves', () => {
    expect(loss.calculate(output, output)).toBe(0);
    expect([...loss.backward(output, output).data].map(Math.abs)).toEqual([0, 0, 0, 0]);
  });
});

it('Huber is half the squared error near the target and grows evenly far from it', () => {
  const near = [[0.3, -0.2, 0.9]];
  const zero = [[0, 0, 0]];
  // The same arithmetic in another order.
  expect(new Huber().calculate(near, zero)).toBeCloseTo(new MeanSquaredError().calculate(near, zero) / 2, 7);
  expect(new Huber({ delta: 0.5 }).forward([[10], [11]], [[0], [0]])).toEqualTensor(tensor([4.875, 5.375]));
});

describe('SigmoidBinaryCrossentropy', () => {
  const logits = new RandomState(3).uniform(-12, 12, [20, 3], { dtype: 'float64' });
  const targets = new RandomState(4).randint(0, 2, [20, 3]).astype('float64');

  it('is Sigmoid and BinaryCrossentropy in one, where those do not clip', () => {
    const [one, sigmoid, two] = [new SigmoidBinaryCrossentropy(), new Sigmoid(), new BinaryCrossentropy()];
    const output = sigmoid.forward(logits);
    // log(1 - p) of a p near 1 loses digits, up to 1e-16 / 1e-6.
    one
      .forward(logits, targets)
      .data.forEach((x, n) => expect(x).toBeCloseTo(two.forward(output, targets).data[n]!, 9));
    const long = sigmoid.backward(two.backward(output, targets));
    one.backward(logits, targets).data.forEach((x, i) => expect(x).toBeCloseTo(long.data[i]!, 9));
  });

  it('is exact where confidences round to 0 and 1', () => {
    const loss = new SigmoidBinaryCrossentropy();
    const far = tensor([[800], [-800], [40], [-40], [800]], 'float64');
    const yes = tensor([[1], [0], [1], [0], [0]], 'float64');
    expect([...loss.forward(far, yes).data]).toEqual([0, 0, Math.exp(-40), Math.exp(-40), 800]);
    const slope = [...loss.backward(far, yes).data].map((x) => x * 5);
    expect(slope[2]).toBeCloseTo(-Math.exp(-40), 30);
    expect(slope[3]).toBeCloseTo(Math.exp(-40), 30);
    expect(slope[4]).toBe(1);
    expect(Math.abs(slope[2]!)).toBeGreaterThan(0);
  });

  it('takes shares between no and yes', () => {
    const [half] = new SigmoidBinaryCrossentropy().forward([[0]], [[0.5]]).data;
    expect(half).toBe(Math.fround(Math.LN2));
    expect(new SigmoidBinaryCrossentropy().backward([[0]], [[0.5]]).item()).toBe(0);
  });
});

describe('BinaryCrossentropy', () => {
  it('clips confidences to 1e-7 and 1 - 1e-7, so that none is infinite', () => {
    const losses = new BinaryCrossentropy().forward(tensor([[0], [1], [0], [1]], 'float64'), [[1], [0], [0], [1]]);
    expect(losses.data[0]).toBe(16.11809565095832);
    expect(losses.data[1]).toBeCloseTo(16.11809565095832, 8); // 1 - (1 - 1e-7) is not quite 1e-7
    expect([losses.data[2], losses.data[3]]).toEqual([1.0000000494736474e-7, 1.0000000494736474e-7]);
    const slope = new BinaryCrossentropy().backward([[0], [1]], [[1], [0]]);
    expect(slope.data.every(Number.isFinite)).toBe(true);
  });
});

describe('SoftmaxCategoricalCrossentropy', () => {
  it('keeps what it computed', () => {
    const pair = new SoftmaxCategoricalCrossentropy();
    expect(() => pair.dinputs).toThrow(
      expect.objectContaining({
        message: 'SoftmaxCategoricalCrossentropy.dinputs: expected a call of backward first, received none.',
      }),
    );
    const loss = pair.forward([[1, 2, 3]], [2]);
    expect(pair.calculate([[1, 2, 3]], [[0, 0, 1]])).toBe(loss);
    const dinputs = pair.backward(pair.output, [2]);
    expect(pair.dinputs).toBe(dinputs);
    expect(pair.output.shape).toEqual([1, 3]);
  });

  it('changes nothing of its arguments, and takes whole numbers', () => {
    const pair = new SoftmaxCategoricalCrossentropy();
    const output = new Tensor('int32', [1, 2], Int32Array.of(1, 0));
    expect(pair.backward(output, [1])).toEqualTensor(tensor([[1, -1]]));
    expect([...output.data]).toEqual([1, 0]);
  });

  it('says what is wrong with targets', () => {
    const pair = new SoftmaxCategoricalCrossentropy();
    expect(() => pair.backward([[0.5, 0.5]], [2])).toThrow(
      expect.objectContaining({
        constructor: ValueError,
        message:
          'SoftmaxCategoricalCrossentropy.backward: expected whole labels from 0 to 1, received 2 at sample 0. Labels count classes from 0.',
      }),
    );
  });
});
