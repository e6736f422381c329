/** Sequential and Residual: alone as by hand, nested, frozen, saved. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Adam,
  AdamW,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  MeanSquaredError,
  Model,
  RMSprop,
  RandomState,
  ReLU,
  Residual,
  SGD,
  Sequential,
  Softmax,
  Tanh,
  gradientCheck,
  init,
  lastStep,
  type BackwardPass,
  type FloatTensor,
  type Layer,
  type Optimizer,
} from 'nnfs';
import { around, chain, join, type Hand } from './hand.ts';
import { Shift } from './own-layers.ts';

beforeEach(() => init());
afterEach(() => init());

const dense = (I: number, O: number, seed = I): Dense =>
  new Dense(I, O, {
    random: new RandomState(seed),
    initializer: 'glorotUniform',
    weightRegularizerL1: 0.01,
    biasRegularizerL2: 0.1,
  });

const X = new RandomState(1).randn([10, 4]);
const labels = new RandomState(2).randint(0, 3, [10]);

const expectEqual = (received: readonly FloatTensor[], expected: readonly FloatTensor[]): void => {
  expect(received.length).toBe(expected.length);
  received.forEach((tensor, i) => expect(tensor).toEqualTensor(expected[i]!));
};

describe('alone', () => {
  const cases: readonly (readonly [string, () => Layer, () => Hand])[] = [
    ['an empty Sequential', () => new Sequential(), () => chain()],
    [
      'a Sequential',
      () => new Sequential([dense(4, 3), new ReLU(), dense(3, 4)]),
      () => chain(dense(4, 3), new ReLU(), dense(3, 4)),
    ],
    ['a Residual', () => new Residual([dense(4, 4), new ReLU()]), () => around(chain(dense(4, 4), new ReLU()))],
    ['an empty Residual', () => new Residual(), () => around(chain())],
    [
      'a Residual in a Residual in a Sequential',
      () => new Sequential([dense(4, 3), new Residual([dense(3, 3), new Residual([new Tanh()])]), new Softmax()]),
      () => join(chain(dense(4, 3)), around(join(chain(dense(3, 3)), around(chain(new Tanh())))), chain(new Softmax())),
    ],
    [
      'one with dropout',
      () => new Sequential([new Residual([new Dropout(0.5, { random: new RandomState(3) })]), dense(4, 2)]),
      () => join(around(chain(new Dropout(0.5, { random: new RandomState(3) }))), chain(dense(4, 2))),
    ],
  ];

  it.each(cases)('%s is its layers by hand: output, gradients and penalties', (_, make, byHand) => {
    const [container, hand] = [make(), byHand()];
    for (const seed of [1, 2]) {
      const output = container.forward(X, { training: true });
      expect(output).toEqualTensor(hand.forward(X, true));
      expect(container.output).toBe(output);
      const dvalues = new RandomState(seed).randn(output.shape);
      const dinputs = container.backward(dvalues);
      expect(dinputs).toEqualTensor(hand.backward(dvalues));
      expect(container.dinputs).toBe(dinputs);
      const gradients = hand.layers.flatMap(({ parameters }) => parameters.map(({ gradient }) => gradient));
      expectEqual(container.parameters.map(({ gradient }) => gradient), gradients); // prettier-ignore
      const loss = new MeanSquaredError();
      expect(loss.regularizationLoss(container)).toBe(loss.regularizationLoss(hand.layers));
      for (const subject of [container, hand]) {
        new Adam().update(subject instanceof Sequential ? [subject] : (subject as Hand).layers);
      }
    }
    expect(container.forward(X)).toEqualTensor(hand.forward(X));
  });

  it.each(cases)('%s has right derivatives', (_, make) => {
    expect(gradientCheck(make(), X.slice(0, 3)).maxRelativeError).toBeLessThan(1e-6); // of differences, which are rounded
  });
});

/** Containers in containers, with dropout inside, before a softmax. */
function nested(random = new RandomState(9)): Model {
  const inner = new Residual([dense(3, 3), new Dropout(0.25, { random }), new ReLU()]);
  const layers = [
    dense(4, 3),
    new Dropout(0.1, { random: new RandomState(4) }),
    new Sequential([new Tanh(), inner]),
    new Sequential([dense(3, 3, 5), new Softmax()]),
  ];
  return new Model(layers, { random });
}

