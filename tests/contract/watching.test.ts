/** What watches a figure from epoch to epoch, on figures that a test dictates. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Dense,
  MeanSquaredError,
  Model,
  RandomState,
  SGD,
  earlyStopping,
  init,
  reduceLearningRateOnPlateau,
  type Callback,
  type EpochReport,
  type History,
  type TrainOptions,
} from 'nnfs';

beforeEach(() => init());
afterEach(() => init());

/** A model whose one weight is the number of its epoch, and whose reports show other figures. */
function scripted(figures: readonly number[], monitor = 'validationLoss', model = fresh()) {
  const dense = model.layers[0] as Dense;
  const told = (callback: Callback): Callback => ({
    ...callback,
    onEpoch(report: EpochReport, run) {
      dense.weights = [[report.epoch]];
      return callback.onEpoch!({ ...report, [monitor]: figures[report.epoch]! }, run);
    },
  });
  const train = (callback: Callback, epochs = figures.length, options: TrainOptions = {}): Promise<History> =>
    model.train([[0]], [[0]], { epochs, callbacks: [told(callback)], ...options });
  return { model, train, weight: () => dense.weights.item() };
}
const fresh = (): Model =>
  new Model([new Dense(1, 1)]).set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 1 }) });

describe('earlyStopping', () => {
  it.each<[string, number[], Parameters<typeof earlyStopping>[0], { ran: number; best: number }]>([
    ['waits for a baseline to be bettered', [5, 4, 3, 2], { patience: 2, baseline: 3.5 }, { ran: 2, best: 1 }],
    ['goes on once it is', [5, 3, 4, 2, 9, 9, 9], { patience: 2, baseline: 3.5 }, { ran: 6, best: 3 }],
    ['takes a tie with it for none', [3, 3, 3], { patience: 2, baseline: 3 }, { ran: 2, best: 0 }],
    ['overlooks the first epochs', [1, 9, 8, 7, 9, 9], { patience: 2, startFromEpoch: 2 }, { ran: 6, best: 3 }],
    ['overlooks all epochs there are', [1, 2, 3], { patience: 1, startFromEpoch: 3 }, { ran: 3, best: 2 }],
    ['takes infinity for no improvement', [Infinity, Infinity, 1], { patience: 2 }, { ran: 2, best: 1 }],
  ])('%s', async (_, figures, options, { ran, best }) => {
    const { train, weight } = scripted(figures);
    expect([(await train(earlyStopping(options))).length, weight()]).toEqual([ran, best]);
  });

  // Keras: "if no epoch improves on baseline, training runs for patience epochs and restores weights from the best epoch in that set".
  it('brings back the best parameters though no epoch bettered the baseline', async () => {
    const { train, weight } = scripted([4, 3, 5, 6]);
    await train(earlyStopping({ patience: 3, baseline: 1 }));
    expect(weight()).toBe(1);
  });

  it.each([1, 2, 3, 4, 5])(
    'resumed from a file after epoch %i waits on, and brings back the best of before',
    async (at) => {
      const figures = [5, 2, 3, 1.9, 4, 4, 4, 1];
      const stopping = () => earlyStopping({ patience: 3, minDelta: 0.5 });
      const whole = scripted(figures);
      const ran = (await whole.train(stopping())).length;
      expect([ran, whole.weight()]).toEqual([5, 1]);
      const first = scripted(figures);
      let bytes: Uint8Array | undefined;
      const saving: Callback = { onEpoch: ({ epoch }) => (epoch === at - 1 ? (bytes = first.model.toBytes({ training: true })) : undefined) }; // prettier-ignore
      const callback = stopping();
      const both: Callback = {
        ...callback,
        onEpoch(report, run) {
          callback.onEpoch!(report, run);
          saving.onEpoch!(report, run);
        },
      };
      await first.train(both, at);
      const second = scripted(figures, undefined, Model.fromBytes(bytes!));
      if (at < 5) expect((await second.train(stopping(), 8 - at)).length).toBe(ran - at);
      else await second.train(stopping(), 1);
      expect(second.weight()).toBe(1);
    },
  );

  it('restores the parameters that had a figure of training, which an epoch of one step knows', async () => {
    // The figure of epoch 2 was measured before its step, of what epoch 1 left.
    const { train, weight } = scripted([3, 2, 1, 4, 4], 'loss');
    await train(earlyStopping({ monitor: 'loss', patience: 2 }));
    expect(weight()).toBe(1);
  });
});

