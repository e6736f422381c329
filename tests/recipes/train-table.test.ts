import { describe, expect, test } from 'vitest';
import { Model, RandomState, evaluateTable, predictRows, tableFromRows, trainTable, type Table, type TrainTableOptions } from 'nnfs'; // prettier-ignore
import { planAgain, planTable, reportOn, runPlan } from '../../src/recipes/train-table.ts';
import { encoderOf } from '../../src/recipes/predict-rows.ts';

const random = new RandomState(3);

/** A noisy line with a season, a category that shifts it, gaps, and columns that tell nothing. */
const rows = Array.from({ length: 120 }, (_, i) => {
  const [x, color] = [random.uniform(-2, 2), ['red', 'blue', 'green'][i % 3]!];
  const price = 100 + 20 * x + (color === 'red' ? 30 : 0) + 2 * random.randn();
  return { id: i, x: i % 11 === 0 ? null : x, color, price, dear: price > 110 ? 'yes' : 'no', constant: 1 };
});
const table = tableFromRows(rows);
const numbers = table.drop(['dear']);
const classes = table.drop(['price']);

/** Settings that leave nothing to choose. */
const quick = { hidden: [8], l2: 1e-3, dropout: 0, learningRate: 0.02, epochs: 40, batchSize: 32 };

describe('a loss by its name', () => {
  test.each(['mse', 'mae', 'huber', 'log-cosh'] as const)('%s of numbers', async (loss) => {
    const { model, report } = await trainTable(numbers, { target: 'price', loss, validation: 0.25, ...quick });
    if (report.validation?.task !== 'regression') throw new Error('another task');
    expect(model.loss!.kind).toBe({ mse: 'MeanSquaredError', mae: 'MeanAbsoluteError', huber: 'Huber', 'log-cosh': 'LogCosh' }[loss]); // prettier-ignore
    expect(report.validation.r2).toBeGreaterThan(0.7);
  });

  test.each(['categorical', 'binary', 'focal', 'hinge', 'squared-hinge'] as const)('%s of classes', async (loss) => {
    const { model, report } = await trainTable(classes, { target: 'dear', loss, validation: 0.25, ...quick });
    if (report.validation?.task !== 'classification') throw new Error('another task');
    expect(model.loss!.kind).toBe({ categorical: 'CategoricalCrossentropy', binary: 'BinaryCrossentropy', focal: 'SoftmaxFocalCrossentropy', hinge: 'Hinge', 'squared-hinge': 'SquaredHinge' }[loss]); // prettier-ignore
    expect(report.validation.accuracy).toBeGreaterThan(0.8);
    const { confidence } = predictRows(model, [{ x: 2, color: 'red' }])[0]!;
    expect(confidence).toBeGreaterThan(0.5);
    expect(confidence).toBeLessThan(1);
  });

  test.each(['categorical', 'binary'] as const)('label smoothing of %s keeps confidences away from 1', async (loss) => {
    const sure = { target: 'dear', loss, ...quick, hidden: [16], l2: 0 } as const;
    const confidence = async (labelSmoothing: number): Promise<unknown> => {
      const { model } = await trainTable(classes, { ...sure, labelSmoothing, initializer: 'orthogonal' });
      expect(model.loss!.config()).toMatchObject(labelSmoothing > 0 ? { labelSmoothing } : {});
      return predictRows(model, [{ x: 9, color: 'red' }])[0]!.confidence;
    };
    const [without, smoothed] = [await confidence(0), await confidence(0.2)];
    expect(smoothed).toBeLessThan(without as number);
    expect(smoothed).toBeGreaterThan(0.5);
  });

  test('label smoothing of other losses is refused by name', async () => {
    const options = { target: 'dear', loss: 'focal', labelSmoothing: 0.1, ...quick } as const;
    await expect(trainTable(classes, options)).rejects.toThrow(
      'network, labelSmoothing: expected the loss categorical or binary, received focal',
    );
  });
});

