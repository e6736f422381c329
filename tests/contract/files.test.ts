/**
 * Files: what can be saved can be loaded, and goes on as if it had never been saved. FILES_RUNS=20000 sets how many random networks;
 * the default keeps the test quick.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  Dense,
  FormatError,
  Layer,
  Model,
  NnfsError,
  Parameter,
  ReLU,
  RandomState,
  Sequential,
  ValueError,
  earlyStopping,
  init,
  kinds,
  reduceLearningRateOnPlateau,
  spiralData,
  tensor,
  type BackwardPass,
  type ForwardPass,
  type TrainOptions,
} from 'nnfs';
import { root } from '../support/dist.ts';
import { COVERED, LAYERS, LOSSES, METRICS, OPTIMIZERS, caseOf, dice, type Case } from './networks.ts';
import { Keeping, Moving, Shift } from './own-layers.ts';

beforeEach(() => init());
afterEach(() => init());

const RUNS = Number(process.env.FILES_RUNS ?? 80);

/** Takes some steps, and tells the losses, or what went wrong. */
function train({ model, X, y }: Case, steps: number, options: TrainOptions): unknown[] {
  const callbacks = [
    earlyStopping({ monitor: 'loss', patience: 3 }),
    reduceLearningRateOnPlateau({ monitor: 'loss', patience: 2, cooldown: 1 }),
  ];
  const told: unknown[] = [];
  const run = model.trainSteps(X, y, { epochs: 99, print: () => undefined, callbacks, ...options });
  try {
    for (const step of run) {
      told.push(step);
      if (told.length >= steps) break;
    }
  } catch (error) {
    if (!(error instanceof NnfsError)) throw error;
    told.push(error.message);
  }
  return told;
}

describe('a random network', () => {
  it('is of any kind there is', () => {
    const names = [...LAYERS, ...OPTIMIZERS, ...LOSSES, ...METRICS].map(({ kind }) => kind!);
    expect(names.sort()).toEqual(Object.keys(kinds).sort());
    expect([...LOSSES, ...METRICS].map(({ kind }) => kind).filter((kind) => !COVERED.has(kind!))).toEqual([]);
  });

  it(`goes through a file without a trace, ${RUNS} times`, { timeout: 900_000 }, () => {
    let diverged = 0;
    fc.assert(
      fc.property(
        dice,
        fc.constantFrom(0, 1, 5),
        fc.boolean(),
        fc.constantFrom(1, 2, 9),
        (draw, steps, shuffle, batchSize) => {
          init({ dotPrecision: draw(2) === 0 ? 'float32' : 'float64' });
          const ours = caseOf(draw);
          const { model, X } = ours;
          const options = { shuffle, batchSize };
          if (steps > 0) train(ours, steps, options);
          const bytes = model.toBytes({ training: true });
          const loaded = Model.fromBytes(bytes, { kinds });
          expect(Buffer.compare(loaded.toBytes({ training: true }), bytes)).toBe(0);
          expect(loaded.predict(X)).toEqualTensor(model.predict(X));
          expect(Model.fromBytes(model.toBytes(), { kinds }).predict(X)).toEqualTensor(model.predict(X));
          const told = train(ours, 4, options);
          expect(train({ ...ours, model: loaded }, 4, options)).toEqual(told);
          if (typeof told.at(-1) === 'string') diverged++;
          expect(Buffer.compare(loaded.toBytes({ training: true }), model.toBytes({ training: true }))).toBe(0);
        },
      ),
      { seed: 11, numRuns: RUNS },
    );
    expect(diverged).toBeLessThan(RUNS / 2); // or there is little to see
  });
});

