/**
 * The book's training loops of chapters 10 to 17, written out with layers standing alone: figures, gradients, parameters and the
 * random stream afterwards, equal in every bit. Where a run takes long, fewer of its 201 epochs.
 */
import { describe, expect, it } from 'vitest';
import {
  accuracy,
  Adam,
  BinaryAccuracy,
  BinaryCrossentropy,
  Dense,
  Dropout,
  init,
  Linear,
  MeanSquaredError,
  random,
  RegressionAccuracy,
  ReLU,
  scaledNormal,
  Sigmoid,
  sineData,
  SoftmaxCategoricalCrossentropy,
  spiralData,
  type AdamOptions,
  type Layer,
  type Tensor,
} from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

type Arrays<Names extends string> = Readonly<Record<Names, GoldenArray>>;

interface Chapter {
  readonly X: GoldenArray;
  readonly y: GoldenArray;
  readonly initial: Readonly<Record<string, Arrays<'weights' | 'biases'>>>;
  readonly columns: readonly ('epoch' | keyof Figures)[];
  readonly rows: readonly (readonly number[])[];
  readonly gradients_epoch_0: Readonly<Record<string, Arrays<'dweights' | 'dbiases'>>>;
  readonly after_5_updates: Readonly<Record<string, Arrays<'weights' | 'biases'>>>;
  readonly random_sample_after_last_epoch: number;
}

/** What an epoch prints. */
interface Figures {
  readonly acc: number;
  readonly loss: number;
  readonly data_loss: number;
  readonly reg_loss: number;
  readonly lr: number;
}

/** A chapter's network, with its loss and accuracy. */
interface Script {
  readonly X: Tensor;
  readonly y: Tensor;
  readonly dense: readonly Dense[];
  readonly adam: AdamOptions;
  /** Forward through everything. */
  readonly forward: () => { dataLoss: number; acc: number };
  readonly backward: () => void;
  readonly regularizationLoss: (dense: Dense) => number;
}

/** Runs layers forward in training, and back. */
const forward = (layers: readonly Layer[], X: Tensor): Tensor =>
  layers.reduce((values, layer) => layer.forward(values, { training: true }), X);
const backward = (layers: readonly Layer[], dvalues: Tensor): Tensor =>
  layers.reduceRight((values, layer) => layer.backward(values), dvalues);

const l2 = { weightRegularizerL2: 5e-4, biasRegularizerL2: 5e-4 };

function classifier(samples: number, layers: () => Layer[], adam: AdamOptions): Script {
  const { X, y } = spiralData({ samples, classes: 3 });
  const network = layers();
  const pair = new SoftmaxCategoricalCrossentropy();
  return {
    X,
    y,
    adam,
    dense: network.filter((layer) => layer instanceof Dense),
    forward: () => ({ dataLoss: pair.forward(forward(network, X), y), acc: accuracy(pair.output, y) }),
    backward: () => void backward(network, pair.backward(pair.output, y)),
    regularizationLoss: (dense) => pair.regularizationLoss(dense),
  };
}

function binary(): Script {
  const { X, y: labels } = spiralData({ samples: 100, classes: 2 });
  const y = labels.reshape([-1, 1]);
  const closing = new Sigmoid();
  const network = [new Dense(2, 64, l2), new ReLU(), new Dense(64, 1), closing];
  const loss = new BinaryCrossentropy();
  return {
    X,
    y,
    adam: { decay: 5e-7 },
    dense: network.filter((layer) => layer instanceof Dense),
    forward() {
      const output = forward(network, X);
      const acc = new BinaryAccuracy().calculate(closing.predictions(output), y);
      return { dataLoss: loss.calculate(output, y), acc };
    },
    backward: () => void backward(network, loss.backward(closing.output, y)),
    regularizationLoss: (dense) => loss.regularizationLoss(dense),
  };
}

