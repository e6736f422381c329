/** Everything that ends or interrupts a run, callbacks, and going on afterwards. */
import { beforeEach, describe, expect, it } from 'vitest';
import {
  checkpoint,
  Dense,
  earlyStopping,
  init,
  learningRateLog,
  Linear,
  MeanSquaredError,
  Model,
  SGD,
  tensor,
  ValueError,
  type Callback,
  type EpochReport,
  type Monitor,
  type TrainingRun,
  type TrainOptions,
} from 'nnfs';
import { classifier, errorOf, line, parametersOf } from './networks.ts';

beforeEach(() => init());

/** Writes down what is called, in order. */
function recorder(name: string, log: string[]): Callback {
  return {
    onBegin: () => void log.push(`${name} begin`),
    onStep: ({ epoch, step }) => void log.push(`${name} step ${epoch}.${step}`),
    onEpoch: ({ epoch }) => void log.push(`${name} epoch ${epoch}`),
    onEnd: () => void log.push(`${name} end`),
  };
}

/** Does something after one epoch. */
const atEpoch = (epoch: number, act: (run: TrainingRun) => void): Callback => ({
  onEpoch(report, run) {
    if (report.epoch === epoch) act(run);
  },
});

/** Does something after one step. */
const atStep = (epoch: number, step: number, act: (run: TrainingRun) => void): Callback => ({
  onStep(report, run) {
    if (report.epoch === epoch && report.step === step) act(run);
  },
});

const stop = (run: TrainingRun): void => {
  run.stop();
};

describe('callbacks', () => {
  it('are called in their order, around steps and epochs', async () => {
    const { model, X, y } = classifier();
    const log: string[] = [];
    await model.train(X, y, { epochs: 2, batchSize: 20, callbacks: [recorder('a', log), recorder('b', log)] });
    expect(log).toEqual([
      'a begin', 'b begin',
      'a step 0.0', 'b step 0.0', 'a step 0.1', 'b step 0.1', 'a epoch 0', 'b epoch 0',
      'a step 1.0', 'b step 1.0', 'a step 1.1', 'b step 1.1', 'a epoch 1', 'b epoch 1',
      'a end', 'b end',
    ]); // prettier-ignore
  });

  it('find the run they are part of', async () => {
    const { model, X, y } = classifier();
    const runs = new Set<TrainingRun>();
    const note = (_: unknown, run: TrainingRun): void => void runs.add(run);
    const history = await model.train(X, y, {
      epochs: 2,
      callbacks: [{ onBegin: (run) => void runs.add(run), onStep: note, onEpoch: note, onEnd: (run) => void runs.add(run) }], // prettier-ignore
    });
    const [run, ...others] = runs;
    expect(others).toEqual([]);
    expect(run!.model).toBe(model);
    expect(run!.history).toBe(history);
  });

  it('may assign parameters, which training then goes on from', async () => {
    const { model, dense, X, y } = line();
    await model.train(X, y, {
      epochs: 2,
      callbacks: [atEpoch(0, ({ model }) => model.setParameters([tensor([[2]]), tensor([[0]])]))],
    });
    expect([dense.weights.item(), dense.biases.item()]).toEqual([2, 0]); // at the minimum nothing moves
  });

  it.each<[string, (log: string[]) => Callback, string]>([
    ['in onStep', () => ({ onStep: () => fail('step') }), 'step'],
    ['in onEpoch', () => ({ onEpoch: () => fail('epoch') }), 'epoch'],
    ['in onEnd', () => ({ onEnd: () => fail('end') }), 'end'],
  ])('that fail %s fail the run, but every onEnd is called', async (_, failing, message) => {
    const { model, X, y } = classifier();
    const log: string[] = [];
    const callbacks = [recorder('a', log), failing(log), recorder('b', log)];
    const error = await errorOf(() => model.train(X, y, { callbacks }));
    expect(error.message).toBe(message);
    expect(log.filter((entry) => entry.endsWith('end'))).toEqual(['a end', 'b end']);
  });
});

function fail(message: string): never {
  throw new Error(message);
}

