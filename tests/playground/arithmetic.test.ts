/** Every number of the arithmetic that is shown is the library's. */
import { RandomState, formatNumber } from 'nnfs';
import { expect, test } from 'vitest';
import { walk } from '../../playground/core/arithmetic.ts';
import { Run } from '../../playground/core/run.ts';
import { fromQuery } from '../../playground/core/settings.ts';

const QUERIES = [
  'heldOut=0&hidden=3&initializer=book',
  'hidden=12,12&batch=32&shuffle=yes',
  'data=blobs&classes=8&hidden=20,5&dropout=0.2',
  'data=moons&hidden=none',
  'data=sine&hidden=8,8&activation=tanh',
];

test.each(QUERIES)('%s: 50 neurons and samples, before training and after', (query) => {
  const run = new Run(fromQuery(query).settings);
  const random = new RandomState(1);
  for (const step of [0, 40]) {
    run.seek(step);
    const sizes = [...run.settings.hidden, run.model.outputShape![0]!];
    const { training, heldOut } = run.data;
    const samples = training.X.shape[0]! + (heldOut?.X.shape[0] ?? 0);
    for (let i = 0; i < 25; i++) {
      const layer = random.randint(0, sizes.length);
      const place = { sample: random.randint(0, samples), layer, neuron: random.randint(0, sizes[layer]!) };
      expect(walk(run, place).differing, JSON.stringify(place)).toEqual([]);
    }
  }
});

test('the last neuron tells what the model answers, and what that costs', () => {
  const run = new Run(fromQuery('heldOut=0&hidden=3&initializer=book').settings);
  const { X, y } = run.data.training;
  const { steps } = walk(run, { sample: 299, layer: 1, neuron: 2 });
  const texts = Object.fromEntries(steps.map(({ name, text }) => [name, text]));
  expect(texts.share).toBe(formatNumber(run.model.predict(X).at(299, 2), 'float32'));
  expect(texts.loss).toBe(formatNumber(run.model.loss!.forward(run.model.predict(X), y).at(299), 'float32'));
  expect(texts.total).toMatch(/^-?\d/);
});

test('a number that differs is named', () => {
  const run = new Run(fromQuery('hidden=4').settings);
  const [dense] = run.model.layers;
  const forward = dense!.forward.bind(dense);
  dense!.forward = (...inputs) => {
    const output = forward(...inputs);
    output.data[0]! += 1;
    return output;
  };
  expect(walk(run, { sample: 0, layer: 0, neuron: 0 }).differing).toContain('total');
});
