/** The slope that is trained: its start, its gradient, and what it refuses. */
import { describe, expect, it } from 'vitest';
import { Adam, Dense, MeanSquaredError, Model, PReLU, RandomState, ShapeError, tensor, ValueError } from 'nnfs';

describe('PReLU', () => {
  it('has one slope for all, or one for each feature', () => {
    const X = [[-2, 4], [-1, -8]]; // prettier-ignore
    expect(new PReLU(1, { slope: 0.5 }).forward(X)).toEqualTensor(tensor([[-1, 4], [-0.5, -4]])); // prettier-ignore
    const layer = new PReLU(2);
    layer.slopes = [0.5, -1];
    expect(layer.forward(X)).toEqualTensor(tensor([[-1, 4], [-0.5, 8]])); // prettier-ignore
    expect(layer.backward([[1, 1], [1, 10]])).toEqualTensor(tensor([[0.5, 1], [0.5, -10]])); // prettier-ignore
    expect(layer.dslopes).toEqualTensor(tensor([[-3, -80]]));
  });

  it('learns the slope of what it is shown', () => {
    const X = new RandomState(1).randn([64, 1]);
    const y = tensor([...X.data].map((x) => [x < 0 ? -0.7 * x : x]));
    const dense = new Dense(1, 1);
    dense.weights = [[1]];
    dense.trainable = false;
    const layer = new PReLU();
    const model = new Model([dense, layer]).set({
      loss: new MeanSquaredError(),
      optimizer: new Adam({ learningRate: 0.05 }),
    });
    Array.from(model.trainSteps(X, y, { epochs: 300 }));
    expect(layer.slopes.item()).toBeCloseTo(-0.7, 4);
  });

  it('lets NaN through', () => {
    expect(new PReLU().forward([[NaN]]).item()).toBeNaN();
  });

  it.each<[() => unknown, typeof ValueError | typeof ShapeError, string]>([
    [() => new PReLU(0), ValueError, 'PReLU: expected features to be a whole number, 1 or more, received 0.'],
    [() => new PReLU(1, { slope: NaN }), ValueError, 'PReLU: expected slope to be a finite number, received NaN.'],
    [
      () => new PReLU(3).forward([[1, 2]]),
      ShapeError,
      'PReLU(3).forward: expected inputs [N, 3], received [1, 2]. PReLU() has one slope for all.',
    ],
    [() => (new PReLU(2).slopes = [1]), ShapeError, 'PReLU(2).slopes: expected slopes [1, 2], received [1].'],
  ])('%#: refuses', (call, constructor, message) => {
    expect(call).toThrow(expect.objectContaining({ constructor, message }));
  });
});
