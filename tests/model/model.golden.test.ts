/** Chapters 18 and 22 through Model: every printed figure in full, parameters and the random stream afterwards, equal in every bit. */
import { describe, expect, it } from 'vitest';
import {
  Adam,
  argmax,
  BinaryAccuracy,
  BinaryCrossentropy,
  CategoricalAccuracy,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  formatNumber,
  init,
  Linear,
  MeanSquaredError,
  Model,
  random,
  RegressionAccuracy,
  ReLU,
  Sigmoid,
  sineData,
  Softmax,
  spiralData,
  type AccuracyMetric,
  type EpochReport,
  type Layer,
  type Loss,
  type StepReport,
} from 'nnfs';
import { camelCase } from '../support/camel-case.ts';
import { decode, golden, thin, type GoldenArray } from '../support/golden.ts';

type Options = Readonly<Record<string, number>>;
type Parameters = readonly Readonly<Record<'weights' | 'biases', GoldenArray>>[];

interface Printed {
  readonly kind: 'epoch' | 'step' | 'training' | 'validation';
  readonly epoch?: number;
  readonly step?: number;
  readonly acc: number;
  readonly loss: number;
  readonly data_loss?: number;
  readonly reg_loss?: number;
  readonly lr?: number;
}

interface Case {
  readonly spec: {
    readonly seed: number;
    readonly data: readonly [kind: string, ...rest: unknown[]];
    readonly layers: readonly (readonly [kind: string, args: readonly number[], options?: Options])[];
    readonly loss: string;
    readonly optimizer: readonly [kind: 'Optimizer_Adam', options: Options];
    readonly accuracy: readonly [kind: string, options: Readonly<Record<string, boolean>>];
    readonly train: { readonly epochs: number; readonly print_every: number; readonly batch_size?: number };
  };
  readonly X: GoldenArray;
  readonly y: GoldenArray;
  readonly X_val: GoldenArray;
  readonly y_val: GoldenArray;
  readonly initial: Parameters;
  readonly records: readonly Printed[];
  readonly printed: readonly string[];
  readonly final: Parameters;
  readonly random_sample_after: number;
  readonly predict_first?: { readonly n: number; readonly output: GoldenArray; readonly predictions: GoldenArray };
  readonly predict_batched?: {
    readonly batch_size: number;
    readonly output: GoldenArray;
    readonly argmax_all: GoldenArray;
  };
  readonly evaluate_batch_37?: { readonly record: Printed };
}

const LAYERS: Readonly<Record<string, (args: readonly number[], options: Options) => Layer>> = {
  Layer_Dense: ([I, O], options) => new Dense(I!, O!, options),
  Layer_Dropout: ([rate]) => new Dropout(rate!),
  Activation_ReLU: () => new ReLU(),
  Activation_Softmax: () => new Softmax(),
  Activation_Sigmoid: () => new Sigmoid(),
  Activation_Linear: () => new Linear(),
};
const LOSSES: Readonly<Record<string, () => Loss>> = {
  Loss_CategoricalCrossentropy: () => new CategoricalCrossentropy(),
  Loss_BinaryCrossentropy: () => new BinaryCrossentropy(),
  Loss_MeanSquaredError: () => new MeanSquaredError(),
};

function accuracyOf([kind, { binary = false }]: Case['spec']['accuracy']): AccuracyMetric {
  if (kind === 'Accuracy_Regression') return new RegressionAccuracy();
  return binary ? new BinaryAccuracy() : new CategoricalAccuracy();
}

const camelCased = (options: Options): Options =>
  Object.fromEntries(Object.entries(options).map(([name, value]) => [camelCase(name), value]));

/** Takes from the stream what the data of a case took, so that the weights come out as there. */
function drawData([kind, ...rest]: Case['spec']['data']): void {
  if (kind === 'spiral') {
    for (const [samples, classes] of rest.slice(0, 2) as [number, number][]) spiralData({ samples, classes });
  } else if (kind === 'sine') {
    for (const samples of rest as number[]) sineData({ samples });
  } else {
    const [n, nValidation, features, classes] = rest as [number, number, number, number];
    random.randn([classes, features]);
    random.randint(0, classes, [n + nValidation]);
    random.randn([n + nValidation, features]);
    random.shuffle(Array.from({ length: n }, (_, i) => i));
  }
}

