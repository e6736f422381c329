/** Optimizers around others: accumulation, averages and decay, alone, together, in a model, and in files. */
import { describe, expect, it } from 'vitest';
import {
  Adam,
  AdamW,
  Adagrad,
  AMSGrad,
  CenteredRMSprop,
  Dense,
  FormatError,
  GradientAccumulation,
  Lion,
  MeanSquaredError,
  Model,
  Nadam,
  PReLU,
  RandomState,
  SGD,
  Adadelta,
  Adamax,
  RMSprop,
  WeightAverage,
  WeightDecay,
  ValueError,
  kinds,
  tensor,
  type Optimizer,
  type Tensor,
} from 'nnfs';

const random = new RandomState(1);
const X = random.randn([12, 3]);
const y = random.randn([12, 2]);

const network = (optimizer: Optimizer): Model =>
  new Model([
    new Dense(3, 4, { random: new RandomState(2), initializer: 'glorotUniform' }),
    new PReLU(),
    new Dense(4, 2, { random: new RandomState(3), initializer: 'glorotUniform' }),
  ]).set({ loss: new MeanSquaredError(), optimizer });

/** Trains for some more epochs. */
const train = (model: Model, epochs: number, batchSize = 4): void => {
  if (epochs > 0) Array.from(model.trainSteps(X, y, { epochs, batchSize }));
};

const SHELF: readonly (readonly [string, () => Optimizer])[] = [
  ['AMSGrad', () => new AMSGrad()],
  ['Nadam', () => new Nadam({ decay: 0.1 })],
  ['Adamax', () => new Adamax()],
  ['Lion', () => new Lion({ weightDecay: 0.1 })],
  ['Adadelta', () => new Adadelta()],
  ['CenteredRMSprop', () => new CenteredRMSprop({ momentum: 0.5 })],
  ['WeightDecay', () => new WeightDecay(new Adam())],
  ['GradientAccumulation', () => new GradientAccumulation(new RMSprop({ decay: 0.1 }), { steps: 2 })],
  ['WeightAverage', () => new WeightAverage(new SGD({ learningRate: 0.1, momentum: 0.5 }), { beta: 0.9 })],
  ['all three', () => new WeightAverage(new GradientAccumulation(new WeightDecay(new Adagrad({ learningRate: 0.1 }))))],
];

describe.each(SHELF)('%s', (_, make) => {
  it('goes on from a file as if it had never stopped', () => {
    const whole = network(make());
    train(whole, 5);
    for (const stop of [0, 1, 2, 4]) {
      const first = network(make());
      train(first, stop);
      const second = Model.fromBytes(first.toBytes({ training: true }), { kinds });
      expect(second.optimizer!.config()).toEqual(first.optimizer!.config());
      train(second, 5 - stop);
      second.getParameters().forEach((value, i) => expect(value).toEqualTensor(whole.getParameters()[i]!));
      expect(second.toBytes({ training: true, history: false })).toEqual(
        whole.toBytes({ training: true, history: false }),
      );
    }
  });

  it('trains a model as layers standing alone, bit for bit', () => {
    const model = network(make());
    const alone = network(make()).layers;
    const optimizer = make();
    const loss = new MeanSquaredError();
    for (const { step } of model.trainSteps(X, y, { epochs: 3, batchSize: 4 })) {
      const [x, wanted] = [X.slice(4 * step, 4 * step + 4), y.slice(4 * step, 4 * step + 4)];
      const output = alone.reduce<Tensor>((values, layer) => layer.forward(values, { training: true }), x);
      alone.reduceRight<Tensor>((dvalues, layer) => layer.backward(dvalues), loss.backward(output, wanted));
      optimizer.update(alone);
    }
    const values = alone.flatMap(({ parameters }) => parameters.map(({ value }) => value));
    model.getParameters().forEach((value, i) => expect(value).toEqualTensor(values[i]!));
  });
});