it('holds NaN in one form, whichever a loss came in', () => {
  const [plain, odd] = [NaN, new Float64Array(new BigUint64Array([0xfff8000000000001n]).buffer)[0]!].map((loss) => {
    const model = new Model([new Dense(1, 1, { initializer: 'heNormal', random: new RandomState(0) })]);
    const figures = {
      loss,
      dataLoss: loss,
      regularizationLoss: 0,
      accuracy: 0,
      learningRate: 1,
      learningRateBefore: 1,
    };
    for (const epoch of [0, 1]) model.history.add({ epoch, ...figures, loss: epoch === 0 ? 1.5 : loss });
    return model.toBytes({ training: true });
  });
  expect(Buffer.compare(plain!, odd!)).toBe(0);
});

describe('own kinds', () => {
  const X = new RandomState(1).randn([4, 3]);

  it.each([
    ['in a list', [Shift, Keeping, Moving]],
    ['by name', { Shift, Keeping, Moving }],
    ['beside all of ours', { ...kinds, Shift, Keeping, Moving }],
  ])('are known when they are passed %s', (_, known) => {
    const model = new Model([new Keeping(), new Sequential([new Moving(), new Shift()])]);
    model.setParameters(model.getParameters().map(({ shape }, i) => new RandomState(i).randn(shape)));
    const loaded = Model.fromBytes(model.toBytes(), { kinds: known });
    expect(loaded.predict(X)).toEqualTensor(model.predict(X));
    expect(loaded.parameters().map(({ name }) => name)).toEqual(model.parameters().map(({ name }) => name));
    expect(loaded.layers[1]!.layers.map((layer) => layer.parameters.filter(({ trained }) => trained).length)).toEqual([2, 0]); // prettier-ignore
  });

  it('that are not passed are named, with what to pass', () => {
    const bytes = new Model([new Sequential([new Shift()])]).toBytes();
    expect(() => Model.fromBytes(bytes)).toThrow(FormatError);
    expect(() => Model.fromBytes(bytes)).toThrow('received "Shift". Pass its class: fromBytes(bytes, { kinds: [Shift] }), or all of ours: { kinds }.'); // prettier-ignore
    expect(() => Model.fromBytes(bytes, { kinds: [Keeping] })).toThrow('received "Shift"');
  });

  it('that are none of their own are refused at saving, wherever they stand', () => {
    class Mine extends Dense {}
    class Yours extends ReLU {}
    for (const [layer, kind] of [
      [new Mine(3, 3), 'Dense'],
      [new Yours(), 'ReLU'],
    ] as const) {
      // prettier-ignore
      const message = `Model.toBytes: expected ${kind} itself, received a class that extends ${kind}. Give the class a kind of its own: static kind = '...'.`;
      const model = new Model([new Sequential([layer])]);
      expect(() => model.toBytes()).toThrow(ValueError);
      expect(() => model.toBytes()).toThrow(message);
    }
  });

  it('that extend ours by a kind of their own are made with the options of ours', () => {
    class Mine extends Dense {}
    Object.defineProperty(Mine, 'kind', { value: 'Mine' });
    const mine = new Mine(3, 2, { weightRegularizerL1: 0.5, useBias: false });
    const [loaded] = Model.fromBytes(new Model([mine]).toBytes(), { kinds: [Mine] }).layers;
    expect(loaded).toBeInstanceOf(Mine);
    expect(loaded!.config()).toEqual(mine.config());
    expect(loaded!.forward(X)).toEqualTensor(mine.forward(X));
  });

  class Passing extends Layer {
    override compute({ inputs, output }: ForwardPass): void {
      output.data.set(inputs.data);
    }
    override gradient({ dvalues, dinputs }: BackwardPass): void {
      dinputs.data.set(dvalues.data);
    }
  }

  // It is saved as "unnamed", which no list of classes knows.
  it('without a kind are refused at saving, or known by the name of their class', () => {
    const model = new Model([new Passing()]);
    let bytes: Uint8Array;
    try {
      bytes = model.toBytes();
    } catch {
      return;
    }
    expect(Model.fromBytes(bytes, { kinds: [Passing] }).layers[0]).toBeInstanceOf(Passing);
  });

  // One tensor takes the place of the other in the file, which cannot be loaded then.
  it('with two parameters of one name are refused at saving', () => {
    class Twins extends Passing {
      static override readonly kind = 'Twins';
      override readonly parameters = [1, 2].map((value) => new Parameter('w', tensor([value])));
    }
    expect(() => new Model([new Twins()]).toBytes()).toThrow(ValueError);
  });
});

