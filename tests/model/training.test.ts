/** What a training run does with samples, epochs and its options. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  accuracy,
  Adam,
  BinaryCrossentropy,
  CategoricalCrossentropy,
  concat,
  Dense,
  init,
  Linear,
  MeanSquaredError,
  Model,
  oneHot,
  RandomState,
  SGD,
  Sigmoid,
  Softmax,
  spiralData,
  tensor,
  Tensor,
  ValueError,
  type EpochReport,
  type StepReport,
  type TrainOptions,
} from 'nnfs';
import { splitSamples } from '../../src/model/samples.ts';
import { classifier, errorOf, line, parametersOf } from './networks.ts';

beforeEach(() => init());

describe('train and trainSteps', () => {
  it.each<[string, TrainOptions]>([
    ['whole batches', { epochs: 5 }],
    ['mini-batches', { epochs: 3, batchSize: 7 }],
    ['shuffled mini-batches', { epochs: 3, batchSize: 7, shuffle: true }],
    ['a validation split', { epochs: 3, batchSize: 8, validationSplit: 0.3, shuffle: true }],
    ['class weights', { epochs: 3, classWeights: [1, 0, 2.5] }],
  ])('give the same bits: %s', async (_, options) => {
    const [a, b] = [classifier(), classifier()];
    const reports: StepReport[] = [];
    const history = await a.model.train(a.X, a.y, {
      ...options,
      callbacks: [{ onStep: (report) => void reports.push(report) }],
    });
    const steps = b.model.trainSteps(b.X, b.y, options);
    const stepped: StepReport[] = [];
    let result = steps.next();
    for (; result.done !== true; result = steps.next()) stepped.push(result.value);
    expect(stepped).toEqual(reports);
    expect(result.value).toEqual(history);
    expect(parametersOf(b.model)).toEqual(parametersOf(a.model));
    expect(b.model.random.getState()).toEqual(a.model.random.getState());
  });

  it('report a step after it, with the figures from before its update', () => {
    const { model, dense, X, y } = line();
    const steps = model.trainSteps(X, y, { epochs: 2 });
    expect(steps.next().value).toEqual({
      epoch: 0,
      step: 0,
      loss: 10,
      dataLoss: 10,
      regularizationLoss: 0,
      accuracy: 0,
      learningRate: 0.1,
    });
    expect(dense.weights.item()).toBe(1); // 0 - 0.1 * (-2 * (1 * 2 + 2 * 4) / 2)
    expect(dense.biases.item()).toBe(Math.fround(0.6));
    expect(steps.next().value).toMatchObject({ epoch: 1, step: 0 });
    expect(steps.next().done).toBe(true);
  });

  it('leave their arguments alone', async () => {
    const { model, X, y } = classifier();
    const [x0, y0] = [X.clone(), y.clone()];
    await model.train(X, y, { epochs: 2, batchSize: 4, shuffle: true, validationSplit: 0.2 });
    expect(X).toEqualTensor(x0);
    expect(y).toEqualTensor(y0);
  });

  it('take targets of every form to the same effect', async () => {
    const forms = [
      (y: Tensor) => y,
      (y: Tensor) => y.astype('uint8'),
      (y: Tensor) => [...y.data],
      (y: Tensor) => y.astype('float32'),
      (y: Tensor) => oneHot(y, 3),
      (y: Tensor) => oneHot(y, 3).astype('uint8'),
    ];
    const found = [];
    for (const form of forms) {
      const { model, X, y } = classifier();
      const { epochs } = await model.train(X, form(y), { epochs: 3, batchSize: 8 });
      found.push([epochs.map((report) => [report.loss, report.accuracy]), parametersOf(model)]);
    }
    for (const each of found) expect(each).toEqual(found[0]);
  });
});

describe('mini-batches', () => {
  it('cover an epoch, the last with what is left', async () => {
    const { model, X, y } = classifier();
    const seen: [number, number][] = [];
    const history = await model.train(X, y, {
      epochs: 2,
      batchSize: 12,
      callbacks: [{ onStep: ({ epoch, step }) => void seen.push([epoch, step]) }],
    });
    expect(seen).toEqual([[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2]]); // prettier-ignore
    expect(model.optimizer!.iterations).toBe(6);
    expect(history.epochs.map(({ epoch }) => epoch)).toEqual([0, 1]);
  });

  it('count every sample the same in the figures of an epoch', async () => {
    const { model, X, y } = classifier(0);
    const steps: StepReport[] = [];
    const callbacks = [{ onStep: (report: StepReport) => void steps.push(report) }];
    const { epochs } = await model.train(X, y, { batchSize: 12, callbacks });
    const sizes = [12, 12, 6];
    const mean = (of: (report: StepReport) => number): number =>
      sizes.reduce((sum, size, i) => sum + size * of(steps[i]!), 0) / 30;
    // The epoch adds up sums, here means times sizes: the last digits of float32 differ.
    expect(epochs[0]!.dataLoss).toBeCloseTo(mean(({ dataLoss }) => dataLoss), 6); // prettier-ignore
    expect(epochs[0]!.accuracy).toBeCloseTo(mean((report) => report.accuracy), 12); // prettier-ignore
    expect(epochs[0]!.loss).toBe(epochs[0]!.dataLoss + epochs[0]!.regularizationLoss);
    expect(epochs[0]!.regularizationLoss).toBe(model.loss!.regularizationLoss(model.layers));
  });

  it('larger than all samples are all samples', async () => {
    const [a, b] = [classifier(), classifier()];
    await a.model.train(a.X, a.y, { epochs: 3, batchSize: 1000 });
    await b.model.train(b.X, b.y, { epochs: 3 });
    expect(parametersOf(a.model)).toEqual(parametersOf(b.model));
  });
});

describe('shuffle', () => {
  /** The samples that each step sees, by a network that cannot tell them apart. */
  async function orders(seed: number, shuffle: boolean): Promise<number[][]> {
    const N = 10;
    const model = new Model([new Dense(1, 1), new Linear()], { random: new RandomState(seed) });
    const loss = new (class extends MeanSquaredError {
      readonly seen: number[] = [];
      override compute(...[pass, losses]: Parameters<MeanSquaredError['compute']>): void {
        this.seen.push(...pass.targets.data);
        super.compute(pass, losses);
      }
    })();
    model.set({ loss, optimizer: new SGD({ learningRate: 1e-9 }) });
    const rows = Array.from({ length: N }, (_, n) => [n]);
    await model.train(rows, rows, { epochs: 3, batchSize: 4, shuffle });
    return [0, 1, 2].map((epoch) => loss.seen.slice(epoch * N, (epoch + 1) * N));
  }

  it('draws a new order for each epoch from the random stream of the model', async () => {
    const random = new RandomState(3);
    const expected = [0, 1, 2].map(() => [...random.permutation(10).data]);
    expect(await orders(3, true)).toEqual(expected);
    expect(await orders(3, true)).toEqual(expected);
    expect(await orders(4, true)).not.toEqual(expected);
  });

  it('is off by default', async () => {
    const sorted = Array.from({ length: 10 }, (_, n) => n);
    expect(await orders(3, false)).toEqual([sorted, sorted, sorted]);
  });
});

