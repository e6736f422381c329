/** What holds for every layer and activation, whoever wrote it. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Tensor } from 'nnfs';
import {
  Dense,
  Flatten,
  init,
  kinds,
  Linear,
  MeanSquaredError,
  Model,
  NnfsError,
  RandomState,
  Reshape,
  SGD,
  ShapeError,
  tensor,
  ValueError,
  zeros,
  type DotPrecision,
  type Layer,
  type Shape,
} from 'nnfs';
import { LAYER_ROWS } from './kinds.ts';

const clones = (tensors: readonly Tensor[]): Tensor[] => tensors.map((x) => x.clone());

/** An error with all its text. */
const failing = (kind: typeof NnfsError, message: string): unknown =>
  expect.objectContaining({ constructor: kind, message });

beforeEach(() => init());
afterEach(() => init());

const size = (shape: Shape): number => shape.reduce((product, length) => product * length, 1);

describe.each(LAYER_ROWS)('$text', (row) => {
  const { text, make, input = [3], output: outputs = input, parameters = 0, anyShape, random: draws = false } = row;
  const { adds = parameters > 0, statistics = false } = row;
  const X = new RandomState(7).randn([5, ...input]);
  /** A layer that makes rows of what is none. */
  const flat = (shape: Shape): Layer[] => (shape.length > 1 ? [new Flatten()] : []);
  const fresh = (): Layer => make(new RandomState(3));

  it('says what it is', () => {
    expect(fresh().toString()).toBe(text);
    expect(text.startsWith(`${fresh().kind}(`)).toBe(true);
  });

  it('has as many parameters as its shape tells, with gradients of their shape', () => {
    const layer = fresh();
    expect(layer.parameters.reduce((count, { value }) => count + value.size, 0)).toBe(parameters);
    for (const { value, gradient } of layer.parameters) expect(gradient.shape).toEqual(value.shape);
  });

  it('gives an output for each sample, and gradients of the shape of what they belong to', () => {
    for (const N of statistics ? [2, 5] : [1, 2, 5]) {
      const layer = fresh();
      const output = layer.forward(X.slice(0, N), { training: true });
      expect(output.shape).toEqual([N, ...outputs]);
      const mode = { training: false, precision: 'float32' } as const;
      expect(layer.plan({ shape: [N, ...input], dtype: 'float32' }, mode).output.shape).toEqual([N, ...outputs]);
      expect(layer.backward(new RandomState(N).randn(output.shape)).shape).toEqual([N, ...input]);
      for (const { value, gradient } of layer.parameters) expect(gradient.shape).toEqual(value.shape);
    }
  });

  it.runIf(anyShape)('takes inputs of any shape', () => {
    for (const shape of [[4], [2, 1, 3], [1, 1]]) {
      const layer = fresh();
      const output = layer.forward(new RandomState(1).randn(shape), { training: true });
      expect(output.shape).toEqual(shape);
      expect(layer.backward(output).shape).toEqual(shape);
    }
  });

  it(
    draws
      ? 'draws in training only'
      : statistics
        ? 'takes statistics in training only'
        : 'gives the same in training and inference',
    () => {
      const [a, b] = [fresh(), fresh()];
      init({ dotPrecision: 'float32' }); // where float64 masks do not show in the type
      const [training, inference] = [a.forward(X, { training: true }), b.forward(X)];
      if (draws || statistics) expect([...training.data]).not.toEqual([...inference.data]);
      else expect(training).toEqualTensor(inference);
      expect(b.forward(X)).toEqualTensor(inference);
      expect(fresh().forward(X, { training: false })).toEqualTensor(inference);
    },
  );

  it('stays finite for all finite inputs, and so do its gradients', () => {
    const numbers = [-3e38, -1e10, -1e3, -90, -1, -1e-30, 0, 1e-40, 1, 88.8, 104, 1e4, 3e38, -0, 20];
    const inputs = tensor(
      Array.from({ length: 5 * size(input) }, (_, i) => numbers[i % 15]! / (adds ? 1e3 : 1)),
    ).reshape([5, ...input]);
    for (const values of [inputs, inputs.astype('float64')]) {
      const layer = fresh();
      expect(layer.forward(values).data.every(Number.isFinite)).toBe(true);
      const dinputs = layer.backward(new RandomState(2).uniform(-1, 1, [5, ...outputs]));
      expect(dinputs.data.every(Number.isFinite)).toBe(true);
    }
  });

  it('never changes what it has handed out', () => {
    const layer = fresh();
    const output = layer.forward(X, { training: true });
    const dvalues = new RandomState(4).randn([5, ...outputs]);
    const dinputs = layer.backward(dvalues);
    const gradients = layer.parameters.map(({ gradient }) => gradient);
    const handedOut = [output, dinputs, dvalues, X, ...gradients];
    const before = clones(handedOut);
    layer.forward(new RandomState(5).randn([5, ...input]), { training: true });
    layer.backward(new RandomState(6).randn([5, ...outputs]));
    handedOut.forEach((x, i) => expect(x).toEqualTensor(before[i]!));
  });

  it('computes float64 in float64, integers and float32 in float32', () => {
    const layer = fresh();
    for (const parameter of layer.parameters) parameter.value = parameter.value.astype('float64');
    const output = layer.forward(X.astype('float64'), { training: true });
    expect(output.dtype).toBe('float64');
    expect(layer.backward(output).dtype).toBe('float64');
    for (const { gradient } of layer.parameters) expect(gradient.dtype).toBe('float64');
    init({ dotPrecision: 'float32' });
    for (const dtype of ['float32', 'int32', 'uint8'] as const) {
      const single = fresh();
      const result = single.forward(zeros([2, ...input], dtype), { training: true });
      expect(result.dtype).toBe('float32');
      expect(single.backward(result).dtype).toBe('float32');
    }
  });

  it('overwrites gradients', () => {
    const layer = fresh();
    const dvalues = new RandomState(4).randn([5, ...outputs]);
    layer.forward(X, { training: true });
    const once = clones([layer.backward(dvalues), ...layer.parameters.map(({ gradient }) => gradient)]);
    const twice = [layer.backward(dvalues), ...layer.parameters.map(({ gradient }) => gradient)];
    twice.forEach((x, i) => expect(x).toEqualTensor(once[i]!));
  });

  it('is made again by a file, and computes the same', () => {
    const layer = fresh();
    const [copy] = Model.fromBytes(new Model([layer]).toBytes(), { kinds }).layers as [Layer];
    expect(copy.toString()).toBe(text);
    expect(copy.config()).toEqual(layer.config());
    expect(copy.forward(X)).toEqualTensor(layer.forward(X));
  });

  describe.each<DotPrecision>(['float64', 'float32'])('in a model, with dot products in %s', (dotPrecision) => {
    /** The layer between two others, so that it is given gradients and passes them on. */
    function network(): { layers: Layer[]; dense: Dense[] } {
      const random = new RandomState(11);
      const first = new Dense(4, size(input), { random, initializer: 'glorotUniform' });
      const last = new Dense(size(outputs), 2, { random, initializer: 'glorotUniform' });
      const shaped = input.length > 1 ? [new Reshape(input)] : [];
      const layers = [first, ...shaped, make(random), ...flat(outputs), last, new Linear()];
      return { layers, dense: layers.filter((layer) => layer instanceof Dense) };
    }
    const random = new RandomState(12);
    const inputs = random.randn([10, 4]);
    const targets = random.randn([10, 2]);

    it('trains as it does standing alone, bit for bit, in whole batches and the smaller last one', () => {
      init({ dotPrecision });
      const [ours, alone] = [network(), network()];
      const loss = new MeanSquaredError();
      const model = new Model(ours.layers).set({ loss, optimizer: new SGD({ learningRate: 0.1, momentum: 0.9 }) });
      const optimizer = new SGD({ learningRate: 0.1, momentum: 0.9 });

      const steps = model.trainSteps(inputs, targets, { epochs: 2, batchSize: 4 });
      for (const step of steps) {
        const [begin, end] = [4 * step.step, 4 * step.step + 4];
        const [x, y] = [inputs.slice(begin, end), targets.slice(begin, end)];
        const output = alone.layers.reduce<Tensor>((values, layer) => layer.forward(values, { training: true }), x);
        expect(step.dataLoss).toBe(loss.calculate(output, y));
        expect(step.regularizationLoss).toBe(loss.regularizationLoss(alone.layers));
        alone.layers.reduceRight<Tensor>((dvalues, layer) => layer.backward(dvalues), loss.backward(output, y));
        optimizer.update(alone.layers);
        ours.dense.forEach(({ weights, biases, dweights, dbiases }, i) => {
          expect(weights).toEqualTensor(alone.dense[i]!.weights);
          expect(biases).toEqualTensor(alone.dense[i]!.biases);
          expect(dweights).toEqualTensor(alone.dense[i]!.dweights);
          expect(dbiases).toEqualTensor(alone.dense[i]!.dbiases);
        });
      }
    });

    it('predicts as it does standing alone, in batches of any size', () => {
      init({ dotPrecision });
      const { layers } = network();
      const alone = layers.reduce<Tensor>((values, layer) => layer.forward(values), inputs);
      const model = new Model(layers);
      for (const batchSize of [1, 3, 10, 99]) expect(model.predict(inputs, { batchSize })).toEqualTensor(alone);
      expect(model.predict(inputs)).toEqualTensor(alone);
    });

    it('begins a network, where nobody asks for its gradient', () => {
      init({ dotPrecision });
      const [first, second] = [fresh(), fresh()];
      const [head, copy] = [1, 2].map(() => new Dense(size(outputs), 2, { random: new RandomState(1) })) as [
        Dense,
        Dense,
      ];
      const [rows] = flat(outputs);
      const loss = new MeanSquaredError();
      const model = new Model([first, ...flat(outputs), head]).set({ loss, optimizer: new SGD({ learningRate: 0.1 }) });
      const y = targets.slice(0, 5);
      for (const { dataLoss } of model.trainSteps(X, y, { epochs: 3 })) {
        const inner = second.forward(X, { training: true });
        const output = copy.forward(rows?.forward(inner) ?? inner);
        expect(dataLoss).toBe(loss.calculate(output, y));
        const dvalues = copy.backward(loss.backward(output, y));
        second.backward(rows?.backward(dvalues) ?? dvalues);
        new SGD({ learningRate: 0.1 }).update([second, copy]);
      }
      expect(head.weights).toEqualTensor(copy.weights);
      first.parameters.forEach(({ value }, i) => expect(value).toEqualTensor(second.parameters[i]!.value));
    });
  });

  it('says what is wrong with a call', () => {
    const layer = fresh();
    const missing = (what: string): unknown =>
      failing(NnfsError, `${text}.${what}: expected a call of ${what === 'dinputs' ? 'backward' : 'forward'} first, received none.`); // prettier-ignore
    expect(() => layer.output).toThrow(missing('output'));
    expect(() => layer.inputs).toThrow(missing('inputs'));
    expect(() => layer.dinputs).toThrow(missing('dinputs'));
    expect(() => layer.backward([[1]])).toThrow(missing('backward'));
    expect(() => layer.forward(X, { train: true } as never)).toThrow(
      failing(ValueError, `${text}.forward: expected options { training }, received the option "train".`),
    );
    expect(() => layer.forward(X, null as never)).toThrow(
      failing(ValueError, `${text}.forward: expected options { training }, received null.`),
    );
    expect(() => layer.forward(zeros([0, ...input]))).toThrow(
      failing(
        ShapeError,
        `${text}.forward: expected at least one sample, received inputs [${[0, ...input].join(', ')}].`,
      ),
    );
    layer.forward(X);
    expect(() => layer.backward(zeros([4, ...outputs]))).toThrow(
      failing(
        ShapeError,
        `${text}.backward: expected dvalues [${[5, ...outputs].join(', ')}], received [${[4, ...outputs].join(', ')}]. They have the shape of the output.`,
      ),
    );
    const model = new Model([layer]);
    const owned = `Model.add: expected a layer of its own, received ${text}, which belongs to a model. Make a new one.`;
    expect(() => model.add(layer)).toThrow(failing(ValueError, owned));
    expect(() => new Model([layer])).toThrow(failing(ValueError, owned));
  });

  it.runIf(!anyShape && row.input === undefined)('refuses inputs of a wrong shape', () => {
    const layer = fresh();
    const expected = text.includes('Normalization')
      ? 'inputs [N, ..., 3]'
      : parameters > 0
        ? 'inputs [N, 3]'
        : 'inputs [N, C]';
    for (const shape of [
      [3],
      ...(parameters > 0
        ? [
            [5, 4],
            [2, 1, 4],
          ]
        : [
            [5, 0],
            [2, 1, 0],
          ]),
    ]) {
      const start = `${text}.forward: expected ${expected}, received [${shape.join(', ')}]. `;
      expect(() => layer.forward(zeros(shape))).toThrow(ShapeError);
      expect(() => layer.forward(zeros(shape))).toThrow(start);
    }
  });
});