/** The book counts epochs from 1. */
const stepRecord = (report: StepReport): Printed => ({
  kind: 'step',
  epoch: report.epoch + 1,
  acc: report.accuracy,
  loss: report.loss,
  data_loss: report.dataLoss,
  reg_loss: report.regularizationLoss,
  lr: report.learningRate,
  step: report.step,
});
const epochRecord = (report: EpochReport, kind: 'epoch' | 'training'): Printed => ({
  kind,
  epoch: report.epoch + 1,
  acc: report.accuracy,
  loss: report.loss,
  data_loss: report.dataLoss,
  reg_loss: report.regularizationLoss,
  // The file read the rate of an epoch of one step before that step, while it prints the rate of the step.
  lr: kind === 'epoch' ? report.learningRateBefore : report.learningRate,
});
const validationRecord = (report: EpochReport): Printed => ({
  kind: 'validation',
  acc: report.validationAccuracy!,
  loss: report.validationLoss!,
});

const cases = ['model_ch18', 'model_ch22'].flatMap((chapter) =>
  golden<{ cases: readonly Case[] }>(`${chapter}.json`).cases.map((one) => ({
    name: `${chapter}, ${one.spec.data[0]}`,
    one,
  })),
);

describe.each(cases)('$name', ({ one }) => {
  const { spec } = one;
  const { epochs, batch_size: batchSize } = spec.train;
  const [X, y, XVal, yVal] = [one.X, one.y, one.X_val, one.y_val].map(decode);

  async function trained(): Promise<{ model: Model; records: Printed[]; rates: string[]; after: number }> {
    init({ seed: spec.seed });
    drawData(spec.data);
    const layers = spec.layers.map(([kind, args, options = {}]) => LAYERS[kind]!(args, camelCased(options)));
    const model = new Model(layers).set({
      loss: LOSSES[spec.loss]!(),
      optimizer: new Adam(camelCased(spec.optimizer[1])),
      accuracy: accuracyOf(spec.accuracy),
    });
    expectParameters(model, one.initial);
    const records: Printed[] = [];
    const rates: string[] = [];
    const onStep = (report: StepReport): void => void records.push(stepRecord(report));
    const onEpoch = (report: EpochReport): void => {
      rates.push(`lr: ${formatNumber(report.learningRate)}`);
      records.push(epochRecord(report, batchSize === undefined ? 'epoch' : 'training'));
      // Chapter 18 validates at the end only.
      if (batchSize !== undefined || report.epoch === epochs - 1) records.push(validationRecord(report));
    };
    const callback = batchSize === undefined ? { onEpoch } : { onStep, onEpoch };
    await model.train(X!, y!, {
      epochs,
      ...(batchSize !== undefined && { batchSize }),
      validationData: [XVal!, yVal!],
      callbacks: [callback],
    });
    return { model, records, rates, after: random.randomSample() };
  }

  function expectParameters(model: Model, stored: Parameters): void {
    const dense = model.layers.filter((layer) => layer instanceof Dense);
    expect(dense).toHaveLength(stored.length);
    stored.forEach(({ weights, biases }, i) => {
      expect(thin(dense[i]!.weights, weights)).toEqualTensor(decode(weights));
      expect(thin(dense[i]!.biases, biases)).toEqualTensor(decode(biases));
    });
  }

  it('as NumPy', async () => {
    const { model, records, rates, after } = await trained();
    expect(records).toEqual(one.records);
    const every = spec.train.print_every;
    const printed = one.printed.filter((line) => /^(epoch: \d+, |training)/.test(line));
    expect(rates.filter((_, i) => (i + 1) % every === 0)).toEqual(printed.map((line) => line.split(', ').at(-1)));
    expectParameters(model, one.final);
    expect(after).toBe(one.random_sample_after);

    if (one.predict_first !== undefined) {
      const { n, output, predictions } = one.predict_first;
      expect(thin(model.predict(XVal!.slice(0, n)), output)).toEqualTensor(decode(output));
      expect(model.classes(XVal!.slice(0, n))).toEqualTensor(decode(predictions));
    }
    if (one.predict_batched !== undefined) {
      const { batch_size: size, output, argmax_all: classes } = one.predict_batched;
      const predicted = model.predict(XVal!, { batchSize: size });
      expect(predicted.slice(0, output.shape[0])).toEqualTensor(decode(output));
      expect(argmax(predicted, { axis: 1 })).toEqualTensor(decode(classes));
      expect(model.classes(XVal!, { batchSize: size })).toEqualTensor(decode(classes));
    }
    if (one.evaluate_batch_37 !== undefined) {
      const { acc, loss } = one.evaluate_batch_37.record;
      expect(model.evaluate(XVal!, yVal!, { batchSize: 37 })).toEqual({ accuracy: acc, loss });
    }
  });
});