describe('validation', () => {
  it('evaluates after each epoch, on data given as a pair or as an object', async () => {
    const [a, b] = [classifier(), classifier()];
    const { X, y } = spiralData({ samples: 5, classes: 3, random: new RandomState(9) });
    const figures: { loss: number; accuracy: number }[] = [];
    const callbacks = [{ onEpoch: () => void figures.push(a.model.evaluate(X, y)) }];
    const pair = await a.model.train(a.X, a.y, { epochs: 3, validationData: [X, y], callbacks });
    const object = await b.model.train(b.X, b.y, { epochs: 3, validationData: { X, y } });
    expect(object).toEqual(pair);
    expect(pair.column('validationLoss')).toEqual(figures.map(({ loss }) => loss));
    expect(pair.column('validationAccuracy')).toEqual(figures.map((figure) => figure.accuracy));
  });

  it('changes nothing about training', async () => {
    const [a, b] = [classifier(), classifier()];
    await a.model.train(a.X, a.y, { epochs: 3, validationData: [a.X, a.y] });
    await b.model.train(b.X, b.y, { epochs: 3 });
    expect(parametersOf(a.model)).toEqual(parametersOf(b.model));
  });

  it('in batches is the mean over all samples', async () => {
    const { model, X, y } = classifier();
    const { epochs } = await model.train(X, y, { batchSize: 7, validationData: [X, y] });
    expect(epochs[0]).toMatchObject({ validationLoss: model.evaluate(X, y, { batchSize: 7 }).loss });
    // Sums of batches instead of one sum: the last digit of float32.
    expect(model.evaluate(X, y, { batchSize: 7 }).loss).toBeCloseTo(model.evaluate(X, y).loss, 6);
    expect(model.evaluate(X, y, { batchSize: 7 }).accuracy).toBe(model.evaluate(X, y).accuracy);
  });

  it('split off at random is training on one part and validating on the other', async () => {
    const [a, b] = [classifier(), classifier()];
    const split = await a.model.train(a.X, a.y, { epochs: 3, validationSplit: 0.2 });
    const [rest, held] = splitSamples({ X: b.X, targets: b.y, answers: [b.y] }, 0.2);
    const given = await b.model.train(rest.X, rest.targets, { epochs: 3, validationData: [held.X, held.targets] });
    expect(split).toEqual(given);
    expect(parametersOf(a.model)).toEqual(parametersOf(b.model));
  });

  it('split off again later holds back the same samples', async () => {
    const [a, b] = [classifier(), classifier()];
    const options = { validationSplit: 0.3, shuffle: true, batchSize: 8 };
    await a.model.train(a.X, a.y, { ...options, epochs: 5 });
    await b.model.train(b.X, b.y, { ...options, epochs: 2 });
    await b.model.train(b.X, b.y, { ...options, epochs: 3 });
    expect(b.model.history.epochs).toEqual(a.model.history.epochs);
    expect(parametersOf(a.model)).toEqual(parametersOf(b.model));
  });
});

