/** What a caller is given stays as it is, whatever the library does next, though a model works in a memory that it overwrites. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  Adam,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  Model,
  RandomState,
  ReLU,
  SGD,
  Sigmoid,
  Softmax,
  Tanh,
  dot,
  init,
  spiralData,
  type Layer,
  type Tensor,
} from 'nnfs';

beforeEach(() => init());

/** Remembers tensors; the function returned checks that they still hold what they held. */
function kept(...tensors: readonly Tensor[]): () => void {
  const copies = tensors.map((tensor) => tensor.clone());
  return () => tensors.forEach((tensor, i) => expect(tensor).toEqualTensor(copies[i]!));
}

function classifier() {
  const random = new RandomState(3);
  const { X, y } = spiralData({ samples: 30, classes: 3, random });
  const first = new Dense(2, 48, { random, initializer: 'heNormal' });
  const last = new Dense(48, 3, { random });
  const model = new Model([first, new ReLU(), new Dropout(0.1, { random }), last, new Softmax()], { random });
  model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.05 }) });
  return { model, X, y, first, last };
}

describe('a model', () => {
  it('leaves the parameters that a caller read before training alone', async () => {
    const { model, X, y, first, last } = classifier();
    const check = kept(first.weights, first.biases, last.weights, first.dweights);
    const before = first.weights.clone();
    await model.train(X, y, { epochs: 3, batchSize: 20, shuffle: true });
    check();
    expect([...first.weights.data]).not.toEqual([...before.data]);
  });

  it('leaves those read after training alone when it trains, evaluates and predicts again', async () => {
    const { model, X, y, first, last } = classifier();
    await model.train(X, y, { epochs: 3, batchSize: 20 });
    const check = kept(first.weights, first.biases, first.dweights, last.weights);
    model.evaluate(X, y);
    model.predict(X);
    await model.train(X, y, { epochs: 2 });
    check();
  });

  it('gives the parameters of the moment in the middle of a run too', () => {
    const { model, X, y, first } = classifier();
    const steps = model.trainSteps(X, y, { epochs: 10, batchSize: 20 });
    steps.next();
    const [weights] = model.getParameters();
    const { tensor } = model.parameters()[1]!;
    expect(first.weights).toEqualTensor(weights!);
    const predicted = model.predict(X);
    const check = kept(weights!, tensor, predicted);
    for (let i = 0; i < 7; i++) steps.next();
    check();
    expect([...first.weights.data]).not.toEqual([...weights!.data]);
    expect([...model.predict(X).data]).not.toEqual([...predicted.data]);
  });

  it('trains with the values that are set in the middle of a run', () => {
    init({ dotPrecision: 'float32' });
    const run = (interrupt: (model: Model, first: Dense, values: Tensor[]) => void): Tensor[] => {
      const { model, X, y, first } = classifier();
      const values = model.getParameters();
      const steps = model.trainSteps(X, y, { epochs: 4 });
      steps.next();
      interrupt(model, first, values);
      steps.next();
      return model.getParameters();
    };
    const expected = run((model, _, values) => {
      for (const [layer, at] of [
        [model.layers[0], 0],
        [model.layers[3], 2],
      ] as const) {
        // prettier-ignore
        const dense = layer as Dense;
        dense.weights.data.set(values[at]!.data);
        dense.biases.data.set(values[at + 1]!.data);
      }
    });
    const received = run((model, _, values) => model.setParameters(values));
    received.forEach((tensor, i) => expect(tensor).toEqualTensor(expected[i]!));
  });

  it('gives copies of parameters, and takes copies', async () => {
    const { model, X, y, first } = classifier();
    await model.train(X, y);
    const values = model.getParameters();
    const check = kept(first.weights);
    values[0]!.data.fill(7);
    check();
    model.setParameters(values);
    values[0]!.data.fill(8);
    expect(first.weights.data.every((x) => x === 7)).toBe(true);
  });

  it('gives predictions that the next ones do not overwrite, and keeps nothing of its inputs', async () => {
    const { model, X, y } = classifier();
    await model.train(X, y, { epochs: 2 });
    const check = kept(X, y, model.predict(X), model.classes(X), model.predict(X, { batchSize: 7 }));
    model.predict(X.slice(0, 30));
    model.evaluate(X, y);
    await model.train(X, y, { epochs: 2, batchSize: 7 });
    check();
  });

  it('keeps no more of the JavaScript heap alive through a prediction than the prediction', async () => {
    const { model, X, y } = classifier();
    await model.train(X, y);
    for (const { data } of [model.predict(X), ...model.getParameters()]) {
      expect(data.buffer.byteLength).toBe(data.byteLength);
    }
  });
});

describe('standing alone', () => {
  const random = new RandomState(1);
  const layers: [string, () => Layer, number][] = [
    ['Dense', () => new Dense(64, 64, { random }), 64],
    ['ReLU', () => new ReLU(), 64],
    ['Tanh', () => new Tanh(), 64],
    ['Sigmoid', () => new Sigmoid(), 64],
    ['Softmax', () => new Softmax(), 64],
    ['Dropout', () => new Dropout(0.5, { random }), 64],
  ];

  // 8 samples stay below the sizes from which arrays go through the memory of the SIMD kernels, 200 lie above.
  it.each(layers.flatMap(([name, make, I]) => [8, 200].map((N) => ({ name, make, N, I }))))(
    '$name gives fresh tensors, with $N samples',
    ({ make, N, I }) => {
      const layer = make();
      const pass = () => {
        const output = layer.forward(random.randn([N, I]), { training: true });
        const dinputs = layer.backward(random.randn([N, I]));
        return [layer.inputs, output, dinputs, ...layer.parameters.flatMap(({ value, gradient }) => [value, gradient])];
      };
      const first = pass();
      const check = kept(...first);
      const second = pass();
      check();
      for (const { data } of [first, second].flat()) expect(data.buffer.byteLength).toBe(data.byteLength);
      for (const at of [1, 2]) expect(second[at]!.data.buffer).not.toBe(first[at]!.data.buffer);
    },
  );

  it('an optimizer changes parameters in place, as the book does, and nothing else', () => {
    const dense = new Dense(64, 64, { random });
    const { weights } = dense;
    const output = dense.forward(random.randn([100, 64]));
    dense.backward(random.randn([100, 64]));
    const check = kept(output, dense.inputs, dense.dweights);
    const before = weights.clone();
    new SGD().update([dense]);
    check();
    expect(dense.weights).toBe(weights);
    expect([...weights.data]).not.toEqual([...before.data]);
  });

  it('products give fresh tensors', () => {
    const [a, b] = [random.randn([80, 80]), random.randn([80, 80])];
    const product = dot(a, b);
    const check = kept(a, b, product);
    dot(b, a);
    check();
  });
});
