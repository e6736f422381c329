/** A run: one beginning, steps, epochs and exactly one end, whoever throws, waits, meddles or walks away. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Adam,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  MeanSquaredError,
  Model,
  NnfsError,
  RandomState,
  ReLU,
  SGD,
  Softmax,
  ValueError,
  checkpoint,
  earlyStopping,
  gradientCheck,
  init,
  lastStep,
  type Callback,
  type FloatTensor,
  type Tensor,
  type TrainOptions,
} from 'nnfs';
import { errorOf, parametersOf } from '../model/networks.ts';
import { chain } from './hand.ts';

beforeEach(() => init());
afterEach(() => init());

const X = new RandomState(1).randn([10, 8]);
const y = new RandomState(2).randn([10, 2]);
const layers = () => [
  new Dense(8, 4, { random: new RandomState(3), initializer: 'heNormal', weightRegularizerL2: 0.01 }),
  new ReLU(),
  new Dense(4, 2, { random: new RandomState(4), initializer: 'heNormal' }),
];
const regressor = (): Model =>
  new Model(layers(), { random: new RandomState(5) }).set({
    loss: new MeanSquaredError(),
    optimizer: new Adam({ learningRate: 0.05 }),
  });

const HOOKS = ['onBegin', 'onStep', 'onEpoch', 'onEnd'] as const;
type Hook = (typeof HOOKS)[number];

/** Says what happens, and does something in one hook. */
function loud(name: string, log: string[], at?: Hook, act: () => unknown = () => undefined): Callback {
  const hook = (hook: Hook) => (): unknown => {
    log.push(`${name} ${hook}`);
    return hook === at ? act() : undefined;
  };
  return { onBegin: hook('onBegin'), onStep: hook('onStep'), onEpoch: hook('onEpoch'), onEnd: hook('onEnd') };
}

const thrower = (message: string) => (): never => {
  throw new RangeError(message);
};
const later = (log: string[]) => async (): Promise<void> => {
  await new Promise((resolve) => setTimeout(resolve, 2));
  log.push('waited');
};

describe('callbacks that are asynchronous', () => {
  it.each(HOOKS)('in %s are waited for, before the next is called', async (at) => {
    const log: string[] = [];
    const losses = (await regressor().train(X, y, { epochs: 2, batchSize: 5 })).loss;
    const callbacks = [loud('a', log, at, later(log)), loud('b', log)];
    const history = await regressor().train(X, y, { epochs: 2, batchSize: 5, callbacks });
    expect(history.loss).toEqual(losses);
    const quiet: string[] = [];
    await regressor().train(X, y, { epochs: 2, batchSize: 5, callbacks: [loud('a', quiet), loud('b', quiet)] });
    expect(log).toEqual(quiet.flatMap((line) => (line === `a ${at}` ? [line, 'waited'] : [line])));
  });

  it.each(HOOKS)('and fail in %s fail the run', async (at) => {
    const log: string[] = [];
    const model = regressor();
    const callbacks = [loud('a', log), loud('b', log, at, () => Promise.reject(new RangeError('b'))), loud('c', log)];
    expect(await errorOf(() => model.train(X, y, { callbacks }))).toEqual(new RangeError('b'));
    const ends = log.filter((line) => line.endsWith('onEnd'));
    expect(ends).toEqual(at === 'onBegin' ? ['a onEnd'] : ['a onEnd', 'b onEnd', 'c onEnd']);
    expect((await model.train(X, y)).stopReason).toBe('finished');
  });

  it.each(HOOKS)('are refused in %s where steps are taken by hand', async (at) => {
    const model = regressor();
    const log: string[] = [];
    const steps = model.trainSteps(X, y, { callbacks: [loud('a', log), loud('b', log, at, later([]))] });
    const error = await errorOf(() => [...steps]);
    expect(error).toBeInstanceOf(NnfsError);
    expect(error.message).toBe(
      `Model.trainSteps: expected callbacks that return nothing, received a promise from ${at}. In await model.train callbacks may be asynchronous.`,
    );
    expect(log.filter((line) => line === 'a onEnd')).toHaveLength(1);
    expect([...model.trainSteps(X, y)]).toHaveLength(1);
  });
});

