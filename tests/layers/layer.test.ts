/** What all layers share, and Dense's parameters. */
import { describe, expect, it } from 'vitest';
import {
  Dense,
  Linear,
  RandomState,
  ReLU,
  Sigmoid,
  Softmax,
  tensor,
  zeros,
  type DType,
  type Initializer,
  type Layer,
} from 'nnfs';

const layers: readonly { name: string; make: () => Layer }[] = [
  { name: 'Dense', make: () => new Dense(3, 3) },
  { name: 'ReLU', make: () => new ReLU() },
  { name: 'Softmax', make: () => new Softmax() },
  { name: 'Sigmoid', make: () => new Sigmoid() },
  { name: 'Linear', make: () => new Linear() },
];
const X = tensor([
  [1, -2, 0.5],
  [0, 3, -1],
]);

describe.each(layers)('$name', ({ name, make }) => {
  it('says its name', () => {
    expect(make().kind).toBe(name);
    expect(make().toString()).toBe(name === 'Dense' ? 'Dense(3, 3)' : `${name}()`);
  });

  it('keeps inputs and output, and gives a fresh tensor each time', () => {
    const layer = make();
    const first = layer.forward(X);
    const kept = first.clone();
    expect(layer.inputs).toBe(X);
    expect(layer.output).toBe(first);
    const second = layer.forward(zeros([5, 3]));
    expect(layer.output).toBe(second);
    expect(second.shape).toEqual([5, 3]);
    expect(first).toEqualTensor(kept);
  });

  it('goes back through the last forward pass', () => {
    const layer = make();
    const output = layer.forward(X).clone();
    const dvalues = tensor([
      [1, 2, 3],
      [-1, 0.5, 0],
    ]);
    const dinputs = layer.backward(dvalues);
    expect(dinputs.shape).toEqual(X.shape);
    expect(layer.dinputs).toBe(dinputs);
    expect(layer.backward(dvalues)).toEqualTensor(dinputs); // gradients overwrite, they do not add up
    expect(layer.output).toEqualTensor(output);
    expect(dvalues.data[0]).toBe(1);
  });

  it.each(['int32', 'uint8', 'float32'] as const)('computes %s inputs in float32', (dtype: DType) => {
    expect(make().forward(zeros([2, 3], dtype)).dtype).toBe('float32');
  });

  it('takes nested and typed arrays', () => {
    expect(make().forward([[1, 2, 3]]).shape).toEqual([1, 3]);
    if (name !== 'Dense' && name !== 'Softmax') expect(make().forward(Float64Array.of(1, 2)).dtype).toBe('float64');
  });

  it('takes thousands of samples and one', () => {
    expect(make().forward(zeros([5000, 3])).shape).toEqual([5000, 3]);
    expect(make().forward([[1, 2, 3]]).size).toBe(3);
  });
});

describe('Dense', () => {
  it('starts with small normal weights and biases of 0', () => {
    const dense = new Dense(2, 3, { random: new RandomState(0) });
    const randn = new RandomState(0).randn([2, 3]);
    expect(dense.weights).toEqualTensor(tensor(randn.data.map((x) => Math.fround(0.01) * x)).reshape([2, 3]));
    expect(dense.biases).toEqualTensor(zeros([1, 3]));
    expect(dense.dweights).toEqualTensor(zeros([2, 3]));
  });

  it('takes an initializer, called once with shape and stream', () => {
    const calls: unknown[] = [];
    const random = new RandomState(0);
    const initializer: Initializer = (shape, stream) => {
      calls.push([shape, stream]);
      return tensor([[1, 2]]);
    };
    expect(new Dense(1, 2, { initializer, random }).weights).toEqualTensor(tensor([[1, 2]]));
    expect(calls).toEqual([[[1, 2], random]]);
  });

  it('copies what is assigned', () => {
    const dense = new Dense(1, 2);
    const mine = tensor([[1, 2]]);
    dense.weights = mine;
    dense.biases = mine;
    mine.data[0] = 9;
    expect(dense.weights.toArray()).toEqual([[1, 2]]);
    expect(dense.biases.toArray()).toEqual([[1, 2]]);
    dense.dweights = [[3, 4]];
    dense.dbiases = [[5, 6]];
    expect([dense.dweights.toArray(), dense.dbiases.toArray()]).toEqual([[[3, 4]], [[5, 6]]]);
  });

  it('takes biases as a plain list too', () => {
    const dense = new Dense(1, 2);
    dense.biases = [0.5, -1];
    expect(dense.biases).toEqualTensor(tensor([[0.5, -1]]));
  });

  it('computes in float64 with float64 weights', () => {
    const dense = new Dense(2, 1);
    dense.weights = tensor([[0.1], [0.2]], 'float64');
    dense.biases = tensor([[0.3]], 'float64');
    expect(dense.forward(tensor([[1, 1]], 'float64'))).toEqualTensor(tensor([[0.1 + 0.2 + 0.3]], 'float64'));
    expect(dense.backward([[1]]).dtype).toBe('float64');
    dense.biases = [0.1]; // plain numbers take the type that is there
    expect(dense.biases).toEqualTensor(tensor([[0.1]], 'float64'));
  });

  it('keeps its weights in training and inference', () => {
    const dense = new Dense(3, 2);
    const before = dense.weights.clone();
    expect(dense.forward(X, { training: true })).toEqualTensor(dense.forward(X));
    dense.backward([
      [1, 2],
      [3, 4],
    ]);
    expect(dense.weights).toEqualTensor(before);
  });
});
