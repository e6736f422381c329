/** What holds for every loss. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  CategoricalCrossentropy,
  Dense,
  init,
  kinds,
  Linear,
  mean,
  Model,
  NnfsError,
  RandomState,
  SGD,
  ShapeError,
  Sigmoid,
  Softmax,
  SoftmaxCategoricalCrossentropy,
  Tensor,
  ValueError,
  zeros,
  type Layer,
} from 'nnfs';
import { LOSS_ROWS, ofClasses, outputAndTargets } from './kinds.ts';

const failing = (kind: typeof NnfsError, message: string): unknown =>
  expect.objectContaining({ constructor: kind, message });

beforeEach(() => init());

describe.each(LOSS_ROWS)('$text', ({ make, compared, signed = false }) => {
  const [N, O] = [6, 3];
  const pair = (dtype: 'float32' | 'float64' = 'float32') =>
    outputAndTargets(compared, [N, O], new RandomState(8), dtype);
  const { output, targets } = pair();
  const { kind } = make();

  it('gives a loss for each sample; calculate is their mean', () => {
    const loss = make();
    const losses = loss.forward(output, targets);
    expect(losses.shape).toEqual([N]);
    if (!signed) expect(losses.data.every((value) => value >= 0)).toBe(true);
    expect(loss.calculate(output, targets)).toBe(mean(losses).item());
    for (let n = 0; n < N; n++) {
      const alone = make().forward(output.slice(n, n + 1), targets.slice(n, n + 1));
      expect(alone).toEqualTensor(losses.slice(n, n + 1));
    }
  });

  it('gives a gradient of the shape of the output, kept as dinputs, overwritten each time', () => {
    const loss = make();
    const dinputs = loss.backward(output, targets);
    const before = dinputs.clone();
    expect(dinputs.shape).toEqual([N, O]);
    expect(loss.dinputs).toBe(dinputs);
    expect(loss.backward(output, targets)).toEqualTensor(before);
    loss.backward(output.slice(0, 2), targets.slice(0, 2));
    expect(dinputs).toEqualTensor(before);
  });

  it('falls when the output moves against the gradient', () => {
    const loss = make();
    const { output: from, targets: wanted } = pair('float64');
    const slope = loss.backward(from, wanted);
    const moved = new Tensor(
      'float64',
      [N, O],
      Float64Array.from(from.data, (x, i) => x - 1e-4 * slope.data[i]!),
    );
    expect(loss.calculate(moved, wanted)).toBeLessThan(loss.calculate(from, wanted));
  });

  it('weighs a sample as one of N', () => {
    const loss = make();
    const whole = loss.backward(output, targets);
    const alone = loss.backward(output.slice(0, 1), targets.slice(0, 1));
    // Dividing by N rounds once more: one unit in the last place.
    alone.data.forEach((value, o) => expect(Math.abs(whole.data[o]! * N - value)).toBeLessThan(1e-6 * Math.abs(value) + 1e-12)); // prettier-ignore
  });

  it('computes in float32, and in float64 where output or targets are', () => {
    const loss = make();
    expect(loss.forward(output, targets).dtype).toBe('float32');
    expect(loss.backward(output, targets).dtype).toBe('float32');
    const double = pair('float64');
    expect(loss.forward(double.output, double.targets).dtype).toBe('float64');
    expect(loss.backward(double.output, double.targets).dtype).toBe('float64');
    const mixed = compared === 'labels' || compared === 'class logits' ? 'float32' : 'float64';
    expect(loss.forward(output, double.targets).dtype).toBe(mixed);
    expect(loss.backward(output, double.targets).dtype).toBe(mixed);
  });

  it('takes plain arrays and typed arrays', () => {
    const loss = make();
    const plain = targets.toArray() as number[];
    const expected = loss.calculate(output, targets);
    expect(loss.calculate(output.toArray() as number[][], plain)).toBe(expected);
    expect(loss.calculate(output.astype('float32'), targets.astype('float32'))).toBe(expected);
  });

  it('stays finite at the ends of its range', () => {
    const loss = make();
    const ends = /values|logits/.test(compared)
      ? [-1e4, 0, 1e4]
      : compared === 'log counts'
        ? [-1e4, 0, 80]
        : [0, 0.5, 1];
    const extreme = new Tensor('float32', [3, 3], Float32Array.from([...ends, ...ends, ...ends]));
    const wanted = targets.slice(0, 3);
    expect(loss.forward(extreme, wanted).data.every(Number.isFinite)).toBe(true);
    expect(loss.forward(extreme.astype('float64'), wanted).data.every(Number.isFinite)).toBe(true);
  });

  it('is made again by a file', () => {
    const loss = make();
    const copy = Model.fromBytes(new Model().set({ loss }).toBytes(), { kinds }).loss!;
    expect([copy.kind, copy.config()]).toEqual([kind, loss.config()]);
    expect(copy.calculate(output, targets)).toBe(loss.calculate(output, targets));
  });

  it('is the same in a model as standing alone, bit for bit', () => {
    const closing = (): Layer =>
      compared === 'labels' || compared === 'rows' || compared === 'distributions'
        ? new Softmax()
        : compared === 'binary'
          ? new Sigmoid()
          : new Linear();
    const network = (): [Dense, Layer] => [new Dense(2, O, { random: new RandomState(1) }), closing()];
    const [[dense, last], [copy, closed]] = [network(), network()];
    const X = new RandomState(2).randn([N, 2]);
    const loss = make();
    const model = new Model([dense, last]).set({ loss, optimizer: new SGD({ learningRate: 0.5 }) });
    for (const { dataLoss, step } of model.trainSteps(X, targets, { epochs: 3, batchSize: 4 })) {
      const [x, y] = [X.slice(4 * step, 4 * step + 4), targets.slice(4 * step, 4 * step + 4)];
      const answer = closed.forward(copy.forward(x));
      expect(dataLoss).toBe(make().calculate(answer, y));
      // One step for both where there is one, as the model takes it; the gradient check compares it with two.
      const pair = new SoftmaxCategoricalCrossentropy();
      const oneStep = loss instanceof CategoricalCrossentropy && closed instanceof Softmax;
      copy.backward(oneStep ? pair.backward(answer, y) : closed.backward(loss.backward(answer, y)));
      new SGD({ learningRate: 0.5 }).update([copy]);
      expect(dense.weights).toEqualTensor(copy.weights);
      expect(dense.biases).toEqualTensor(copy.biases);
    }
    const whole = model.predict(X);
    expect(model.evaluate(X, targets).loss).toBe(loss.calculate(whole, targets));
  });

  it('says what is wrong with a call', () => {
    const loss = make();
    const rows = ofClasses(compared);
    expect(() => loss.dinputs).toThrow(failing(NnfsError, `${kind}.dinputs: expected a call of backward first, received none.`)); // prettier-ignore
    const expected = rows ? `labels [${N}] or one-hot rows [${N}, ${O}]` : `targets [${N}, ${O}], as the output`;
    for (const call of ['forward', 'backward'] as const) {
      expect(() => loss[call](output, zeros([N, 2]))).toThrow(
        failing(ShapeError, `${kind}.${call}: expected ${expected}, received [${N}, 2].`),
      );
      expect(() => loss[call](zeros([0, 3]), zeros([0, 3]))).toThrow(
        failing(ShapeError, `${kind}.${call}: expected an output of at least one sample, received [0, 3].`),
      );
      for (const value of [NaN, Infinity]) {
        const bad = new Tensor('float32', [N, O]);
        bad.data[7] = value;
        expect(() => loss[call](output, bad)).toThrow(
          failing(ValueError, `${kind}.${call}: expected finite targets, received ${value} at sample 2.`),
        );
      }
    }
    if (!rows) {
      expect(() => loss.forward(zeros([2, 1]), [1, 0])).toThrow(
        failing(
          ShapeError,
          `${kind}.forward: expected targets [2, 1], as the output, received [2]. Reshape the targets to [N, 1].`,
        ),
      );
    }
  });
});
