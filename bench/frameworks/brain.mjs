/** brain.js on the CPU. It knows no batches: it takes a step of gradient descent for each sample. */
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
let brain;
export let version;

export function start() {
  brain = require('brain.js');
  version = require('brain.js/package.json').version;
}

function samplesOf({ X, y, samples, widths }, count) {
  const [inputs, classes] = [widths[0], widths.at(-1)];
  return Array.from({ length: Math.min(count, samples) }, (_, n) => ({
    input: Array.from(X.subarray(n * inputs, (n + 1) * inputs)),
    output: Array.from({ length: classes }, (_, c) => (y[n] === c ? 1 : 0)),
  }));
}

const network = ({ widths }) => new brain.NeuralNetwork({ hiddenLayers: widths.slice(1, -1), activation: 'relu' });

/** brain.js refuses a threshold of 0; this one ends no run. */
const NEVER = 1e-30;

export function train(cell) {
  const data = samplesOf(cell, cell.batch);
  let net;
  return {
    note: 'a step of plain gradient descent per sample, no Adam, no loss or accuracy per class',
    begin() {
      net = network(cell);
      net.train(data, { iterations: 1, errorThresh: NEVER, learningRate: 0.001 });
    },
    run(count) {
      net.train(data, { iterations: count, errorThresh: NEVER, learningRate: 0.001 });
      return undefined;
    },
  };
}

export function predict(cell) {
  const data = samplesOf(cell, cell.samples);
  const net = network(cell);
  net.train(data.slice(0, 1), { iterations: 1, errorThresh: NEVER });
  return {
    note: 'sample by sample, from random weights, without softmax',
    begin() {},
    run(count) {
      for (let i = 0; i < count; i++) for (const { input } of data) net.run(input);
      return undefined;
    },
  };
}