describe('the end', () => {
  const endings: readonly { reason: string; run: (log: string[]) => Promise<TrainingRun> }[] = [
    { reason: 'finished', run: (log) => run(log, { epochs: 3 }) },
    { reason: 'stopped', run: (log) => run(log, { epochs: 9, callbacks: [atStep(0, 0, stop)] }) },
    { reason: 'aborted', run: (log) => run(log, { epochs: 9, signal: AbortSignal.abort() }) },
    { reason: 'interrupted', run: (log) => run(log, { epochs: 9, callbacks: [{ onStep: () => fail('x') }] }) },
  ];

  async function run(log: string[], options: TrainOptions): Promise<TrainingRun> {
    const { model, X, y } = classifier();
    let found: TrainingRun | undefined;
    const last: Callback = { ...recorder('a', log), onBegin: (run) => void (found = run) };
    await model.train(X, y, { ...options, callbacks: [last, ...(options.callbacks ?? [])] }).catch(() => undefined);
    return found!;
  }

  it.each(endings)('is told to every callback once: $reason', async ({ reason, run }) => {
    const log: string[] = [];
    const { history } = await run(log);
    expect(history.stopReason).toBe(reason);
    expect(log.filter((entry) => entry === 'a end')).toHaveLength(1);
  });

  it('comes after the current step', async () => {
    const { model, X, y } = classifier();
    const log: string[] = [];
    const stopper = atStep(0, 1, stop);
    const history = await model.train(X, y, { epochs: 5, batchSize: 7, callbacks: [stopper, recorder('a', log)] });
    expect(log).toEqual(['a begin', 'a step 0.0', 'a step 0.1', 'a end']);
    expect(history.epochs).toEqual([]);
    expect(model.optimizer!.iterations).toBe(2);
  });

  it('comes too when the caller takes no more steps', () => {
    const { model, X, y } = classifier();
    const log: string[] = [];
    const steps = model.trainSteps(X, y, { epochs: 9, callbacks: [recorder('a', log)] });
    steps.next();
    steps.next();
    steps.return(undefined as never);
    expect(log).toEqual(['a begin', 'a step 0.0', 'a epoch 0', 'a step 1.0', 'a epoch 1', 'a end']);
  });
});

describe('an AbortSignal', () => {
  const options = { epochs: 4, batchSize: 7, shuffle: true } as const;

  it('that is aborted already lets nothing happen', async () => {
    const { model, X, y } = classifier();
    const before = parametersOf(model);
    const history = await model.train(X, y, { signal: AbortSignal.abort() });
    expect([history.stopReason, history.epochs]).toEqual(['aborted', []]);
    expect(parametersOf(model)).toEqual(before);
  });

  it.each([1, 3, 5, 8, 10, 13, 19])('after step %i of 20: going on equals the run that nobody aborted', async (at) => {
    const [a, b] = [classifier(), classifier()];
    const whole = await a.model.train(a.X, a.y, options);

    const controller = new AbortController();
    let taken = 0;
    const first = await b.model.train(b.X, b.y, {
      ...options,
      signal: controller.signal,
      callbacks: [
        {
          onStep() {
            if (++taken === at) controller.abort();
          },
        },
      ],
    });
    expect([taken, first.stopReason]).toEqual([at, 'aborted']);
    const rest = await b.model.train(b.X, b.y, { ...options, epochs: 4 - first.epochs.length });
    expect([...first.epochs, ...rest.epochs]).toEqual(whole.epochs);
    expect(b.model.history.epochs).toEqual(whole.epochs);
    expect(parametersOf(b.model)).toEqual(parametersOf(a.model));
    expect(b.model.random.getState()).toEqual(a.model.random.getState());
  });

  it('from outside is heard while training runs', async () => {
    const { model, X, y } = classifier();
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    const history = await model.train(X, y, { epochs: 1e9, signal: controller.signal });
    expect(history.stopReason).toBe('aborted');
    expect(history.epochs.length).toBeGreaterThan(0);
  });

  it('begins an epoch anew for other batches', () => {
    const { model, X, y } = classifier();
    const steps = model.trainSteps(X, y, { epochs: 2, batchSize: 7 });
    for (let i = 0; i < 3; i++) steps.next();
    expect(model.progress).toMatchObject({ epoch: 0, step: 3, batchSize: 7, samples: 30 });
    steps.return(undefined as never);
    const [first] = model.trainSteps(X, y, { epochs: 1, batchSize: 10 });
    expect(first).toMatchObject({ epoch: 0, step: 0 });
  });
});

describe('the event loop', () => {
  it('goes on turning while a model trains', async () => {
    const { model, X, y } = classifier();
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const done = new AbortController();
    setTimeout(() => done.abort(), 300);
    await model.train(X, y, { epochs: 1e9, signal: done.signal });
    clearInterval(timer);
    expect(turns).toBeGreaterThan(1);
  });
});