/** The sine data stay float64, as NumPy keeps them; they are the file's own, since sines differ between C libraries. */
function regression(X: Tensor, y: Tensor): Script {
  sineData({ samples: 1000 });
  const closing = new Linear();
  const larger = { initializer: scaledNormal(0.1) }; // as the chapter asks for
  const network = [
    new Dense(1, 64, larger),
    new ReLU(),
    new Dense(64, 64, larger),
    new ReLU(),
    new Dense(64, 1, larger),
    closing,
  ];
  const loss = new MeanSquaredError();
  const metric = new RegressionAccuracy();
  return {
    X,
    y,
    adam: { learningRate: 0.005, decay: 1e-3 },
    dense: network.filter((layer) => layer instanceof Dense),
    forward() {
      const output = forward(network, X);
      return { dataLoss: loss.calculate(output, y), acc: metric.calculate(output, y) };
    },
    backward: () => void backward(network, loss.backward(closing.output, y)),
    regularizationLoss: (dense) => loss.regularizationLoss(dense),
  };
}

const chapters: readonly { name: string; epochs: number; script: (file: Chapter) => Script }[] = [
  {
    name: 'traj_ch10',
    epochs: 201,
    script: () =>
      classifier(100, () => [new Dense(2, 64), new ReLU(), new Dense(64, 3)], { learningRate: 0.05, decay: 5e-7 }),
  },
  {
    name: 'traj_ch14',
    epochs: 201,
    script: () =>
      classifier(100, () => [new Dense(2, 64, l2), new ReLU(), new Dense(64, 3)], { learningRate: 0.02, decay: 5e-7 }),
  },
  {
    name: 'traj_ch15',
    epochs: 61,
    script: () =>
      classifier(1000, () => [new Dense(2, 64, l2), new ReLU(), new Dropout(0.1), new Dense(64, 3)], {
        learningRate: 0.05,
        decay: 5e-5,
      }),
  },
  { name: 'traj_ch16', epochs: 201, script: binary },
  { name: 'traj_ch17', epochs: 61, script: ({ X, y }) => regression(decode(X), decode(y)) },
];

const same = (tensor: Tensor, stored: GoldenArray): void => {
  expect(tensor).toEqualTensor(decode(stored));
};

describe.each(chapters)('$name, $epochs epochs', ({ name, epochs, script }) => {
  const file = golden<Chapter>(`${name}.json`);

  it('as NumPy', () => {
    init();
    const { X, y, dense, adam, ...run } = script(file);
    same(X, file.X);
    expect([...y.data]).toEqual(file.y.data);
    const named = Object.fromEntries(dense.map((layer, i) => [`dense${i + 1}`, layer]));
    for (const [layer, { weights, biases }] of Object.entries(file.initial)) {
      same(named[layer]!.weights, weights);
      same(named[layer]!.biases, biases);
    }

    const optimizer = new Adam(adam);
    const found: number[][] = [];
    for (let epoch = 0; epoch < epochs; epoch++) {
      const { dataLoss, acc } = run.forward();
      const regLoss = dense.reduce((total, layer) => total + run.regularizationLoss(layer), 0);
      const figures: Figures & { epoch: number } = {
        epoch,
        acc,
        loss: dataLoss + regLoss,
        data_loss: dataLoss,
        reg_loss: regLoss,
        lr: optimizer.currentLearningRate,
      };
      found.push(file.columns.map((column) => figures[column]));
      run.backward();
      if (epoch === 0) {
        for (const [layer, { dweights, dbiases }] of Object.entries(file.gradients_epoch_0)) {
          same(named[layer]!.dweights, dweights);
          same(named[layer]!.dbiases, dbiases);
        }
      }
      optimizer.update(dense);
      if (epoch === 4) {
        for (const [layer, { weights, biases }] of Object.entries(file.after_5_updates)) {
          same(named[layer]!.weights, weights);
          same(named[layer]!.biases, biases);
        }
      }
    }
    const wanted = file.rows.filter(([epoch]) => epoch! < epochs);
    expect(found.filter(([epoch]) => file.rows.some(([stored]) => stored === epoch))).toEqual(wanted);
    expect(wanted.at(-1)[0]).toBe(epochs - 1);
    // Dropout draws in every epoch, the other runs only before the first.
    if (name !== 'traj_ch15') expect(random.randomSample()).toBe(file.random_sample_after_last_epoch);
  });
});
