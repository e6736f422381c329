/** Metrics in reports and in validation: what functions and sums by hand say of the outputs, over one batch and over several. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  AUC,
  Adam,
  BinaryCrossentropy,
  CategoricalCrossentropy,
  Dense,
  F1,
  MAE,
  MeanSquaredError,
  Metric,
  Model,
  Precision,
  R2,
  RMSE,
  RandomState,
  Recall,
  Sigmoid,
  Softmax,
  averagePrecision,
  f1,
  init,
  kinds,
  precision,
  r2,
  recall,
  rocAuc,
  tensor,
  type ClassMetricOptions,
  type Layer,
  type Loss,
  type Tally,
  type Tensor,
} from 'nnfs';

beforeEach(() => init());
afterEach(() => init());

const random = new RandomState(1);
const X = random.randn([30, 4]);
const model = (O: number, last: Layer[], loss: Loss, metrics: readonly Metric[]): Model =>
  new Model([new Dense(4, O, { random: new RandomState(2), initializer: 'glorotUniform' }), ...last]).set({
    loss,
    metrics,
    optimizer: new Adam({ learningRate: 0.1 }),
  });

/** The figures of an epoch whose first step sees the parameters of before, and of validation after it. */
async function figures(of: Model, y: Tensor, batchSize: number | undefined, name: string) {
  const { last } = await of.train(X, y, { validationData: [X, y], ...(batchSize !== undefined && { batchSize }) });
  return { training: last![name], validation: last![`validation${name[0]!.toUpperCase()}${name.slice(1)}`] };
}

describe.each<[string, new (options: ClassMetricOptions) => Metric, typeof f1]>([
  ['f1', F1, f1],
  ['precision', Precision, precision],
  ['recall', Recall, recall],
])('%s', (name, Kind, by) => {
  const AVERAGES = [undefined, 'macro', 'micro', 'weighted', 'binary'] as const;
  const cases = [2, 3, 5].flatMap((C) =>
    AVERAGES.filter((average) => C === 2 || average !== 'binary').map((average) => ({ C, average })),
  );

  it.each(cases)('of $C classes, averaged $average, is that of the function', async ({ C, average }) => {
    const y = random.randint(0, C, [30]);
    const options = average === undefined ? {} : { average };
    const of = model(C, [new Softmax()], new CategoricalCrossentropy(), [new Kind(options)]);
    const before = by(of.predict(X), y, options);
    expect((await figures(of, y, undefined, name)).training).toBe(before);
    const { validation } = await figures(of, y, 7, name);
    expect(validation).toBe(by(of.predict(X), y, options));
    for (const batchSize of [1, 7, 30]) expect(of.evaluate(X, y, { batchSize })[name]).toBe(validation);
    expect(of.evaluate(X.slice(0, 1), y.slice(0, 1))[name]).toBe(by(of.predict(X.slice(0, 1)), y.slice(0, 1), options));
  });

  it('of yes and no, in one column and in several', () => {
    for (const O of [1, 3]) {
      const y = random.randint(0, 2, [30, O]).astype('float32');
      const of = model(O, [new Sigmoid()], new BinaryCrossentropy(), [new Kind({})]);
      const flat = of.classes(X).reshape([-1]);
      expect(of.evaluate(X, y, { batchSize: 4 })[name]).toBe(by(flat, y.reshape([-1]), { classes: 2 }));
    }
  });

  it('of sequences counts every step', () => {
    const sequences = random.randn([6, 5, 4]);
    const y = random.randint(0, 3, [6, 5]);
    const of = model(3, [new Softmax()], new CategoricalCrossentropy(), [new Kind({})]);
    const flat = of.predict(sequences).reshape([30, 3]);
    expect(of.evaluate(sequences, y, { batchSize: 4 })[name]).toBe(by(flat, y.reshape([30])));
  });

  it('of values is refused', () => {
    const of = model(2, [], new MeanSquaredError(), [new Kind({})]);
    const kind = Kind === F1 ? 'F1' : Kind === Precision ? 'Precision' : 'Recall';
    expect(() => of.evaluate(X, random.randn([30, 2]))).toThrow(`Model.evaluate: expected outputs that are classes, for ${kind}, received values. End in Softmax or Sigmoid.`); // prettier-ignore
  });
});