describe('nested', () => {
  const NAMES = [
    'layers.0.weights',
    'layers.0.biases',
    'layers.2.layers.1.layers.0.weights',
    'layers.2.layers.1.layers.0.biases',
    'layers.3.layers.0.weights',
    'layers.3.layers.0.biases',
  ];

  it('parameters go by their path, in order, and are taken over in that order', () => {
    const [model, other] = [nested(), nested()];
    expect(model.parameters().map(({ name }) => name)).toEqual(NAMES);
    const values = model.getParameters().map(({ shape }, i) => new RandomState(i).randn(shape));
    model.setParameters(values);
    expectEqual(model.parameters().map(({ tensor }) => tensor), values); // prettier-ignore
    const inner = (model.layers[2]!.layers[1]!.layers[0] as Dense).weights;
    expect(inner).toEqualTensor(values[2]!);
    expect([...other.predict(X).data]).not.toEqual([...model.predict(X).data]);
    other.setParameters(model.getParameters());
    expect(other.predict(X)).toEqualTensor(model.predict(X));
  });

  it('are set in in the summary', () => {
    expect(nested().summary()).toBe(
      [
        'layer                   output  parameters',
        '------------------------------------------',
        '0  Dense(4, 3)          [N, 3]          15',
        '1  Dropout(0.1)         [N, 3]           0',
        '2  Sequential           [N, 3]          12',
        '   0  Tanh()            [N, 3]           0',
        '   1  Residual          [N, 3]          12',
        '      0  Dense(3, 3)    [N, 3]          12',
        '      1  Dropout(0.25)  [N, 3]           0',
        '      2  ReLU()         [N, 3]           0',
        '3  Sequential           [N, 3]          12',
        '   0  Dense(3, 3)       [N, 3]          12',
        '   1  Softmax()         [N, 3]           0',
        'total parameters: 39',
      ].join('\n'),
    );
  });

  it('models have right derivatives, penalties included', () => {
    const model = nested().set({ loss: new CategoricalCrossentropy() });
    const { maxRelativeError, checked } = gradientCheck(model, X, labels);
    expect(maxRelativeError).toBeLessThan(1e-6);
    expect(checked).toBeGreaterThan(60);
  });

  it.each<[string, () => Optimizer]>([
    ['Adam', () => new Adam({ learningRate: 0.05, decay: 1e-3 })],
    ['AdamW', () => new AdamW({ learningRate: 0.05 })],
    ['RMSprop', () => new RMSprop({ learningRate: 0.02, clipNorm: 0.5 })],
    ['SGD with momentum', () => new SGD({ learningRate: 0.1, momentum: 0.9, nesterov: true })],
  ])('a run saved at any step and resumed is the run that was not, with %s', (_, optimizer) => {
    const loss = new CategoricalCrossentropy();
    const options = { epochs: 3, batchSize: 4, shuffle: true };
    const whole = nested().set({ loss, optimizer: optimizer() });
    const losses = [...whole.trainSteps(X, labels, options)].map(({ loss }) => loss);
    for (let stop = 1; stop < losses.length; stop++) {
      const first = nested().set({ loss, optimizer: optimizer() });
      const steps = first.trainSteps(X, labels, options);
      for (let i = 0; i < stop; i++) expect(steps.next().value).toMatchObject({ loss: losses[i] });
      const bytes = first.toBytes({ training: true });
      steps.return(first.history);
      const second = Model.fromBytes(bytes);
      const rest = [...second.trainSteps(X, labels, { ...options, epochs: 3 - Math.floor(stop / 3) })];
      expect(rest.map(({ loss }) => loss)).toEqual(losses.slice(stop));
      expect(Buffer.compare(second.toBytes({ training: true, history: false }), whole.toBytes({ training: true, history: false }))).toBe(0); // prettier-ignore
    }
  });
});