describe('GradientAccumulation', () => {
  it('takes the step of the whole batch, but for rounding', () => {
    const [parts, whole] = [
      network(new GradientAccumulation(new Adam({ learningRate: 0.1 }), { steps: 3 })),
      network(new Adam({ learningRate: 0.1 })),
    ];
    train(parts, 4, 4);
    train(whole, 4, 12);
    // Means of means in float32; Adam makes the differences of small gradients visible.
    parts.getParameters().forEach((value, i) => value.data.forEach((x, k) => expect(Math.abs(x - whole.getParameters()[i]!.data[k]!)).toBeLessThan(1e-5))); // prettier-ignore
    expect([parts.optimizer!.iterations, whole.optimizer!.iterations]).toEqual([12, 4]);
  });

  it('has the rate of the steps inside', () => {
    const optimizer = new GradientAccumulation(new SGD({ learningRate: 1, decay: 1 }), { steps: 2 });
    expect([0, 1, 2, 3, 4].map((step) => optimizer.rateAt(step))).toEqual([1, 1, 0.5, 0.5, 1 / 3]);
    optimizer.learningRate = 0.5;
    expect([optimizer.learningRate, optimizer.optimizer.learningRate, optimizer.currentLearningRate]).toEqual([0.5, 0.5, 0.5]); // prettier-ignore
  });
});

describe('an optimizer around another', () => {
  it('takes the one inside back with it, to before its first step too', () => {
    const inner = new Adam({ learningRate: 3, decay: 0.9 });
    const optimizer = new GradientAccumulation(new GradientAccumulation(inner, { steps: 3 }), { steps: 1 });
    const dense = new Dense(1, 1);
    for (let step = 0; step < 6; step++) {
      dense.dweights = [[0.5]];
      dense.dbiases = [[0.5]];
      optimizer.update([dense]);
    }
    expect([inner.iterations, inner.currentLearningRate]).toEqual([2, 3 / 1.9]);
    optimizer.restore(2, 3);
    expect([inner.iterations, inner.currentLearningRate]).toEqual([0, 3]);
  });

  it('keeps what it remembers apart from the same kind inside', () => {
    const optimizer = new WeightAverage(new WeightAverage(new SGD()));
    expect(optimizer.slotNames).toEqual(['average', 'outer-average']);
  });

  it('may go as far in a step as the one inside', () => {
    expect(new WeightAverage(new Adam({ epsilon: 2 ** -20 })).gain).toBe(2 ** 20);
    expect(new WeightAverage(new Adam({ epsilon: 1e-300 })).gain).toBe(Infinity); // in float32
    expect(new WeightAverage(new SGD()).gain).toBe(1);
  });
});

describe('WeightAverage', () => {
  it('is the mean of the parameters after each step, the last ones counting most', () => {
    const optimizer = new WeightAverage(new SGD({ learningRate: 0.5 }), { beta: 0.5 });
    const dense = new Dense(1, 1, { useBias: false });
    dense.weights = tensor([[2]], 'float64');
    expect(optimizer.averages([dense])[0]!.item()).toBe(2);
    const seen: number[] = [];
    for (const gradient of [1, 2, -1]) {
      dense.dweights = tensor([[gradient]], 'float64');
      optimizer.update([dense]);
      seen.push(dense.weights.item());
    }
    const [a, b, c] = seen as [number, number, number];
    expect(optimizer.averages([dense])[0]!.item()).toBeCloseTo((a / 4 + b / 2 + c) / 1.75, 15);
    expect(dense.weights.item()).toBe(c);
  });

  it('evaluates and saves a model with the means, and trains on with the parameters', () => {
    const optimizer = new WeightAverage(new SGD({ learningRate: 0.1 }), { beta: 0.9 });
    const [model, other] = [network(optimizer), network(new SGD({ learningRate: 0.1 }))];
    train(model, 3);
    train(other, 3);
    const trained = model.getParameters();
    model.setParameters(optimizer.averages(model.layers));
    const calm = model.evaluate(X, y).loss;
    expect(Model.fromBytes(model.toBytes(), { kinds }).evaluate(X, y).loss).toBe(calm);
    model.setParameters(trained);
    expect(calm).not.toBe(model.evaluate(X, y).loss);
    train(model, 3);
    train(other, 3);
    expect(model.getParameters()).toEqual(other.getParameters());
  });
});