describe('the area under a curve', () => {
  const curves = [
    ['auc', new AUC(), rocAuc],
    ['prAuc', new AUC({ curve: 'pr' }), averagePrecision],
  ] as const;
  const mean = (areas: readonly number[]): number => areas.reduce((sum, area) => sum + area, 0) / areas.length;
  const width = ({ shape }: Tensor): number => shape.at(-1)!;
  const column = (x: Tensor, k: number): Tensor => tensor(x.data.filter((_, i) => i % width(x) === k));

  it.each(curves)('%s of classes ranks each against the others, of two the second', async (name, metric, by) => {
    for (const C of [2, 3]) {
      const y = random.randint(0, C, [30]);
      const of = model(C, [new Softmax()], new CategoricalCrossentropy(), [metric]);
      const right = (): number =>
        mean([0, 1, 2].slice(C === 2 ? 1 : 0, C).map((k) => by(column(of.predict(X), k), y.data.map((label) => Number(label === k))))); // prettier-ignore
      const before = right();
      expect((await figures(of, y, undefined, name)).training).toBe(before);
      const { validation } = await figures(of, y, 7, name);
      expect(validation).toBe(right());
      for (const batchSize of [1, 7, 30]) expect(of.evaluate(X, y, { batchSize })[name]).toBe(validation);
      expect(of.evaluate(X.slice(0, 1), y.slice(0, 1))[name]).toBeNaN(); // nothing to rank
    }
  });

  it.each(curves)('%s of yes and no, in one column and in several', (name, metric, by) => {
    for (const O of [1, 3]) {
      const y = random.randint(0, 2, [30, O]).astype('float32');
      const of = model(O, [new Sigmoid()], new BinaryCrossentropy(), [metric]);
      const right = mean([0, 1, 2].slice(0, O).map((k) => by(column(of.predict(X), k), column(y, k))));
      expect(of.evaluate(X, y, { batchSize: 4 })[name]).toBe(right);
    }
  });

  it('of sequences counts every step', () => {
    const sequences = random.randn([6, 5, 4]);
    const y = random.randint(0, 2, [6, 5]);
    const of = model(2, [new Softmax()], new CategoricalCrossentropy(), [new AUC()]);
    const right = rocAuc(column(of.predict(sequences), 1), y.reshape([30]));
    expect(of.evaluate(sequences, y, { batchSize: 4 }).auc).toBe(right);
  });

  it('of a batch is that of its samples', () => {
    const y = random.randint(0, 2, [30, 1]).astype('float32');
    const of = model(1, [new Sigmoid()], new BinaryCrossentropy(), [new AUC()]);
    const right = rocAuc(of.predict(X.slice(0, 10)), y.slice(0, 10));
    const [step] = of.trainSteps(X, y, { batchSize: 10 });
    expect(step!.auc).toBe(right);
  });
});