describe('callbacks that fail', () => {
  it.each(HOOKS)('in %s: the end is told to exactly those that saw the beginning', async (at) => {
    const log: string[] = [];
    const model = regressor();
    const callbacks = [loud('a', log), loud('b', log, at, thrower('b')), loud('c', log)];
    expect(await errorOf(() => model.train(X, y, { callbacks }))).toEqual(new RangeError('b'));
    const begun = at === 'onBegin' ? ['a'] : ['a', 'b', 'c'];
    expect(log.filter((line) => line.endsWith('onEnd'))).toEqual(begun.map((name) => `${name} onEnd`));
    expect(log.filter((line) => line === 'c onBegin')).toHaveLength(at === 'onBegin' ? 0 : 1);
  });

  it('one after the other: the first error is thrown, and has the later ones', async () => {
    const model = regressor();
    const callbacks = ['a', 'b', 'c'].map((name): Callback => ({ onEnd: thrower(`${name} end`) }));
    callbacks[1]!.onStep = thrower('step');
    const error = await errorOf(() => model.train(X, y, { callbacks }));
    expect(error.message).toBe('step');
    expect(error).toMatchObject({ errors: ['a end', 'b end', 'c end'].map((message) => new RangeError(message)) });
  });

  it.each<[string, string, (steps: Generator) => unknown]>([
    ['walks away', 'end', (steps) => steps.return(undefined)],
    ['throws', 'the caller', (steps) => steps.throw(new RangeError('the caller'))],
  ])('at the end of a run whose caller %s', async (what, first, leave) => {
    const log: string[] = [];
    const model = regressor();
    const callbacks = [loud('a', log, 'onEnd', thrower('end')), loud('b', log)];
    const steps = model.trainSteps(X, y, { epochs: 9, callbacks });
    steps.next();
    const error = await errorOf(() => leave(steps));
    expect(error.message).toBe(first);
    expect(log.slice(-2)).toEqual(['a onEnd', 'b onEnd']);
    expect([...model.trainSteps(X, y)], what).toHaveLength(1);
  });

  // What is attached to the first error is spread from, and assigned to, a property that errors of other libraries have for other ends;
  // the end of the run is then never reached, and the model stays in training for good.
  it.each([
    ['with errors of its own form', Object.assign(new Error('first'), { errors: { name: 'too short' } })],
    ['that is frozen', Object.freeze(new Error('first'))],
  ])('with an error %s leave the model to others', async (_, first) => {
    const model = regressor();
    const callback: Callback = {
      onStep() {
        throw first as Error;
      },
      onEnd: thrower('second'),
    };
    expect(await errorOf(() => model.train(X, y, { callbacks: [callback] }))).toBe(first);
    expect((await model.train(X, y)).stopReason).toBe('finished');
  });

  // `remember` is called at the very end, where its error takes the place of the first.
  it('while they are asked what they remember do not hide the first error', async () => {
    const callback: Callback = { name: 'mine', onStep: thrower('first'), remember: thrower('memory') };
    expect((await errorOf(() => regressor().train(X, y, { callbacks: [callback] }))).message).toBe('first');
  });
});