describe('frozen layers', () => {
  /** Counts its backward passes. */
  class Counting extends Shift {
    static override readonly kind = 'Counting';
    count = 0;
    override gradient(pass: BackwardPass): void {
      this.count++;
      super.gradient(pass);
    }
  }
  const make = (optimizer: Optimizer = new Adam({ learningRate: 0.05 })) => {
    const counting = [new Counting(), new Counting(), new Counting()] as const;
    const [first, second, third] = [dense(4, 3), dense(3, 3), dense(3, 3, 5)] as const;
    const block = new Sequential([counting[1], second, counting[2]]);
    const model = new Model([counting[0], first, block, third, new Softmax()]);
    model.set({ loss: new CategoricalCrossentropy(), optimizer });
    const counts = (): number[] => counting.map(({ count }) => count);
    return { model, first, second, third, block, counts };
  };

  it('stay as they are, without penalty, and nobody goes back below the lowest that is trained', async () => {
    const { model, first, second, block, counts } = make();
    await model.train(X, labels, { epochs: 2, batchSize: 4 });
    expect(counts()).toEqual([0, 6, 6]); // below the first layer that is trained there is nothing to do
    first.trainable = false;
    block.trainable = false;
    const [weights, inner] = [first.weights.clone(), second.weights.clone()];
    const penalty = model.loss!.regularizationLoss(model.layers[3]!);
    const [step] = model.trainSteps(X, labels);
    expect(step!.regularizationLoss).toBe(penalty);
    expect(counts()).toEqual([0, 6, 6]);
    expect(first.weights).toEqualTensor(weights);
    expect(second.weights).toEqualTensor(inner);
    expect(model.summary()).toContain('total parameters: 39\ntrained: 12');
    second.trainable = true;
    expect([first.trainable, block.trainable]).toEqual([false, true]);
    await model.train(X, labels);
    expect(counts()).toEqual([0, 6, 7]);
    expect(first.weights).toEqualTensor(weights);
    expect([...second.weights.data]).not.toEqual([...inner.data]);
  });

  it('all of them leave nothing to train', async () => {
    const { model, first, block, third, counts } = make();
    for (const layer of [first, block, third]) layer.trainable = false;
    const before = model.getParameters();
    await model.train(X, labels, { epochs: 2, batchSize: 4 });
    expectEqual(model.getParameters(), before);
    expect(counts()).toEqual([0, 0, 0]);
  });

  it.each<[string, () => Optimizer]>([
    ['Adam', () => new Adam({ learningRate: 0.05 })],
    ['AdamW', () => new AdamW({ learningRate: 0.05 })],
  ])('later unfrozen, are trained by %s as by one whose count starts then', async (_, optimizer) => {
    for (const saved of [false, true]) {
      let { model } = make(optimizer());
      const hand = make();
      const [early, late] = [optimizer(), optimizer()];
      const run = async (epochs: number, update: () => void): Promise<void> => {
        for (let epoch = 0; epoch < epochs; epoch++) {
          if (saved) model = Model.fromBytes(model.toBytes({ training: true }), { kinds: [Counting] });
          await model.train(X, labels);
          const output = chain(...hand.model.layers).forward(X, true);
          expect(model.history.last!.dataLoss).toBe(hand.model.loss!.calculate(output, labels));
          // Softmax and cross-entropy go back in one step.
          chain(...hand.model.layers.slice(0, -1)).backward(lastStep(model)!.slope as FloatTensor);
          update();
        }
      };
      model.layers[1]!.trainable = false;
      await run(5, () => early.update([hand.block, hand.third]));
      model.layers[1]!.trainable = true;
      await run(5, () => {
        early.update([hand.block, hand.third]);
        late.update([hand.first]);
      });
      expectEqual(model.getParameters(), hand.model.getParameters());
    }
  });

  it('are frozen in files too, each for itself', () => {
    const { model, first, second } = make();
    first.trainable = false;
    const loaded = Model.fromBytes(model.toBytes(), { kinds: { Counting } });
    const trained = (of: Model): boolean[] => of.layers.flatMap((layer) => [layer, ...layer.layers].map((each) => each.trainable)); // prettier-ignore
    expect(trained(loaded)).toEqual(trained(model));
    expect(trained(loaded).filter((open) => !open)).toHaveLength(1);
    first.trainable = true;
    second.trainable = false;
    const block = Model.fromBytes(model.toBytes(), { kinds: [Counting] }).layers[2]!;
    expect(block.layers.map((layer) => layer.trainable)).toEqual([true, false, true]);
  });

  // Rooms for the smaller last batch are found by the order of what is laid out, which a layer frozen since then changes: the moments of
  // the second layer come to lie where the gradient of the first does.
  it('by a callback at the beginning of a run are as frozen before it, with a smaller last batch', async () => {
    const losses = async (frozen: 'before' | 'by a callback'): Promise<number[]> => {
      const layers = [dense(8, 4), new ReLU(), dense(4, 2)] as const;
      const model = new Model(layers).set({ loss: new MeanSquaredError(), optimizer: new Adam({ learningRate: 0.1 }) });
      const freeze = (): void => {
        layers[0].trainable = false;
      };
      if (frozen === 'before') freeze();
      const [x, y] = [new RandomState(3).randn([10, 8]), new RandomState(4).randn([10, 2])];
      const { loss } = await model.train(x, y, { epochs: 4, batchSize: 4, callbacks: [{ onBegin: freeze }] });
      return loss;
    };
    expect(await losses('by a callback')).toEqual(await losses('before'));
  });
});

