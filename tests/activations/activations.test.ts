import { describe, expect, it } from 'vitest';
import { Linear, ReLU, Sigmoid, Softmax, tensor } from 'nnfs';

describe('ReLU', () => {
  it('keeps NaN, infinity and the sign of 0, as NumPy', () => {
    const relu = new ReLU();
    expect(relu.forward([[-1, -0, 0, 1, NaN, Infinity, -Infinity]])).toEqualTensor(
      tensor([[0, -0, 0, 1, NaN, Infinity, 0]]),
    );
    expect(relu.backward([[1, 2, 3, 4, 5, 6, 7]])).toEqualTensor(tensor([[0, 0, 0, 4, 5, 6, 0]]));
  });
  it('takes any shape', () => {
    expect(new ReLU().forward([-1, 2])).toEqualTensor(tensor([0, 2]));
    expect(new ReLU().forward([[[-1, 2]]]).shape).toEqual([1, 1, 2]);
  });
});

describe('Sigmoid', () => {
  it('does not overflow', () => {
    expect(new Sigmoid().forward([[-1e38, -104, 0, 104, 1e38]])).toEqualTensor(tensor([[0, 0, 0.5, 1, 1]]));
  });
  it('predicts above one half', () => {
    const predictions = new Sigmoid().predictions(tensor([[0.4], [0.5], [0.6]]));
    expect(predictions).toEqualTensor(tensor([[0], [0], [1]], 'int32'));
  });
});

describe('Softmax', () => {
  it('does not change when a row is moved', () => {
    const rows = [
      [1, 2, 3],
      [101, 102, 103],
      [-2, -1, 0],
    ];
    const output = new Softmax().forward(rows);
    expect(output.slice(1, 2)).toEqualTensor(output.slice(0, 1));
    expect(output.slice(2, 3)).toEqualTensor(output.slice(0, 1));
  });
  it('predicts the most confident class', () => {
    const predictions = new Softmax().predictions(
      tensor([
        [0.2, 0.5, 0.3],
        [0.4, 0.4, 0.2],
      ]),
    );
    expect(predictions).toEqualTensor(tensor([1, 0], 'int32'));
  });
  it('of one class is 1, and its gradient 0', () => {
    const softmax = new Softmax();
    expect(softmax.forward([[-7], [1e38]])).toEqualTensor(tensor([[1], [1]]));
    expect(softmax.backward([[3], [-2]])).toEqualTensor(tensor([[0], [0]]));
  });
});

it('Linear predicts the values themselves', () => {
  const output = tensor([[1.5, -2]]);
  expect(new Linear().predictions(output)).toEqualTensor(output);
});