describe('earlyStopping', () => {
  /** Validation losses that a run shall see, each with parameters of its own. */
  function scripted(figures: readonly number[], monitor: Monitor = 'validationLoss') {
    const dense = new Dense(1, 1);
    const model = new Model([dense, new Linear()]).set({ loss: new MeanSquaredError(), optimizer: new SGD() });
    const options = (stopping: Callback, more: TrainOptions = {}): TrainOptions => ({
      epochs: figures.length,
      ...more,
      callbacks: [
        // The report that early stopping reads is this one's; the parameters say which epoch it was.
        {
          onBegin: (run) => stopping.onBegin?.(run),
          onEpoch(report: EpochReport, run) {
            dense.weights = [[report.epoch]];
            dense.biases = [[0]];
            stopping.onEpoch?.({ ...report, [monitor]: figures[report.epoch]! }, run);
          },
          onEnd: (run) => stopping.onEnd?.(run),
        },
        ...(more.callbacks ?? []),
      ],
    });
    const train = (stopping: Callback, more?: TrainOptions) => model.train([[0]], [[0]], options(stopping, more));
    return { train, weight: () => dense.weights.item() };
  }

  it.each<[string, readonly number[], Parameters<typeof earlyStopping>[0], { ran: number; best: number }]>([
    ['waits for so many epochs', [5, 4, 3, 4, 4, 4, 4], { patience: 2 }, { ran: 5, best: 2 }],
    ['counts anew after an improvement', [5, 6, 4, 5, 3, 9, 9, 9], { patience: 2 }, { ran: 7, best: 4 }],
    ['takes no tie for an improvement', [3, 3, 3, 3], { patience: 2 }, { ran: 3, best: 0 }],
    ['asks for so much of a change', [5, 4.9, 4.8, 4.7], { patience: 2, minDelta: 0.5 }, { ran: 3, best: 0 }],
    ['lets a run finish that improves', [5, 4, 3, 2], { patience: 1 }, { ran: 4, best: 3 }],
    ['restores the best of a run that finishes', [5, 1, 3, 2], { patience: 9 }, { ran: 4, best: 1 }],
    ['keeps the last parameters if told', [5, 1, 3, 2], { patience: 2, restoreBest: false }, { ran: 4, best: 3 }],
    ['takes NaN for no improvement', [5, NaN, NaN, 1], { patience: 2 }, { ran: 3, best: 0 }],
  ])('%s', async (_, figures, options, { ran, best }) => {
    const { train, weight } = scripted(figures);
    const history = await train(earlyStopping(options));
    expect(history.epochs).toHaveLength(ran);
    expect(weight()).toBe(best);
    expect(history.stopReason).toBe(ran < figures.length || options?.restoreBest === false ? 'stopped' : 'finished');
  });

  it.each<[Monitor, readonly number[], number]>([
    ['loss', [3, 1, 2, 2], 0], // measured before the step of epoch 1, of what epoch 0 left
    ['dataLoss', [3, 1, 2, 2], 0],
    ['accuracy', [0.1, 0.9, 0.5, 0.5], 0],
    ['validationAccuracy', [0.1, 0.9, 0.5, 0.5], 1],
  ])('watches %s', async (monitor, figures, best) => {
    const { train, weight } = scripted(figures, monitor);
    const history = await train(earlyStopping({ monitor, patience: 2 }));
    expect([history.epochs.length, weight()]).toEqual([4, best]);
  });

  it.each<[string, TrainOptions]>([
    ['an abort', {}],
    ['another callback that stops', { callbacks: [atEpoch(3, stop)] }],
    ['an error', { callbacks: [atEpoch(3, () => fail('a callback'))] }],
  ])('restores the best parameters after %s', async (what, more) => {
    const { train, weight } = scripted([5, 1, 3, 3, 3, 3]);
    const controller = new AbortController();
    const aborting: TrainOptions = {
      signal: controller.signal,
      callbacks: [atEpoch(3, () => controller.abort())],
    };
    await train(earlyStopping({ patience: 9 }), what === 'an abort' ? aborting : more).catch(() => undefined);
    expect(weight()).toBe(1);
  });

  it('restores the best parameters after a divergence', async () => {
    const { model, X, y } = line(1); // far too large a rate: the loss grows until it overflows
    const best = new Model([new Dense(1, 1), new Linear()]).set({ loss: new MeanSquaredError() });
    best.setParameters([[[0]], [[0]]]);
    const kept: number[][] = [];
    const error = await errorOf(() =>
      model.train(X, y, {
        epochs: 1000,
        callbacks: [
          { onBegin: () => void kept.push(parametersOf(model)) },
          earlyStopping({ monitor: 'loss', patience: 1000 }),
        ],
      }),
    );
    expect(error.name).toBe('DivergedError');
    expect(parametersOf(model)).toEqual(kept[0]); // the loss of epoch 0 is the smallest, and was theirs
  });

  it('starts afresh with each run', async () => {
    const stopping = earlyStopping({ patience: 1 });
    const { train } = scripted([1, 2, 3]);
    expect((await train(stopping)).epochs).toHaveLength(2);
    const other = scripted([9, 8, 7]);
    expect((await other.train(stopping)).epochs).toHaveLength(3);
  });

  it('needs the figure it watches', async () => {
    const { model, X, y } = classifier();
    const error = await errorOf(() => model.train(X, y, { callbacks: [earlyStopping()] }));
    expect(error.message).toBe(
      'earlyStopping: expected validationLoss in each epoch, received none. Train with validationData or validationSplit, or monitor another figure.',
    );
  });

  const bad = (options: unknown): never => options as never;
  it.each<[Parameters<typeof earlyStopping>[0], string]>([
    [
      bad({ wait: 3 }),
      'expected options { monitor, patience, minDelta, restoreBest, baseline, startFromEpoch }, received the option "wait".',
    ],
    [bad({ monitor: 5 }), 'expected monitor to be the name of a figure in reports, received 5.'],
    [bad({ restoreBest: 1 }), 'expected restoreBest to be true or false, received 1.'],
    [{ baseline: NaN }, 'expected baseline to be a finite number, received NaN.'],
    [{ startFromEpoch: -1 }, 'expected startFromEpoch of 0 or more, received -1.'],
    [{ patience: 0 }, 'expected patience to be a whole number, 1 or more, received 0.'],
    [{ minDelta: -1 }, 'expected minDelta of 0 or more, received -1.'],
    [{ minDelta: NaN }, 'expected minDelta of 0 or more, received NaN.'],
  ])('refuses %j', (options, message) => {
    expect(() => earlyStopping(options)).toThrow(
      expect.objectContaining({ constructor: ValueError, message: `earlyStopping: ${message}` }),
    );
  });
});