describe('while a model trains', () => {
  const FORBIDDEN: readonly (readonly [string, string, (model: Model) => unknown])[] = [
    ['train', 'Model.train', (model) => model.train(X, y)],
    ['trainSteps', 'Model.train', (model) => model.trainSteps(X, y).next()],
    ['set', 'Model.set', (model) => model.set({ loss: new MeanSquaredError() })],
    ['add', 'Model.add', (model) => model.add(new ReLU())],
  ];
  it.each(FORBIDDEN)('%s is refused, and the run goes on', async (_, where, call) => {
    const expected = regressor();
    await expected.train(X, y, { epochs: 2, batchSize: 4 });
    const model = regressor();
    const errors: string[] = [];
    const act = async (): Promise<void> => {
      errors.push((await errorOf(() => call(model))).message);
    };
    await model.train(X, y, { epochs: 2, batchSize: 4, callbacks: HOOKS.map((hook) => loud('', [], hook, act)) });
    const message = `${where}: expected a model that is not in training, received a call while Model.train is under way. Wait for its end, or end it: steps.return().`;
    expect(new Set(errors)).toEqual(new Set([message]));
    expect(errors).toHaveLength(1 + 6 + 2 + 1);
    expect(parametersOf(model)).toEqual(parametersOf(expected));
  });

  const ALLOWED: readonly (readonly [string, (model: Model) => unknown])[] = [
    ['predict', (model) => model.predict(X, { batchSize: 3 })],
    ['classes', (model) => model.classes(X)],
    ['evaluate', (model) => model.evaluate(X, y, { batchSize: 7 })],
    ['getParameters', (model) => model.getParameters().forEach(({ data }) => data.fill(0))],
    ['setParameters', (model) => model.setParameters(model.getParameters())],
    ['parameters', (model) => model.parameters().forEach(({ tensor }) => tensor.data.fill(0))],
    ['toBytes', (model) => Model.fromBytes(model.toBytes({ training: true })).predict(X)],
    ['summary', (model) => model.summary()],
    ['lastStep', (model) => lastStep(model)?.output.data.fill(0)],
    ['gradientCheck', (model) => gradientCheck(model, X, y)],
    ['its layers alone', (model) => chain(...model.layers).backward(chain(...model.layers).forward(X, true))],
  ];
  it.each(ALLOWED)('%s is allowed, and changes nothing', async (_, call) => {
    const options: TrainOptions = { epochs: 2, batchSize: 4, shuffle: true };
    const expected = regressor();
    const { loss } = await expected.train(X, y, options);
    const model = regressor();
    const callbacks = HOOKS.map((hook) => loud('', [], hook, () => void call(model)));
    expect((await model.train(X, y, { ...options, callbacks })).loss).toEqual(loss);
    expect(parametersOf(model)).toEqual(parametersOf(expected));
  });

  it('parameters of another type are taken, and trained on with', async () => {
    const model = regressor();
    const double = (): void => model.setParameters(model.getParameters().map((value) => value.astype('float64')));
    const { loss } = await model.train(X, y, { epochs: 4, batchSize: 4, callbacks: [loud('', [], 'onEpoch', double)] });
    expect(model.getParameters().every(({ dtype }) => dtype === 'float64')).toBe(true);
    expect(loss.at(-1)).toBeLessThan(loss[0]!);
  });
});

describe('an optimizer', () => {
  it('serves one model, until another takes its place', () => {
    const optimizer = new Adam();
    const [one, two] = [new Model(), new Model()];
    one.set({ optimizer }).set({ optimizer });
    expect(() => two.set({ optimizer })).toThrow('Model.set: expected an optimizer of its own, received Adam, which serves another model. It remembers the steps of that one: make a new one.'); // prettier-ignore
    expect(two.optimizer).toBeUndefined();
    one.set({ optimizer: new SGD() });
    expect(two.set({ optimizer }).optimizer).toBe(optimizer);
  });

  it('that has taken steps is refused after a layer was added', async () => {
    const model = regressor();
    model.add(new ReLU()); // before any step
    await model.train(X, y);
    model.add(new Dense(2, 2));
    const message = 'Model.train: expected an optimizer of all layers, received Adam, which took 1 steps before Dense(2, 2) was added. Set a new one: model.set({ optimizer: new Adam(...) }).'; // prettier-ignore
    expect((await errorOf(() => model.train(X, y))).message).toBe(message);
    model.set({ optimizer: model.optimizer! });
    expect((await errorOf(() => model.train(X, y))).message).toBe(message);
    await model.set({ optimizer: new Adam() }).train(X, y);
  });
});

describe('a run that was abandoned', () => {
  const [otherX, otherY] = [new RandomState(6).randn([10, 8]), new RandomState(7).randn([10, 2])];
  const stepsOf = (model: Model, x: Tensor, t: Tensor): number[] =>
    [...model.trainSteps(x, t, { batchSize: 4 })].map(({ loss }) => loss);

  it('in an epoch goes on with the same samples, and begins with others', () => {
    const [whole, model] = [regressor(), regressor()];
    const losses = stepsOf(whole, X, y);
    const steps = model.trainSteps(X, y, { batchSize: 4 });
    steps.next();
    steps.return(model.history);
    const twin = Model.fromBytes(model.toBytes({ training: true }));
    expect(stepsOf(model, X.clone(), y.clone())).toEqual(losses.slice(1));
    expect(stepsOf(twin, otherX, otherY)).toHaveLength(3);
    expect(twin.progress).toMatchObject({ epoch: 1, step: 0 });
  });

  it('before its first step has not happened', () => {
    const model = regressor();
    const before = model.toBytes();
    model.trainSteps(X, y).return(model.history);
    expect([...model.trainSteps(X, y, { signal: AbortSignal.abort() })]).toEqual([]);
    expect(Buffer.compare(model.toBytes(), before)).toBe(0);
    expect([model.progress, model.history.length, model.optimizer!.iterations]).toEqual([undefined, 0, 0]);
  });

  // The memories of the last run are dropped when another begins, though it takes no step.
  it.each<[string, (model: Model) => Promise<unknown>]>([
    [
      'by a signal',
      (model) =>
        model.train(otherX, otherY, {
          signal: AbortSignal.abort(),
          callbacks: [earlyStopping({ monitor: 'loss' })],
        }),
    ],
    [
      'by an error at the beginning',
      (model) =>
        errorOf(() => model.train(X, y, { callbacks: [{ onBegin: thrower('') }, earlyStopping({ monitor: 'loss' })] })),
    ],
  ])('before its first step %s leaves what callbacks remember', async (_, abandon) => {
    const patient = () => [earlyStopping({ monitor: 'loss', patience: 5, minDelta: 100 })];
    const model = regressor();
    await model.train(X, y, { epochs: 3, callbacks: patient() }); // one improvement, over nothing, and two epochs waited
    await abandon(model);
    expect(await model.train(X, y, { epochs: 9, callbacks: patient() })).toHaveLength(3);
  });

  it('holds the model until it is given up', async () => {
    const model = regressor();
    const steps = model.trainSteps(X, y, { epochs: 3 });
    await model.train(X, y); // nobody has begun the steps
    steps.next();
    expect((await errorOf(() => model.train(X, y))).message).toContain('while Model.train is under way');
    steps.return(model.history);
    await model.train(X, y);
    expect(steps.next()).toEqual({ done: true, value: undefined });
  });
});