describe('defaults', () => {
  test('learn numbers, choose by the rows and tell what was tried', async () => {
    const { model, report } = await trainTable(numbers, { target: 'price', validation: 0.25 });
    if (report.validation?.task !== 'regression') throw new Error('another task');
    expect(report.validation.r2).toBeGreaterThan(0.8);
    expect(report.validation.rows).toBe(30);
    expect(report.training.rows).toBe(90);
    // Three linear models, and networks for as long as they get better.
    expect(report.trials.slice(0, 4).map(({ settings }) => settings.hidden)).toEqual([[], [], [], [128]]);
    expect(report.trials.map(({ settings }) => settings)).toContainEqual(report.settings);
    const least = Math.min(...report.trials.map(({ loss }) => loss));
    expect(report.trials.some(({ loss, score }) => loss === least && score > 0.8)).toBe(true);
    expect(report.best).toMatchObject({ epoch: expect.any(Number), r2: expect.any(Number) });
    expect(report.notices).toContain('id: left out, it numbers the rows');
    expect(report.notices.at(-1)).toMatch(/^settings: .*, l2 .*, the simplest of \d tried that come near the best$/);
    const answer = predictRows(model, [{ x: 1, color: 'red' }])[0]!.price as number;
    expect(Math.abs(answer - 150)).toBeLessThan(10);
  });

  test('learn classes', async () => {
    const { report } = await trainTable(classes, { target: 'dear', validation: 0.25, hidden: [] });
    if (report.validation?.task !== 'classification') throw new Error('another task');
    expect(report.validation.accuracy).toBeGreaterThan(0.8);
    expect(report.trials.map(({ settings }) => settings.l2)).toEqual([1e-2, 1e-3]);
    expect(report.best).toMatchObject({ accuracy: expect.any(Number) });
    expect(report.best!.loss).toBe(Math.min(...(report.history.column('validationLoss') as number[])));
  });

  test('tell how far choosing is, and can be stopped', async () => {
    const seen: number[] = [];
    const options: TrainTableOptions = { target: 'price', hidden: [], onChoosing: ({ done, total }) => seen.push(done / total) }; // prettier-ignore
    await trainTable(numbers, options);
    expect(seen).toEqual(Array.from({ length: 16 }, (_, i) => i / 15));
    const stop = new AbortController();
    const stopped = trainTable(numbers, { ...options, signal: stop.signal, onChoosing: () => stop.abort() });
    await expect(stopped).rejects.toThrow(/abort/i);
  });

  test('of tuning are more', async () => {
    const { report } = await trainTable(table.take([...table.toRows().keys()].slice(0, 40)), { target: 'price', tune: true, epochs: 2 }); // prettier-ignore
    expect(report.trials.length).toBeGreaterThan(7);
  });
});

describe('the same to the bit', () => {
  const bits = ({ model }: { model: Model }) => model.getParameters().map(({ data }) => data);

  test('for a seed, chosen settings included; another seed differs', async () => {
    const options = { target: 'price', hidden: [4], epochs: 5, validation: 0.2 };
    const [a, b] = [await trainTable(numbers, options), await trainTable(numbers, options)];
    expect(bits(b)).toEqual(bits(a));
    expect(b.report.trials).toEqual(a.report.trials);
    expect(bits(await trainTable(numbers, { ...options, seed: 1 }))).not.toEqual(bits(a));
  });

  test('with the chosen settings given, nothing is chosen', async () => {
    const chosen = await trainTable(numbers, { target: 'price', epochs: 5 });
    const { penalized, ...settings } = chosen.report.settings;
    expect(penalized).toBe('weights');
    const given = await trainTable(numbers, { target: 'price', ...settings });
    expect(given.report.trials).toEqual([]);
    expect(bits(given)).toEqual(bits(chosen));
  });

  test('interrupted, saved, loaded and gone on with', async () => {
    const options = { target: 'dear', ...quick, dropout: 0.2, schedule: 'cosine', validation: 0.25, earlyStopping: 30, seed: 5 } as const; // prettier-ignore
    const whole = await planTable(classes, options);
    const history = await runPlan(whole);
    const first = await planTable(classes, options);
    await runPlan(first, { epochs: 15 });
    const model = Model.fromBytes(first.model.toBytes({ training: true }));
    const second = planAgain(classes, model, encoderOf('test', model), first.settings, options);
    const rest = await runPlan(second);
    expect(bits(second)).toEqual(bits(whole));
    expect([...first.model.history.loss, ...rest.loss]).toEqual(history.loss);
    expect(reportOn(second, model.history).validation).toEqual(reportOn(whole, history).validation);
  });
});

