/** ReLUs whose step the dense layer before takes along: the numbers of those that stand for themselves. */
import { Adam, Dense, Dropout, Linear, MeanSquaredError, Model, RandomState, ReLU, init, type Layer } from 'nnfs';
import { afterAll, describe, expect, it } from 'vitest';
import { parametersOf } from './networks.ts';

/** A dense layer that is none by its class, and so leaves a ReLU its work. */
class Alone extends Dense {}

/** A dense layer with mathematics of its own, which knows nothing of what follows. */
class Doubled extends Dense {
  override compute(pass: Parameters<Dense['compute']>[0]): void {
    super.compute(pass);
    pass.output.data.forEach((x, i) => (pass.output.data[i] = 2 * x));
  }
}

type Make = (dense: (nInputs: number, nNeurons: number) => Dense, random: RandomState) => Layer[];

const NETWORKS: readonly [name: string, make: Make][] = [
  ['between two', (dense) => [dense(3, 17), new ReLU(), dense(17, 2)]],
  ['first', (dense) => [new ReLU(), dense(3, 5), new ReLU(), dense(5, 2)]],
  ['last', (dense) => [dense(3, 9), new ReLU(), dense(9, 2), new ReLU()]],
  ['two in a row', (dense) => [dense(3, 8), new ReLU(), new ReLU(), dense(8, 2)]],
  ['before dropout', (dense, random) => [dense(3, 20), new ReLU(), new Dropout(0.3, { random }), dense(20, 2)]],
  ['after dropout', (dense, random) => [dense(3, 20), new Dropout(0.3, { random }), new ReLU(), dense(20, 2)]],
  ['three layers', (dense) => [dense(3, 4), new ReLU(), dense(4, 3), new ReLU(), dense(3, 2)]],
];

async function trained(make: Make, Kind: typeof Dense) {
  const random = new RandomState(7);
  const [X, y] = [random.randn([23, 3]), random.randn([23, 2])];
  const layers = make((I, O) => new Kind(I, O, { random, initializer: 'heNormal' }), random);
  const model = new Model([...layers, new Linear()], { random });
  model.set({ loss: new MeanSquaredError(), optimizer: new Adam({ learningRate: 0.01 }) });
  const { epochs } = await model.train(X, y, { epochs: 5, batchSize: 10 });
  return { epochs, parameters: parametersOf(model), predicted: model.predict(X), scores: model.evaluate(X, y) };
}

afterAll(() => {
  init();
});

describe.each(['float32', 'float64'] as const)('%s', (dotPrecision) => {
  it.each(NETWORKS)('%s', async (_, make) => {
    init({ dotPrecision });
    const [together, apart] = [await trained(make, Dense), await trained(make, Alone)];
    expect(together.parameters).toEqual(apart.parameters);
    expect(together.epochs).toEqual(apart.epochs);
    expect(together.predicted).toEqualTensor(apart.predicted);
    expect(together.scores).toEqual(apart.scores);
  });
});

it('a subclass with mathematics of its own is not asked to', () => {
  const dense = new Doubled(3, 4);
  const X = new RandomState(0).randn([5, 3]);
  expect(new Model([dense, new ReLU()]).predict(X)).toEqualTensor(new ReLU().forward(dense.forward(X)));
});