describe('what is kept of a run', () => {
  it('without history: neither in the result nor in the model, and the same parameters', async () => {
    const [model, expected] = [regressor(), regressor()];
    await expected.train(X, y, { epochs: 3 });
    const seen: number[] = [];
    const options: TrainOptions = {
      epochs: 3,
      history: false,
      callbacks: [{ onEpoch: ({ epoch }) => seen.push(epoch) }],
    };
    const history = await model.train(X, y, options);
    expect([history.length, model.history.length, history.last]).toEqual([0, 0, undefined]);
    expect([history.stopReason, seen]).toEqual(['finished', [0, 1, 2]]);
    expect(parametersOf(model)).toEqual(parametersOf(expected));
    await model.train(X, y);
    expect(model.history.column('epoch')).toEqual([3]);
  });

  it('notes of any JSON, in files of either kind', () => {
    const notes = { text: 'ü "quoted"', list: [1, -0.5, null, [true]], deep: { a: { b: {} } }, kind: 'Dense' };
    const model = regressor();
    model.notes = notes;
    for (const training of [true, false]) expect(Model.fromBytes(model.toBytes({ training })).notes).toEqual(notes);
  });

  // Lists and texts are saved, though loading takes an object alone; null is a TypeError.
  it.each([[[1, 2]], ['text'], [null]])('notes that are %j are refused', (notes) => {
    const model = regressor();
    model.notes = notes as never;
    expect(() => model.toBytes()).toThrow(ValueError);
  });

  it('checkpoints are called after an epoch that was reached', async () => {
    const model = regressor();
    const saved: unknown[] = [];
    const callback = checkpoint({
      every: 2,
      save: async (of, epoch) => {
        await Promise.resolve();
        saved.push([epoch, Model.fromBytes(of.toBytes({ training: true })).progress!.epoch]);
      },
    });
    const options: TrainOptions = { epochs: 3, batchSize: 4, callbacks: [callback] };
    await model.train(X, y, { ...options, signal: AbortSignal.abort() });
    expect(saved).toEqual([]);
    await model.train(X, y, options);
    expect(saved).toEqual([[1, 2], [2, 3]]); // prettier-ignore
    const stopping: Callback = { onStep: ({ step }, run) => (step === 1 ? run.stop() : undefined) };
    await model.train(X, y, { ...options, callbacks: [callback, stopping] });
    expect(saved.slice(2)).toEqual([[3, 3]]); // in it: the file stands in the middle of epoch 3
    await errorOf(() => model.train(X, y, { callbacks: [callback, { onBegin: thrower('') }] }));
    expect(saved).toHaveLength(3);
  });
});