describe('a layer added to a container that a model holds', () => {
  // The names of parameters are gathered once, when the container is added.
  it('is trained and saved, or refused', () => {
    const inner = new Sequential([dense(4, 3)]);
    const model = new Model([inner]);
    try {
      inner.add([dense(3, 3)]);
    } catch {
      return;
    }
    expect(model.parameters()).toHaveLength(4);
    expect(Model.fromBytes(model.toBytes()).predict(X)).toEqualTensor(model.predict(X));
  });
});

describe('a container that overflows', () => {
  // Which layer was the first to leave the finite numbers is looked for among none; where there are some, all finite, the last is blamed.
  it.each([
    ['an empty Residual', () => new Residual()],
    ['a Residual whose layers do not', () => new Residual([new Shift()])],
  ])('is what a divergence names: %s', async (_, make) => {
    const residual = make();
    const model = new Model([residual, new Shift()]).set({ loss: new MeanSquaredError(), optimizer: new SGD() });
    const run = model.train([[3e38]], [[0]], { print: () => undefined });
    await expect(run).rejects.toMatchObject({ name: 'DivergedError', layer: `layer 0, ${residual.toString()}` });
  });
});

describe('Dense', () => {
  it('without biases has weights alone, alone and in a model', () => {
    const make = (): Dense => new Dense(4, 3, { useBias: false, random: new RandomState(1), weightRegularizerL2: 0.1 });
    const [alone, ours] = [make(), make()];
    const model = new Model([ours, new ReLU(), dense(3, 2)]);
    expect(model.parameters().map(({ name }) => name)).toEqual(['layers.0.weights', 'layers.2.weights', 'layers.2.biases']); // prettier-ignore
    expect(() => ours.biases).toThrow('Dense(4, 3).biases: expected a layer with biases, received one made with { useBias: false }.'); // prettier-ignore
    const hand = chain(alone, new ReLU(), dense(3, 2));
    const y = new RandomState(3).randn([10, 2]);
    const loss = new MeanSquaredError();
    model.set({ loss, optimizer: new SGD({ learningRate: 0.1 }) });
    const optimizer = new SGD({ learningRate: 0.1 });
    for (const step of model.trainSteps(X, y, { epochs: 3 })) {
      const output = hand.forward(X, true);
      expect(step.dataLoss).toBe(loss.calculate(output, y));
      hand.backward(loss.backward(output, y));
      optimizer.update(hand.layers);
      expect(ours.weights).toEqualTensor(alone.weights);
    }
    expect((Model.fromBytes(model.toBytes()).layers[0] as Dense).useBias).toBe(false);
    expect(gradientCheck(make(), X).maxRelativeError).toBeLessThan(1e-6);
  });

  it('takes sequences as rows: [N, T, I] as [N * T, I]', () => {
    const sequences = new RandomState(4).randn([5, 3, 4]);
    const [layer, rows] = [dense(4, 2), dense(4, 2)];
    const output = layer.forward(sequences);
    expect(output).toEqualTensor(rows.forward(sequences.reshape([15, 4])).reshape([5, 3, 2]));
    const dvalues = new RandomState(5).randn([5, 3, 2]);
    const dinputs = rows.backward(dvalues.reshape([15, 2]));
    expect(layer.backward(dvalues)).toEqualTensor(dinputs.reshape([5, 3, 4]));
    expectEqual([layer.dweights, layer.dbiases], [rows.dweights, rows.dbiases]);
  });
});