describe('validation', () => {
  const options = { target: 'dear', ...quick };

  test('by another table counts classes that no training row has as wrong', async () => {
    const others = tableFromRows([{ x: 1, color: 'red', dear: 'yes' }, { x: 0, color: 'mauve', dear: 'perhaps' }]); // prettier-ignore
    const { model, report } = await trainTable(classes, { ...options, validation: others });
    expect(model.labels).toEqual(['no', 'yes']);
    expect(report.validation).toMatchObject({ rows: 2, accuracy: 0.5, unknown: ['perhaps'] });
    expect(report.notices).toContain(
      'validation: 1 row has a class that no training row has: counted as wrong answers',
    );
    const strangers = tableFromRows([{ x: 1, color: 'red', dear: 'perhaps' }]);
    const { report: none } = await trainTable(classes, { ...options, validation: strangers });
    expect(none.validation).toMatchObject({ rows: 1, accuracy: 0 });
    expect(none.best).toBeUndefined();
  });

  test('tells what counts as a gap there', async () => {
    const others = tableFromRows([{ x: 'much', color: 'red', dear: 'yes' }]);
    const { report } = await trainTable(classes, { ...options, validation: others });
    expect(report.notices.at(-1)).toBe(
      'validation: "x": 1 of 1 values are no number and count as gaps, "much" in row 0',
    );
  });

  test('by a share holds each class in its share; a class of one row is learnt', async () => {
    const odd = tableFromRows([...classes.toRows(), { x: 0, color: 'red', dear: 'perhaps' }]);
    const { data } = await planTable(odd, { ...options, validation: 0.25 });
    const count = (part: Table, label: string): number => part.toRows().filter(({ dear }) => dear === label).length;
    expect(count(data.validation!.table, 'perhaps')).toBe(0);
    expect(count(data.training.table, 'perhaps')).toBe(1);
    expect(count(data.validation!.table, 'yes')).toBe(Math.round(count(classes, 'yes') / 4));
  });

  test('is what the encoder does not learn from', async () => {
    const { data } = await planTable(numbers, { target: 'price', ...quick, validation: 0.5, features: ['x'] });
    const known = data.training.X.data.filter((_, i) => i % 2 === 0);
    const mean = known.reduce((sum, value) => sum + value, 0) / known.length;
    expect(Math.abs(mean)).toBeLessThan(0.02); // gaps are the median, not the mean
    expect(data.validation!.table.rows + data.training.table.rows).toBe(120);
  });

  test('ends training early and brings the best epoch back', async () => {
    const { model, report } = await trainTable(classes, { ...options, epochs: 2000, validation: 0.25, earlyStopping: 5 }); // prettier-ignore
    expect(report.history.stopReason).toBe('stopped');
    expect(report.validation!.loss).toBeCloseTo(report.best!.loss, 6);
    expect(evaluateTable(model, classes).rows).toBe(120);
  });
});

describe('the baseline', () => {
  const others = tableFromRows([{ x: 1, color: 'red', dear: 'yes', price: 90 }, { x: 0, color: 'blue', dear: 'no', price: 130 }, { x: 0, color: 'blue', dear: 'perhaps', price: 100 }, { x: 0, color: 'blue', dear: 'no', price: null }]); // prettier-ignore
  const byClass = rows.filter(({ dear }) => dear === 'no').length > 60 ? 'no' : 'yes';

  test('of classes is always the most frequent one of the training rows', async () => {
    const { report } = await trainTable(classes, { target: 'dear', ...quick, epochs: 1, validation: others });
    expect(report.baseline).toEqual({ answer: byClass, accuracy: byClass === 'no' ? 0.5 : 0.25 });
    expect((await trainTable(classes, { target: 'dear', ...quick, epochs: 1 })).report.baseline).toBeUndefined();
  });

  test('of numbers is always the mean of the training rows', async () => {
    const { report } = await trainTable(numbers, { target: 'price', ...quick, epochs: 1, validation: others });
    const mean = rows.reduce((sum, { price }) => sum + price, 0) / 120;
    const squares = [90, 130, 100].map((price) => (price - mean) ** 2);
    expect(report.baseline).toEqual({ answer: mean, rmse: Math.sqrt(squares.reduce((a, b) => a + b, 0) / 3) });
  });
});

test('class weights make each class count as much', async () => {
  const { options } = await planTable(classes, { target: 'dear', ...quick, classWeights: true });
  const sizes = ['no', 'yes'].map((label) => rows.filter(({ dear }) => dear === label).length);
  expect(options.classWeights).toEqual(sizes.map((size) => 120 / (2 * size)));
});