describe('checkpoint', () => {
  it('hands the model over every so many epochs, and at the end', async () => {
    const { model, X, y } = classifier();
    const saved: [number, number[]][] = [];
    const callbacks = [checkpoint({ every: 2, save: (_, epoch) => void saved.push([epoch, parametersOf(model)]) })];
    await model.train(X, y, { epochs: 5, callbacks });
    expect(saved.map(([epoch]) => epoch)).toEqual([1, 3, 4]);
    expect(saved.at(-1)[1]).toEqual(parametersOf(model));
  });

  it('does so at the end of a run that is cut short in the middle of an epoch', async () => {
    const { model, X, y } = classifier();
    const saved: Uint8Array[] = [];
    const save = checkpoint({ save: (trained) => void saved.push(trained.toBytes({ training: true })) });
    const stopper = atStep(1, 2, stop);
    await model.train(X, y, { epochs: 9, batchSize: 7, callbacks: [stopper, save] });
    expect(saved).toHaveLength(2);
    expect(Model.fromBytes(saved[1]!).progress).toMatchObject({ epoch: 1, step: 3 });
  });

  it('after early stopping hands over the best parameters', async () => {
    const { model, X, y } = line(0.9);
    const saved: number[][] = [];
    const stopping = earlyStopping({ monitor: 'loss', patience: 2 });
    const save = checkpoint({ every: 100, save: () => void saved.push(parametersOf(model)) });
    await model.train(X, y, { epochs: 50, callbacks: [stopping, save] });
    expect(saved.at(-1)).toEqual(parametersOf(model));
  });

  it('refuses what it cannot use', () => {
    const bad = (options: unknown): never => options as never;
    expect(() => checkpoint({ save: bad('model.bin') })).toThrow(
      'checkpoint: expected save to be a function, received "model.bin".',
    );
    expect(() => checkpoint({ save: () => undefined, every: 0 })).toThrow(
      'checkpoint: expected every to be a whole number, 1 or more, received 0.',
    );
    expect(() => checkpoint(bad({ path: 'x' }))).toThrow(
      'checkpoint: expected options { save, every }, received the option "path".',
    );
  });
});

describe('learningRateLog', () => {
  it('writes down the rate of every so many steps, anew in each run', async () => {
    const { model, X, y } = classifier();
    const lines: string[] = [];
    const callbacks = [learningRateLog({ every: 3, print: (text) => void lines.push(text) })];
    await model.train(X, y, { epochs: 2, batchSize: 10, callbacks });
    await model.train(X, y, { callbacks });
    expect(lines).toEqual([
      'epoch: 0, step: 0, lr: 0.05',
      `epoch: 1, step: 0, lr: ${0.05 * (1 / (1 + 1e-3 * 3))}`,
      `epoch: 2, step: 0, lr: ${0.05 * (1 / (1 + 1e-3 * 6))}`,
    ]);
  });

  it('refuses what it cannot use', () => {
    const bad = (options: unknown): never => options as never;
    expect(() => learningRateLog({ every: 0 })).toThrow(
      'learningRateLog: expected every to be a whole number, 1 or more, received 0.',
    );
    expect(() => learningRateLog({ print: bad('stdout') })).toThrow(
      'learningRateLog: expected print to be a function, received "stdout".',
    );
    expect(() => learningRateLog(bad({ epochs: 1 }))).toThrow(
      'learningRateLog: expected options { every, print }, received the option "epochs".',
    );
  });
});