/** Keras' rule, epoch by epoch: the rates from each epoch on. */
function kerasRates(
  figures: readonly number[],
  {
    factor,
    patience,
    minDelta,
    cooldown,
    minRate,
  }: Record<'factor' | 'patience' | 'minDelta' | 'cooldown' | 'minRate', number>,
): number[] {
  let [rate, best, wait, resting] = [1, Infinity, 0, 0];
  return figures.map((figure) => {
    if (resting > 0) {
      resting--;
      wait = 0;
    }
    if (figure < best - minDelta) {
      best = figure;
      wait = 0;
    } else if (resting === 0) {
      wait++;
      if (wait >= patience && rate > minRate) {
        rate = Math.max(rate * factor, minRate);
        resting = cooldown;
        wait = 0;
      }
    }
    return rate;
  });
}

describe('reduceLearningRateOnPlateau', () => {
  const random = new RandomState(3);
  const draw = (values: readonly number[]): number => values[random.randint(0, values.length)]!;
  const cases = Array.from({ length: 40 }, (_, i) => ({
    i,
    figures: Array.from({ length: 25 }, () => draw([1, 2, 3, 2.9, NaN, Infinity])),
    options: {
      factor: draw([0.5, 0.1, 0.9]),
      patience: draw([1, 2, 3]),
      minDelta: draw([0, 0.2, 1e-4]),
      cooldown: draw([0, 1, 2, 4]),
      minRate: draw([0, 0.2, 1e-3]),
    },
    at: random.randint(1, 25),
  }));

  it.each(cases)(
    "follows Keras' rule, also when it is resumed from a file, case $i",
    async ({ figures, options, at }) => {
      const reducing = () => reduceLearningRateOnPlateau({ monitor: 'score', ...options });
      const rates: number[] = [];
      const first = scripted(figures, 'score');
      const noting = (callback: Callback): Callback => ({
        ...callback,
        onEpoch(report, run) {
          callback.onEpoch!(report, run);
          rates.push(run.learningRate);
        },
      });
      await first.train(noting(reducing()), at);
      // The rate is an option of the optimizer, and with it in the file.
      const second = scripted(figures, 'score', Model.fromBytes(first.model.toBytes({ training: true })));
      await second.train(noting(reducing()), 25 - at);
      expect(rates).toEqual(kerasRates(figures, options));
    },
  );

  it('watches figures that rise', async () => {
    const rates: number[] = [];
    const model = fresh();
    const callback = reduceLearningRateOnPlateau({ monitor: 'accuracy', patience: 1, factor: 0.5 });
    const { train } = scripted([0.1, 0.2, 0.2, 0.3, 0.1], 'accuracy', model);
    await train({
      ...callback,
      onEpoch: (report, run) => (callback.onEpoch!(report, run), void rates.push(run.learningRate)),
    });
    expect(rates).toEqual([1, 1, 0.5, 0.5, 0.25]);
  });

  // A rate that underflows to 0 is refused by the optimizer, which ends the run.
  it('goes down to the smallest rate there is', async () => {
    const { train } = scripted([1, 1, 1, 1], 'score');
    await train(reduceLearningRateOnPlateau({ monitor: 'score', factor: 1e-200, patience: 1 }));
  });
});

describe('callbacks of one name', () => {
  // "No two callbacks of a run may share one": the memory of one is lost, and a resumed run gives both that of the other.
  it('are refused', async () => {
    const callbacks = [
      earlyStopping({ monitor: 'loss', patience: 2 }),
      earlyStopping({ monitor: 'loss', patience: 9 }),
    ];
    await expect(fresh().train([[0]], [[0]], { callbacks })).rejects.toThrow();
  });
});
