/** jax-js on its WebAssembly backend: the whole step in one `jit`. In Node it runs on one thread. */
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

let jax;
export let version;

export async function start() {
  jax = await import('@jax-js/jax');
  await jax.init('wasm');
  jax.defaultDevice('wasm');
  const main = createRequire(import.meta.url).resolve('@jax-js/jax');
  version = JSON.parse(readFileSync(join(dirname(main), '..', 'package.json'), 'utf8')).version;
}

const array = (data, shape) => jax.numpy.array(data.slice(), { shape });

/** Weights as jax-js wants them: [I, O], and [out, in, kh, kw] of [kh, kw, in, out]. */
function parametersOf({ widths, weights, shapes = widths.slice(1).map((O, i) => [widths[i], O]) }) {
  const ordered = (values) => (values.ndim === 4 ? values.transpose([3, 2, 0, 1]) : values);
  return weights.flatMap((data, i) => [ordered(array(data, shapes[i])), jax.numpy.zeros(shapes[i].slice(-1))]);
}

/** Consumes x and the parameters, as everything in jax-js consumes its arguments unless `.ref` is passed. */
function logitsOf(parameters, x) {
  const { lax, nn, numpy: np } = jax;
  let output = parameters[0].ndim === 4 ? x.reshape([-1, 1, 28, 28]) : x;
  for (let i = 0; i < parameters.length; i += 2) {
    const [weights, biases] = [parameters[i], parameters[i + 1]];
    if (weights.ndim === 4) {
      const bias = biases.reshape([1, -1, 1, 1]);
      output = nn.relu(lax.convGeneralDilated(output, weights, [1, 1], 'VALID').add(bias));
      output = lax.reduceWindow(output, (window) => np.max(window), [2, 2], [2, 2]);
      continue;
    }
    // The first Dense layer reads pixels channels last.
    if (output.ndim === 4) output = output.transpose([0, 2, 3, 1]).reshape([output.shape[0], -1]);
    output = np.matmul(output, weights).add(biases);
    if (i + 2 < parameters.length) output = nn.relu(output);
  }
  return output;
}

export function train(cell) {
  const { numpy: np, nn, tree, jit, valueAndGrad } = jax;
  const { samples, widths, batch, learningRate, decay } = cell;
  const oneHot = new Float32Array(samples * widths.at(-1));
  cell.y.forEach((label, n) => (oneHot[n * widths.at(-1) + label] = 1));
  const batches = [];
  for (let begin = 0; begin < samples; begin += batch) {
    const rows = (data, width) => array(data.subarray(begin * width, (begin + batch) * width), [batch, width]);
    batches.push([rows(cell.X, widths[0]), rows(oneHot, widths.at(-1))]);
  }

  const lossOf = (parameters, x, rows) => {
    const logits = logitsOf(parameters, x);
    const right = np.mean(np.equal(np.argmax(logits.ref, 1), np.argmax(rows.ref, 1)).astype(np.float32));
    return [np.mean(np.sum(nn.logSoftmax(logits).mul(rows), 1)).neg(), right];
  };
  const step = jit((parameters, momenta, caches, x, rows, rate, whole1, whole2) => {
    const [[loss, right], gradients] = valueAndGrad(lossOf, { hasAux: true })(tree.ref(parameters), x, rows);
    const m = momenta.map((momentum, i) => momentum.mul(0.9).add(gradients[i].ref.mul(0.1)));
    const v = caches.map((cache, i) => cache.mul(0.999).add(np.square(gradients[i]).mul(0.001)));
    const updated = parameters.map((parameter, i) =>
      parameter.sub(
        m[i].ref
          .div(whole1.ref)
          .mul(rate.ref)
          .div(np.sqrt(v[i].ref.div(whole2.ref)).add(1e-7)),
      ),
    );
    return [updated, m, v, loss, right];
  });

  let state;
  let at = 0;
  function next() {
    const [x, rows] = batches[at % batches.length];
    const rate = learningRate / (1 + decay * at);
    at++;
    const scalars = [rate, 1 - 0.9 ** at, 1 - 0.999 ** at].map((value) => np.array(value));
    const [parameters, m, v, loss, right] = step(...state, x.ref, rows.ref, ...scalars);
    state = [parameters, m, v];
    right.item();
    return loss.item();
  }

  return {
    begin() {
      if (state !== undefined) tree.dispose(state);
      const parameters = parametersOf(cell);
      state = [parameters, parameters.map((p) => np.zeros(p.shape)), parameters.map((p) => np.zeros(p.shape))];
      at = 0;
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
  const { nn, tree, jit } = jax;
  const { samples, widths, batch } = cell;
  const parameters = parametersOf(cell);
  const batches = [];
  for (let begin = 0; begin < samples; begin += batch) {
    batches.push(array(cell.X.subarray(begin * widths[0], (begin + batch) * widths[0]), [batch, widths[0]]));
  }
  const forward = jit((parameters, x) => nn.softmax(logitsOf(parameters, x)));
  return {
    begin() {},
    run(count) {
      let first;
      for (let i = 0; i < count; i++) {
        batches.forEach((x, at) => {
          const values = forward(tree.ref(parameters), x.ref).dataSync();
          if (at === 0) first = values[0];
        });
      }
      return first;
    },
  };
}

export function product({ size, A, B }) {
  const a = array(A, [size, size]);
  const b = array(B, [size, size]);
  const multiply = jax.jit((a, b) => jax.numpy.matmul(a, b));
  return {
    begin() {},
    async run(count) {
      let value;
      for (let i = 0; i < count; i++) {
        const c = await multiply(a.ref, b.ref).blockUntilReady();
        if (i === count - 1) value = c.dataSync()[0];
        else c.dispose();
      }
      return value;
    },
  };
}