describe('WeightDecay', () => {
  it('is AdamW where biases decay too', () => {
    const [around, adamw] = [
      network(new WeightDecay(new Adam({ learningRate: 0.05 }), { weightDecay: 0.2, biases: true })),
      network(new AdamW({ learningRate: 0.05, weightDecay: 0.2 })),
    ];
    train(around, 3);
    train(adamw, 3);
    expect(around.getParameters()).toEqual(adamw.getParameters());
  });

  it('spares biases and slopes, and no weights, not those of one input', () => {
    const layers = [new Dense(1, 3), new PReLU(3), new Dense(3, 1)];
    for (const parameter of layers.flatMap((layer) => layer.parameters)) parameter.value.data.fill(1);
    new WeightDecay(new SGD({ learningRate: 1 }), { weightDecay: 0.5 }).update(layers);
    const left = layers.flatMap((layer) => layer.parameters.map(({ name, value }) => `${name} ${value.data[0]!}`));
    expect(left).toEqual(['weights 0.5', 'biases 1', 'slopes 1', 'weights 0.5', 'biases 1']);
  });
});

it('a layer that is frozen for some steps is met later', () => {
  const make = (): WeightAverage => new WeightAverage(new Adam({ learningRate: 0.1 }), { beta: 0.5 });
  const [late, fresh] = [make(), make()];
  const [a, b] = [new Dense(1, 1, { useBias: false }), new Dense(1, 1, { useBias: false })];
  a.trainable = false;
  for (const step of [0, 1, 2]) {
    late.update([a]);
    expect(late.iterations).toBe(step + 1);
  }
  a.trainable = true;
  b.weights = a.weights;
  for (const dense of [a, b]) dense.dweights = [[0.5]];
  late.update([a]);
  fresh.update([b]);
  expect(a.weights).toEqualTensor(b.weights);
  expect(late.averages([a])[0]!).toEqualTensor(fresh.averages([b])[0]!);
});

const bad = (value: unknown): never => value as never;
it.each<[() => unknown, typeof ValueError, string]>([
  [() => new GradientAccumulation(bad('adam')), ValueError, 'GradientAccumulation: expected optimizer to be an optimizer, received "adam".'], // prettier-ignore
  [() => new WeightAverage(bad(undefined)), ValueError, 'WeightAverage: expected optimizer to be an optimizer, received undefined.'], // prettier-ignore
  [() => new GradientAccumulation(new Adam(), { steps: 0.5 }), ValueError, 'GradientAccumulation: expected steps to be a whole number, 1 or more, received 0.5.'], // prettier-ignore
  [() => new WeightAverage(new Adam(), { beta: 1 }), ValueError, 'WeightAverage: expected beta from 0 to below 1, received 1.'], // prettier-ignore
  [() => new WeightDecay(new Adam(), bad({ decay: 1 })), ValueError, 'WeightDecay: expected options { weightDecay, biases }, received the option "decay".'], // prettier-ignore
  [() => new Lion({ beta2: 1 }), ValueError, 'Lion: expected beta2 from 0 to below 1, received 1.'],
  [() => new Nadam({ momentumDecay: -1 }), ValueError, 'Nadam: expected momentumDecay of 0 or more, received -1.'],
  [() => new CenteredRMSprop({ centered: bad(1) }), ValueError, 'CenteredRMSprop: expected centered to be true or false, received 1.'], // prettier-ignore
])('%#: refused', (make, constructor, message) => {
  expect(make).toThrow(expect.objectContaining({ constructor, message }));
});

it('an optimizer inside another that a file names and nobody knows is named', () => {
  class Mine extends SGD {
    static override readonly kind = 'Mine';
  }
  const bytes = network(new WeightDecay(new Mine())).toBytes();
  const load = (): unknown => Model.fromBytes(bytes, { kinds });
  expect(load).toThrow(FormatError);
  expect(load).toThrow('Model.fromBytes, nnfs.optimizer.config.optimizer.kind: expected the name of an optimizer: ');
  expect(Model.fromBytes(bytes, { kinds: { ...kinds, Mine } }).optimizer!.config()).toMatchObject({
    weightDecay: 0.01,
  });
});