describe('splitSamples', () => {
  const X = tensor(Float32Array.from({ length: 100 }, (_, n) => n)).reshape([100, 1]);
  const count = (labels: Tensor, label: number): number => labels.data.filter((value) => value === label).length;

  it('parts labels in equal shares, loses none and keeps rows together', () => {
    const y = new Tensor(
      'int32',
      [100],
      Int32Array.from({ length: 100 }, (_, n) => (n < 60 ? 0 : n < 90 ? 1 : 2)),
    );
    const [rest, held] = splitSamples({ X, targets: y, answers: [y] }, 0.2);
    expect([0, 1, 2].map((label) => count(held.answers[0]!, label))).toEqual([12, 6, 2]);
    expect([0, 1, 2].map((label) => count(rest.answers[0]!, label))).toEqual([48, 24, 8]);
    expect([...concat([rest.X, held.X]).data].sort((a, b) => a - b)).toEqual([...X.data]);
    held.X.data.forEach((n, i) => expect(held.targets.data[i]).toBe(y.data[n]));
    expect([...held.X.data]).not.toEqual([...X.data.slice(0, 20)]);
  });

  it('parts a column of yes and no as well, and values at random', () => {
    const column = tensor(Float32Array.from({ length: 100 }, (_, n) => Number(n < 10))).reshape([100, 1]);
    const [, held] = splitSamples({ X, targets: column, answers: [column] }, 0.3);
    expect([count(held.targets, 0), count(held.targets, 1)]).toEqual([27, 3]);
    const [rest, some] = splitSamples({ X, targets: X, answers: [X] }, 0.25);
    expect([rest.X.shape[0], some.X.shape[0]]).toEqual([75, 25]);
  });
});