describe('of values', () => {
  const mean = (output: Tensor, y: Tensor, term: (distance: number) => number): number =>
    Array.from(output.data).reduce((sum, value, i) => sum + term(value - y.data[i]!), 0) / output.size;
  const BY_HAND: readonly (readonly [string, Metric, (output: Tensor, y: Tensor) => number])[] = [
    ['mae', new MAE(), (output, y) => mean(output, y, Math.abs)],
    ['rmse', new RMSE(), (output, y) => Math.sqrt(mean(output, y, (distance) => distance * distance))],
    ['r2', new R2(), r2],
  ];

  it.each(BY_HAND)('%s is the sum by hand', async (name, metric, by) => {
    for (const O of [1, 3]) {
      const y = random.randn([30, O]);
      const of = model(O, [], new MeanSquaredError(), [metric]);
      const before = by(of.predict(X), y);
      expect((await figures(of, y, undefined, name)).training).toBe(before);
      const { validation } = await figures(of, y, 7, name);
      expect(validation).toBeCloseTo(by(of.predict(X), y), 12); // float64 sums, added up batch by batch
      expect(of.evaluate(X, y)[name]).toBe(by(of.predict(X), y));
    }
  });

  it('the figure of a batch is that of its samples alone, of r2 its part of the whole', () => {
    const y = random.randn([30, 1]);
    const of = model(1, [], new MeanSquaredError(), [new MAE(), new R2()]);
    const output = of.predict(X.slice(0, 10));
    const [step] = of.trainSteps(X, y, { batchSize: 10 });
    expect(step!.mae).toBe(mean(output, y.slice(0, 10), Math.abs));
    const center = mean(y, tensor(y.data.map(() => 0)).reshape([30, 1]), (value) => value);
    const spread = mean(y, y, () => 0) + mean(y, tensor(y.data.map(() => 0)).reshape([30, 1]), (value) => (value - center) ** 2); // prettier-ignore
    const residual = mean(output, y.slice(0, 10), (distance) => distance * distance);
    expect(step!.r2).toBeCloseTo(1 - residual / spread, 12); // float64, in another order
  });

  it('r2 of equal targets is 1 or 0', () => {
    const of = model(1, [], new MeanSquaredError(), [new R2()]);
    const output = of.predict(X.slice(0, 1)).item();
    const same = X.slice(0, 1);
    const twice = tensor([...same.data, ...same.data]).reshape([2, 4]);
    for (const [target, figure] of [
      [output, 1],
      [output + 1, 0],
    ] as const) {
      // prettier-ignore
      expect(of.evaluate(twice, [[target], [target]], { batchSize: 1 }).r2).toBe(figure);
    }
  });
});

describe('several', () => {
  it('stand side by side under their names, in history, evaluation and files', async () => {
    const y = random.randn([30, 2]);
    const of = model(2, [], new MeanSquaredError(), [new R2(), new MAE(), new RMSE()]);
    const history = await of.train(X, y, { epochs: 3, batchSize: 8, validationSplit: 0.2 });
    for (const name of ['r2', 'mae', 'rmse', 'validationR2', 'validationMae', 'validationRmse']) {
      expect(history.column(name).every((figure) => typeof figure === 'number')).toBe(true);
    }
    const loaded = Model.fromBytes(of.toBytes({ training: true }), { kinds });
    expect(loaded.metrics.map(({ kind }) => kind)).toEqual(['R2', 'MAE', 'RMSE']);
    expect(loaded.history.epochs).toEqual(of.history.epochs);
    expect(loaded.evaluate(X, y)).toEqual(of.evaluate(X, y));
  });

  it('of one name, or of a name that reports have, are refused', () => {
    for (const metrics of [[new MAE(), new MAE()], [new Named('loss')], [new Named('learningRate')]]) {
      expect(() => new Model().set({ metrics })).toThrow('Model.set: expected metrics with names of their own, received'); // prettier-ignore
    }
  });

  // Reports of validation data would have it too, or break.
  it.each(['validationLoss', ''])('of the name %j are refused', (name) => {
    expect(() => new Model().set({ metrics: [new Named(name)] })).toThrow();
  });
});

/** Says 1 of everything. */
class Named extends Metric {
  static override readonly kind = 'Named';
  readonly name: string;
  constructor(name: string) {
    super();
    this.name = name;
  }
  override prepare(targets: Tensor): Tensor {
    return targets;
  }
  override tally(): Tally {
    return { sums: new Float64Array(1), add: () => undefined, value: () => 1 };
  }
}