describe('weights of samples', () => {
  it('weigh losses and gradients as by hand, in batches, times those of classes', () => {
    const random = new RandomState(8);
    const labels = random.randint(0, 3, [10]);
    const sampleWeights = random.uniform(0, 2, [10]);
    const classWeights = [1, 0.5, 2];
    const weights = sampleWeights.data.map((weight, n) => weight * classWeights[labels.data[n]!]!);
    const make = () => [new Dense(8, 3, { random: new RandomState(1) }), new Softmax()] as const;
    const loss = new CategoricalCrossentropy();
    const model = new Model(make()).set({ loss, optimizer: new SGD({ learningRate: 0.5 }) });
    const hand = make();
    const optimizer = new SGD({ learningRate: 0.5 });
    for (const { step, dataLoss } of model.trainSteps(X, labels, {
      epochs: 2,
      batchSize: 4,
      sampleWeights,
      classWeights,
    })) {
      const [begin, end] = [4 * step, Math.min(10, 4 * step + 4)];
      const targets = labels.slice(begin, end);
      const output = chain(...hand).forward(X.slice(begin, end), true);
      const losses = loss.forward(output, targets);
      losses.data.forEach((value, n) => (losses.data[n] = value * weights[begin + n]!));
      // NumPy's mean: a sum in order, and one division, each rounded; below 8 terms that is a plain loop.
      const total = Array.from(losses.data).reduce((sum, value) => Math.fround(sum + value), 0);
      expect(dataLoss).toBe(Math.fround(total / (end - begin)));
      const slope = output.clone();
      for (let n = 0; n < end - begin; n++) {
        slope.data[3 * n + targets.data[n]!]!--;
        for (let c = 3 * n; c < 3 * n + 3; c++) {
          slope.data[c]! /= end - begin;
          slope.data[c]! *= weights[begin + n]!;
        }
      }
      hand[0].backward(slope);
      optimizer.update(hand);
      expect(parametersOf(model)).toEqual([...hand[0].weights.data, ...hand[0].biases.data]);
    }
  });
});

describe('the last step', () => {
  it.each([true, false])('is what a layer alone computes, inspected: %s', async (inspect) => {
    const model = regressor();
    expect(lastStep(model)).toBeUndefined();
    const [first, relu, second] = layers() as [Dense, ReLU, Dense];
    await model.train(X, y, { epochs: 1, batchSize: 6, inspect }); // the last batch is the smaller one
    const hand = [first, relu, second] as const;
    const optimizer = new Adam({ learningRate: 0.05 });
    const loss = new MeanSquaredError();
    for (const [begin, end] of [
      [0, 6],
      [6, 10],
    ] as const) {
      // prettier-ignore
      chain(...hand).backward(loss.backward(chain(...hand).forward(X.slice(begin, end), true), y.slice(begin, end)));
      optimizer.update(hand);
    }
    const view = lastStep(model)!;
    expect(view.inputs).toEqualTensor(X.slice(6));
    expect(view.targets).toEqualTensor(y.slice(6));
    expect(view.output).toEqualTensor(second.output);
    expect(view.predictions).toEqualTensor(second.output);
    expect(view.losses).toEqualTensor(loss.forward(second.output, y.slice(6)));
    expect(view.slope).toEqualTensor(loss.dinputs);
    expect(view.layers.map(({ path }) => path)).toEqual(['layers.0', 'layers.1', 'layers.2']);
    view.layers.forEach((layer, i) => {
      const alone = hand[i]!;
      if (i > 0) expect(layer.dinputs!).toEqualTensor(alone.dinputs);
      if (inspect || i > 0) expect(layer.output).toEqualTensor(alone.output);
      layer.parameters.forEach(({ name, value, gradient, slots }, p) => {
        const parameter = alone.parameters[p]!;
        expect(name).toBe(parameter.name);
        expect(value).toEqualTensor(parameter.value);
        expect(gradient).toEqualTensor(parameter.gradient);
        expect(Object.values(slots).map(({ data }) => data)).toEqual(optimizer.slotsOf(parameter));
      });
    });
  });
});

describe('precision', () => {
  it('is that of the moment, in predictions that reuse their buffers', () => {
    const model = new Model([
      new Dense(8, 40, { random: new RandomState(1), initializer: 'heNormal' }),
      new Dropout(0.5),
    ]);
    const big = new RandomState(9).randn([20, 8]);
    const outputs = (['float64', 'float32', 'float64', 'float32'] as const).map((dotPrecision): FloatTensor => {
      init({ dotPrecision });
      const output = model.predict(big);
      expect(output).toEqualTensor(chain(...model.layers).forward(big));
      return output;
    });
    expect(outputs[2]).toEqualTensor(outputs[0]!);
    expect(outputs[3]).toEqualTensor(outputs[1]!);
    expect([...outputs[1]!.data]).not.toEqual([...outputs[0]!.data]);
  });
});