describe('containers in containers', () => {
  const nested = (depth: number): Layer => (depth === 0 ? new Shift() : new Sequential([nested(depth - 1)]));
  const loaded = (depth: number): Model => Model.fromBytes(new Model([nested(depth)]).toBytes(), { kinds: [Shift] });

  it('are loaded as they were saved', () => {
    expect(loaded(8).layers[0]!.toString()).toBe(nested(8).toString());
  });

  // Each level takes three of JSON, of which loading bears 32.
  it('that are too deep to be loaded are refused at saving', () => {
    expect(() => new Model([nested(12)]).toBytes()).toThrow(ValueError);
  });
});

describe('a file of version 0.1.0', () => {
  const read = (name: string): Uint8Array => readFileSync(`${root}tests/golden/${name}`);
  const floats = (hex: string): Float32Array => new Float32Array(Uint8Array.from(Buffer.from(hex, 'hex')).buffer);

  /** What version 0.1.0 itself said after loading the file. */
  const FILES = [
    {
      name: 'model_0_1_0.safetensors',
      data: () => spiralData({ samples: 8, classes: 3, random: new RandomState(7) }),
      options: { epochs: 2, batchSize: 10 },
      progress: { epoch: 2, step: 2 },
      predictions: '45c1d43e7f6d9c3e3cd18e3e273ad63e7bb3983e6012913e',
      history: [1.242906518618266, 1.186021031856537],
      losses: [1.3073765144348144, 1.2637871890068053, 1.0759392781257628, 1.067476957321167],
      after: 'f389d23ea764a03e66118d3efde8d33e85f09c3e7f268f3e',
    },
    {
      name: 'cli_0_1_0.safetensors',
      data: () => spiralData({ samples: 10, classes: 3, random: new RandomState(3) }),
      options: { epochs: 2, batchSize: 8 },
      progress: { epoch: 5, step: 0 },
      predictions: 'f00ebc3e41f1943eceffae3edb2bc13ecb87953e5b4ca93e',
      history: [1.21996275237451, 1.1997423707644146, 1.136342084447543, 1.1794842721621197, 1.1753989755511283],
      losses: [1.0823580085635185, 1.1071306037902833, 1.1643387880325318, 1.0414057110548018, 0.9558674032688141, 1.2159897266626358, 1.300835376739502, 1.177601464509964], // prettier-ignore
      after: '7565aa3e5d91c63e2f098f3e7565aa3e5d91c63e2f098f3e',
    },
  ];

  it.each(FILES)('$name predicts the same bits, and goes on training as it would have', (file) => {
    const { X, y } = file.data();
    const model = Model.fromBytes(read(file.name));
    expect(model.progress).toMatchObject(file.progress);
    expect(model.history.loss).toEqual(file.history);
    expect(model.predict(X.slice(0, 2)).data).toEqual(floats(file.predictions));
    const again = Model.fromBytes(model.toBytes({ training: true })); // as today's version writes it
    for (const each of [model, again]) {
      const steps = [...each.trainSteps(X, y, { ...file.options, shuffle: true })];
      expect(steps.map(({ loss }) => loss)).toEqual(file.losses);
      expect(each.predict(X.slice(0, 2)).data).toEqual(floats(file.after));
    }
  });

  it('brings its labels, and what the command line was told as notes', () => {
    expect(Model.fromBytes(read('model_0_1_0.safetensors')).labels).toEqual(['a', 'b', 'c']);
    const { train } = Model.fromBytes(read('cli_0_1_0.safetensors')).notes as { train: { options: string[] } };
    expect(train.options.slice(0, 4)).toEqual(['--data', 'spiral', '--samples', '10']);
  });
});
