/** Chapter 5's script, every array of it, equal in every bit; and what it prints. */
import { beforeAll, describe, expect, it } from 'vitest';
import {
  accuracy,
  argmax,
  CategoricalCrossentropy,
  Dense,
  formatNumber,
  init,
  oneHot,
  ReLU,
  Softmax,
  spiralData,
  type Tensor,
} from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

type Arrays =
  | 'X'
  | 'y'
  | 'dense1_weights'
  | 'dense1_biases'
  | 'dense2_weights'
  | 'dense2_biases'
  | 'dense1_output'
  | 'relu_output'
  | 'dense2_output'
  | 'softmax_output'
  | 'sample_losses'
  | 'loss'
  | 'predictions'
  | 'accuracy'
  | 'onehot_sample_losses';

type Texts = 'printed' | 'printed_predictions_head' | 'print_X_head' | 'print_dense1_weights' | 'print_acc';

const file = golden<Record<Arrays, GoldenArray> & Record<Texts, string>>('ch02_05_forward.json');
const loss = new CategoricalCrossentropy();

function chapter() {
  init();
  const { X, y } = spiralData({ samples: 100, classes: 3 });
  const dense1 = new Dense(2, 3);
  const activation1 = new ReLU();
  const dense2 = new Dense(3, 3);
  const activation2 = new Softmax();
  dense1.forward(X);
  activation1.forward(dense1.output);
  dense2.forward(activation1.output);
  activation2.forward(dense2.output);
  return {
    X,
    y,
    dense1,
    activation1,
    dense2,
    output: activation2.output,
    predictions: argmax(activation2.output, { axis: 1 }),
  };
}

let run: ReturnType<typeof chapter>;
beforeAll(() => {
  run = chapter();
});

const arrays: readonly [Arrays, (of: typeof run) => Tensor][] = [
  ['X', ({ X }) => X],
  ['y', ({ y }) => y],
  ['dense1_weights', ({ dense1 }) => dense1.weights],
  ['dense1_biases', ({ dense1 }) => dense1.biases],
  ['dense2_weights', ({ dense2 }) => dense2.weights],
  ['dense2_biases', ({ dense2 }) => dense2.biases],
  ['dense1_output', ({ dense1 }) => dense1.output],
  ['relu_output', ({ activation1 }) => activation1.output],
  ['dense2_output', ({ dense2 }) => dense2.output],
  ['softmax_output', ({ output }) => output],
  ['sample_losses', ({ output, y }) => loss.forward(output, y)],
  ['onehot_sample_losses', ({ output, y }) => loss.forward(output, oneHot(y, 3))],
  ['predictions', ({ predictions }) => predictions],
];

describe('the arrays', () => {
  it.each(arrays)('%s', (name, of) => {
    expect(of(run)).toEqualTensor(decode(file[name]));
  });

  it('loss and accuracy, of labels and of one-hot rows', () => {
    const { output, y, predictions } = run;
    for (const targets of [y, oneHot(y, 3)]) {
      expect(loss.calculate(output, targets)).toBe(decode(file.loss).item());
      expect(accuracy(output, targets)).toBe(decode(file.accuracy).item());
      expect(accuracy(predictions, targets)).toBe(decode(file.accuracy).item());
    }
  });

  it('predictions of the activation', () => {
    expect(new Softmax().predictions(run.output)).toEqualTensor(decode(file.predictions));
  });
});

describe('the printed text', () => {
  it('is the chapter’s', () => {
    const { output, y, X, dense1, predictions } = run;
    const first = `${output.slice(0, 5).toString()}\nloss: ${formatNumber(loss.calculate(output, y), 'float32')}`;
    expect(first).toBe(file.printed.trimEnd());
    expect(`acc: ${accuracy(output, y)}`).toBe(file.print_acc.trimEnd());
    expect(predictions.slice(0, 5).toString()).toBe(file.printed_predictions_head.trimEnd());
    expect(X.slice(0, 5).toString()).toBe(file.print_X_head.trimEnd());
    expect(dense1.weights.toString()).toBe(file.print_dense1_weights.trimEnd());
  });
});
