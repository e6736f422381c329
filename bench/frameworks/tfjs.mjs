/** TensorFlow.js, one thread, on its WebAssembly backend or in plain JavaScript: eager operations in `tidy`, as its core API is used in tight loops. */
import { createRequire } from 'node:module';
import { dirname, sep } from 'node:path';

const require = createRequire(import.meta.url);
let tf;
export let version;

export async function start({ backend = 'wasm' }) {
  tf = require('@tensorflow/tfjs');
  if (backend === 'wasm') {
    const wasm = require('@tensorflow/tfjs-backend-wasm');
    wasm.setWasmPaths(dirname(require.resolve('@tensorflow/tfjs-backend-wasm')) + sep);
    wasm.setThreadsCount(1);
  }
  if (!(await tf.setBackend(backend))) throw new Error(`its ${backend} backend does not start`);
  await tf.ready();
  version = tf.version.tfjs;
}

const variablesOf = ({ widths, weights, shapes = widths.slice(1).map((O, i) => [widths[i], O]) }) =>
  weights.flatMap((data, i) => [
    tf.variable(tf.tensor(data.slice(), shapes[i])),
    tf.variable(tf.zeros(shapes[i].slice(-1))),
  ]);

function logitsOf(x, variables, dropout = 0) {
  const isConvnet = variables[0].rank === 4;
  let output = isConvnet ? x.reshape([-1, 28, 28, 1]) : x;
  for (let i = 0; i < variables.length; i += 2) {
    const isConvolution = variables[i].rank === 4;
    if (isConvnet && !isConvolution && output.rank === 4) output = output.reshape([output.shape[0], -1]);
    output = isConvolution ? output.conv2d(variables[i], 1, 'valid') : output.matMul(variables[i]);
    output = output.add(variables[i + 1]);
    if (i + 2 < variables.length) output = output.relu();
    if (isConvolution) output = output.maxPool(2, 2, 'valid');
    if (i + 2 < variables.length && dropout > 0) output = tf.dropout(output, dropout);
  }
  return output;
}

export function train(cell) {
  const { samples, widths, batch, learningRate, decay, dropout = 0, l2 = 0 } = cell;
  const classes = widths.at(-1);
  const X = tf.tensor2d(cell.X, [samples, widths[0]]);
  const y = tf.tensor1d(cell.y, 'int32');
  const oneHot = tf.tidy(() => tf.oneHot(y, classes).toFloat());
  let variables = [];
  let optimizer;
  let step = 0;

  function next() {
    optimizer.learningRate = learningRate / (1 + decay * step);
    const begin = (step * batch) % samples;
    step++;
    return tf.tidy(() => {
      const [x, labels, rows] =
        batch === samples
          ? [X, y, oneHot]
          : [X.slice([begin, 0], [batch, -1]), y.slice(begin, batch), oneHot.slice([begin, 0], [batch, -1])];
      let right;
      let dataLoss;
      optimizer.minimize(
        () => {
          const logits = logitsOf(x, variables, dropout);
          right = tf.keep(logits.argMax(1).equal(labels).mean());
          const loss = tf.losses.softmaxCrossEntropy(rows, logits);
          dataLoss = tf.keep(loss.clone());
          if (l2 === 0) return loss;
          return loss.add(variables[0].square().sum().add(variables[1].square().sum()).mul(l2));
        },
        false,
        variables,
      );
      const [loss] = dataLoss.dataSync();
      right.dataSync();
      right.dispose();
      dataLoss.dispose();
      return loss;
    });
  }

  return {
    begin() {
      tf.dispose(variables);
      optimizer?.dispose();
      variables = variablesOf(cell);
      optimizer = tf.train.adam(learningRate, 0.9, 0.999, 1e-7);
      step = 0;
      next();
    },
    run(count) {
      let loss = NaN;
      for (let i = 0; i < count; i++) loss = next();
      return loss;
    },
  };
}

export function predict(cell) {
  const { samples, widths, batch } = cell;
  const X = tf.tensor2d(cell.X, [samples, widths[0]]);
  const variables = variablesOf(cell);
  return {
    begin() {},
    run(count) {
      let first;
      for (let i = 0; i < count; i++) {
        for (let begin = 0; begin < samples; begin += batch) {
          const size = Math.min(batch, samples - begin);
          const output = tf.tidy(() => logitsOf(X.slice([begin, 0], [size, -1]), variables).softmax());
          const values = output.dataSync();
          if (begin === 0) first = values[0];
          output.dispose();
        }
      }
      return first;
    },
  };
}

export function product({ size, A, B }) {
  const a = tf.tensor2d(A, [size, size]);
  const b = tf.tensor2d(B, [size, size]);
  return {
    begin() {},
    run(count) {
      let value;
      for (let i = 0; i < count; i++) {
        const c = tf.matMul(a, b);
        if (i === count - 1) value = c.dataSync()[0];
        c.dispose();
      }
      return value;
    },
  };
}