describe('a cross-entropy over sequences', () => {
  const [N, T, C] = [6, 3, 3] as const;
  const sequences = new RandomState(4).randn([N, T, 4]);
  const y = new RandomState(6).randint(0, C, [N, T]);
  const sampleWeights = [0, 1, 2, 0.5, 3, 1];

  it('weighs all steps of a sample as the sample', () => {
    const make = (): Model => {
      const model = new Model([dense(4, C), new Softmax()]);
      return model.set({ loss: new CategoricalCrossentropy(), optimizer: new SGD({ learningRate: 0.5 }) });
    };
    const [weighed, hand] = [make(), make()];
    const [step] = weighed.trainSteps(sequences, y, { sampleWeights });
    const loss = new CategoricalCrossentropy();
    const layers = hand.layers as readonly [Dense, Softmax];
    const output = chain(...layers).forward(sequences, true);
    const each = loss.forward(output, y); // of each sample, the mean over its steps
    expect(each.shape).toEqual([N]);
    const mean = sampleWeights.reduce((sum, weight, n) => sum + weight * each.data[n]!, 0) / N;
    expect(step!.dataLoss).toBeCloseTo(mean, 6); // summed in another order
    expect(weighed.evaluate(sequences, y).loss).not.toBeCloseTo(mean, 6);
    expect(hand.evaluate(sequences, y, { sampleWeights }).loss).toBe(step!.dataLoss);
    // (confidences - one-hot) / rows, times the weight of the sample
    const slope = output.clone();
    y.data.forEach((label, row) => slope.data[row * C + label]!--);
    for (let i = 0; i < slope.size; i++) slope.data[i]! /= N * T;
    for (let i = 0; i < slope.size; i++) slope.data[i]! *= sampleWeights[Math.floor(i / (T * C))]!;
    layers[0].backward(slope);
    new SGD({ learningRate: 0.5 }).update([layers[0]]);
    expectEqual(weighed.getParameters(), hand.getParameters());
  });

  it('reports accuracy over all steps', () => {
    const model = new Model([dense(4, C), new Softmax()]).set({ loss: new CategoricalCrossentropy() });
    const classes = model.classes(sequences);
    expect(classes.shape).toEqual([N, T]);
    const right = classes.data.filter((guess, i) => guess === y.data[i]).length;
    expect(model.evaluate(sequences, y, { batchSize: 4 }).accuracy).toBe(right / (N * T));
  });
});