describe('class weights', () => {
  const X = new RandomState(1).randn([6, 2]);
  const labels = [0, 1, 2, 2, 1, 0];
  const weights = [1, 3, 0.5];
  const network = (): [Dense, Model] => {
    const dense = new Dense(2, 3, { random: new RandomState(2), initializer: 'glorotNormal' });
    const optimizer = new SGD({ learningRate: 1 });
    return [dense, new Model([dense, new Softmax()]).set({ loss: new CategoricalCrossentropy(), optimizer })];
  };

  it('weigh losses and gradients of their samples', () => {
    const [dense, model] = network();
    const loss = new CategoricalCrossentropy();
    const output = model.predict(X);
    const each = loss.forward(output, labels);
    const expected = labels.reduce((sum, label, n) => sum + weights[label]! * each.data[n]!, 0) / 6;
    const [report] = model.trainSteps(X, labels, { classWeights: weights });
    expect(report!.dataLoss).toBeCloseTo(expected, 6); // the order of rounding

    const slope = output.clone();
    labels.forEach((label, n) => {
      slope.data[n * 3 + label]! -= 1;
      for (let c = 0; c < 3; c++) slope.data[n * 3 + c]! *= weights[label]! / 6;
    });
    for (let o = 0; o < 3; o++) {
      const sum = [0, 1, 2, 3, 4, 5].reduce((total, n) => total + slope.at(n, o), 0);
      expect(dense.dbiases.at(0, o)).toBeCloseTo(sum, 6);
    }
  });

  it('count a class as often as if its samples were there that many times', () => {
    const [once, model] = network();
    const [twice, copy] = network();
    const double = labels.flatMap((label, n) => (label === 1 ? [n, n] : [n]));
    const rows = double.map((n) => [X.at(n, 0), X.at(n, 1)]);
    const [a] = model.trainSteps(X, labels, { classWeights: [1, 2, 1] });
    const [b] = copy.trainSteps(rows, double.map((n) => labels[n]!)); // prettier-ignore
    // 8 samples instead of 6: the mean is over other numbers, the rest is rounding.
    expect(a!.dataLoss * 6).toBeCloseTo(b!.dataLoss * 8, 5);
    once.dweights.data.forEach((value, i) => expect(value * 6).toBeCloseTo(twice.dweights.data[i]! * 8, 5));
  });

  it('of 1 change nothing, and of 0 leave a class out', () => {
    const [, plain] = network();
    const [, weighted] = network();
    const [a] = plain.trainSteps(X, labels);
    const [b] = weighted.trainSteps(X, labels, { classWeights: [1, 1, 1] });
    expect(b).toEqual(a);
    expect(parametersOf(weighted)).toEqual(parametersOf(plain));
    const [dense, without] = network();
    const [c] = without.trainSteps([[1, 2]], [1], { classWeights: [1, 0, 1] });
    expect(c!.dataLoss).toBe(0);
    expect([...dense.dweights.data].map(Math.abs)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  it('serve one-hot rows and a column of yes and no', () => {
    const [, model] = network();
    const [, hot] = network();
    const [a] = model.trainSteps(X, labels, { classWeights: weights });
    const [b] = hot.trainSteps(X, oneHot(labels, 3), { classWeights: weights });
    expect(b).toEqual(a);
    const sigmoid = new Model([new Dense(2, 1), new Sigmoid()]);
    sigmoid.set({ loss: new BinaryCrossentropy(), optimizer: new SGD() });
    const losses = new BinaryCrossentropy().forward(sigmoid.predict(X), [[0], [1], [1], [0], [1], [0]]);
    const expected = [1, 4, 4, 1, 4, 1].reduce((sum, weight, n) => sum + weight * losses.data[n]!, 0) / 6;
    const [report] = sigmoid.trainSteps(X, [[0], [1], [1], [0], [1], [0]], { classWeights: [1, 4] });
    expect(report!.dataLoss).toBeCloseTo(expected, 6); // the order of rounding
  });

  it('do not weigh validation', async () => {
    const [, model] = network();
    const { epochs } = await model.train(X, labels, { classWeights: weights, validationData: [X, labels] });
    expect(epochs[0]!.validationLoss).toBe(model.evaluate(X, labels).loss);
  });
});

describe('the history', () => {
  it('has every figure of every epoch', async () => {
    const { model, X, y } = classifier();
    const reports: EpochReport[] = [];
    const history = await model.train(X, y, {
      epochs: 4,
      validationData: [X, y],
      callbacks: [{ onEpoch: (report) => void reports.push(report) }],
    });
    expect(history.epochs).toEqual(reports);
    expect(Object.keys(reports[0]!).sort()).toEqual([
      'accuracy',
      'dataLoss',
      'epoch',
      'learningRate',
      'learningRateBefore',
      'loss',
      'regularizationLoss',
      'validationAccuracy',
      'validationLoss',
    ]);
    expect(history.loss).toEqual(reports.map(({ loss }) => loss));
    expect(history.accuracy).toEqual(reports.map((report) => report.accuracy));
    expect(history.column('epoch')).toEqual([0, 1, 2, 3]);
    expect(history.column('learningRate')).toEqual([0, 1, 2, 3].map((t) => 0.05 * (1 / (1 + 1e-3 * t))));
    expect(history.column('learningRateBefore')).toEqual([0, 0, 1, 2].map((t) => 0.05 * (1 / (1 + 1e-3 * t))));
    expect(history.stopReason).toBe('finished');
  });

  it('grows in the model, whose epochs go on counting', async () => {
    const [a, b] = [classifier(), classifier()];
    await a.model.train(a.X, a.y, { epochs: 5 });
    const first = await b.model.train(b.X, b.y, { epochs: 2 });
    const second = await b.model.train(b.X, b.y, { epochs: 3 });
    expect([first.column('epoch'), second.column('epoch')]).toEqual([[0, 1], [2, 3, 4]]); // prettier-ignore
    expect(b.model.history.epochs).toEqual(a.model.history.epochs);
    expect(parametersOf(a.model)).toEqual(parametersOf(b.model));
    const third = await b.model.train(b.X, b.y, { startEpoch: 100 });
    expect(third.column('epoch')).toEqual([100]);
  });

  it('says how many were right', async () => {
    const { model, X, y } = classifier(0);
    const before = accuracy(model.predict(X), y);
    const { epochs } = await model.train(X, y);
    expect(epochs[0]!.accuracy).toBe(before);
  });
});

describe('what is printed', () => {
  const printed = async (options: TrainOptions, l2 = true): Promise<string[]> => {
    const lines: string[] = [];
    const random = new RandomState(0);
    const { X, y } = spiralData({ samples: 10, classes: 2, random });
    const dense = new Dense(2, 2, { random, ...(l2 && { weightRegularizerL2: 0.5 }) });
    const model = new Model([dense, new Softmax()]).set({
      loss: new CategoricalCrossentropy(),
      optimizer: new Adam({ learningRate: 0.02, decay: 1e-2 }),
    });
    await model.train(X, y, { ...options, print: (text) => void lines.push(text) });
    return lines;
  };

  it('is the book’s lines, for epoch 0 and every so many', async () => {
    const lines = await printed({ epochs: 5, printEvery: 2 });
    expect(lines).toHaveLength(3);
    for (const [i, line] of lines.entries()) {
      const number = '\\d\\.\\d{3}';
      const figures = `acc: ${number}, loss: ${number} \\(data_loss: ${number}, reg_loss: ${number}\\)`;
      expect(line).toMatch(new RegExp(`^epoch: ${2 * i}, ${figures}, lr: 0.0\\d+$`));
    }
  });

  it('splits the loss only where a layer has a penalty, and ends with validation', async () => {
    const { X, y } = spiralData({ samples: 10, classes: 2, random: new RandomState(0) });
    const lines = await printed({ epochs: 1, printEvery: 1, validationData: { X, y } }, false);
    expect(lines[0]).toMatch(/^epoch: 0, acc: 0\.\d{3}, loss: 0\.\d{3}, lr: 0\.02$/);
    expect(lines[1]).toMatch(/^validation, acc: 0\.\d{3}, loss: 0\.\d{3}$/);
    expect(lines).toHaveLength(2);
  });

  it('is nothing unless asked for', async () => {
    expect(await printed({ epochs: 2 })).toEqual([]);
  });
});

describe('refused', () => {
  const OPTIONS =
    'epochs, startEpoch, batchSize, shuffle, validationData, validationSplit, classWeights, sampleWeights, printEvery, print, callbacks, signal, history, inspect';
  const bad = (options: unknown): TrainOptions => options as TrainOptions;
  it.each<[TrainOptions, string]>([
    [bad({ epoch: 3 }), `expected options { ${OPTIONS} }, received the option "epoch".`],
    [{ epochs: 0 }, 'expected epochs to be a whole number, 1 or more, received 0.'],
    [{ epochs: 1.5 }, 'expected epochs to be a whole number, 1 or more, received 1.5.'],
    [{ batchSize: 0 }, 'expected batchSize to be a whole number, 1 or more, received 0.'],
    [bad({ batchSize: '32' }), 'expected batchSize to be a whole number, 1 or more, received "32".'],
    [{ printEvery: 0 }, 'expected printEvery to be a whole number, 1 or more, received 0.'],
    [{ startEpoch: -1 }, 'expected startEpoch to be a whole number, 0 or more, received -1.'],
    [bad({ shuffle: 1 }), 'expected shuffle to be true or false, received 1.'],
    [bad({ callbacks: {} }), 'expected callbacks in an array, received an object.'],
    [{ validationSplit: 0 }, 'expected validationSplit above 0 and below 1, received 0.'],
    [{ validationSplit: 1 }, 'expected validationSplit above 0 and below 1, received 1.'],
    [
      { validationSplit: 0.5, validationData: [[[1, 2]], [0]] },
      'expected validationData or validationSplit, received both.',
    ],
    [{ classWeights: [1, 2] }, 'expected classWeights of 3 numbers, 0 or more, received [1, 2].'],
    [{ classWeights: [1, 2, -1] }, 'expected classWeights of 3 numbers, 0 or more, received [1, 2, -1].'],
    [bad({ classWeights: { 0: 1 } }), 'expected classWeights of 3 numbers, 0 or more, received an object.'],
  ])('%j', async (options, message) => {
    const { model, X, y } = classifier();
    const before = parametersOf(model);
    const error = await errorOf(() => model.train(X, y, options));
    expect(error).toBeInstanceOf(ValueError);
    expect(error.message).toBe(`Model.train: ${message}`);
    expect(parametersOf(model)).toEqual(before);
  });

  it('a split that leaves nothing to train on', async () => {
    const { model, X, y } = classifier();
    const error = await errorOf(() => model.train(X, y, { validationSplit: 0.999 }));
    expect(error.message).toBe(
      'Model.train, validationSplit: expected a share that leaves samples in both parts, received 0.999 of 30.',
    );
  });

  it('class weights for values', async () => {
    const { model, X, y } = line();
    const error = await errorOf(() => model.train(X, y, { classWeights: [1, 2] }));
    expect(error.message).toBe('Model.train: expected targets that are classes, to weigh them, received other values.');
  });
});