test('class weights are those of the folds, too: rows of a rare class weigh more in what is chosen by', async () => {
  const few = (rare: number): Table => tableFromRows(Array.from({ length: 60 }, (_, i) => ({ x: i % 12, y: (i * 7) % 60 < rare ? 'p' : 'q' }))); // prettier-ignore
  const trialsOf = async (table: Table, classWeights: boolean) => {
    return (await planTable(table, { target: 'y', hidden: [], epochs: 20, classWeights })).trials;
  };
  const even = few(30);
  expect(await trialsOf(even, true)).toEqual(await trialsOf(even, false)); // where all weigh 1
  const rare = few(6);
  const [plain, weighed] = [await trialsOf(rare, false), await trialsOf(rare, true)];
  expect(plain.every(({ score }) => score === 0.9)).toBe(true); // always q
  expect(weighed.every(({ score }) => score < 0.9)).toBe(true); // both are answered
  // x is of no use. Where both classes weigh the same, not knowing costs about ln 2; else little, since nearly all are q.
  for (const { loss } of plain) expect(loss).toBeLessThan(0.45);
  for (const { loss } of weighed) expect(loss).toBeGreaterThan(0.6);
});

test('the rate of any optimizer falls, and is told', async () => {
  const { learningRate, ...others } = quick;
  const { model, settings } = await planTable(numbers, { target: 'price', ...others, optimizer: 'sgd', schedule: 'cosine' }); // prettier-ignore
  expect([learningRate, settings.learningRate]).toEqual([0.02, 1]);
  expect(model.optimizer!.rateAt(0)).toBe(1);
  expect(model.optimizer!.rateAt(40 * 4)).toBeCloseTo(0.01, 10);
});

test('penalties are on the weights of all layers', async () => {
  const { model } = await planTable(numbers, { target: 'price', ...quick, l2: 0.5 });
  const [hidden, , last] = model.layers.map(({ parameters }) => parameters);
  expect([...hidden!, ...last!].map(({ penalized }) => penalized)).toEqual([true, false, true, false]);
});

describe('errors', () => {
  const call = (options: object, data: unknown = numbers) => trainTable(data as Table, { target: 'price', ...options });
  test.each([
    ['no table', () => call({}, rows), 'trainTable: expected a table, received an array of 120. tableFromRows makes one of objects.'],
    ['no target', () => call({ target: undefined }), 'trainTable: expected a target, the column to predict, received none.'],
    ['an unknown option', () => call({ tunes: true }), /the option "tunes"/],
    ['hidden', () => call({ hidden: [0] }), /hidden to be a list of whole numbers, 1 or more/],
    ['an activation', () => call({ activation: 'sine' }), /activation to be one of relu/],
    ['a rate', () => call({ learningRate: -1 }), /learningRate above 0, received -1/],
    ['a signal', () => call({ signal: 'stop' }), /signal to be an AbortSignal/],
    ['what to call', () => call({ onChoosing: 5 }), /onChoosing to be a function/],
    ['callbacks', () => call({ callbacks: [{ onEpok: () => undefined }] }), /"onEpok" at index 0/],
    ['validation', () => call({ validation: 2 }), 'trainTable: expected validation to be a share above 0 and below 1, or a table, received 2.'],
    ['a share too large', () => call({ validation: 0.999, ...quick }), 'validation: expected a share that leaves samples in both parts, received 0.999 of 120.'],
    ['early stopping without validation', () => call({ earlyStopping: true, ...quick }), 'trainTable: expected validation where earlyStopping is set, received none.'],
    ['class weights of numbers', () => call({ classWeights: true, ...quick }), 'trainTable: expected classes where classWeights is set, received numbers.'],
    ['a loss of classes for numbers', () => call({ loss: 'categorical', ...quick }), 'trainTable: expected a loss of numbers (mse, mae, huber, log-cosh), received categorical. task says otherwise what the target is.'],
    ['a loss of numbers for classes', () => call({ target: 'dear', loss: 'mse', ...quick }, classes), 'trainTable: expected a loss of classes (categorical, binary, focal, hinge, squared-hinge), received mse. task says otherwise what the target is.'],
    ['a loss of two classes for three', () => call({ target: 'color', loss: 'binary', ...quick }), 'target "color": expected two classes for the loss binary, received 3 classes.'],
  ])('%s', async (_, run, message) => {
    await expect(run()).rejects.toThrow(message);
  }); // prettier-ignore
});
