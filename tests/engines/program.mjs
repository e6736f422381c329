// Trains networks and prints a SHA-256 of every number that comes out: parameters, losses, predictions. It uses nothing that one
// engine has and another lacks, so that Node, Bun, Deno and a page can run it as it is.
import {
  Adam,
  CategoricalCrossentropy,
  Dense,
  Dropout,
  MeanSquaredError,
  Model,
  ReLU,
  SGD,
  Softmax,
  Tanh,
  init,
  sineData,
  spiralData,
} from '../../dist/index.js';

/** @typedef {'float32' | 'float64'} DotPrecision */
/** @typedef {import('../../dist/index.js').Tensor} Tensor */

/** @param {DotPrecision} dotPrecision */
function classify(dotPrecision) {
  init({ dotPrecision });
  const { X, y } = spiralData({ samples: 100, classes: 3 });
  const dense = new Dense(2, 64, { weightRegularizerL2: 5e-4, biasRegularizerL2: 5e-4 });
  const model = new Model([dense, new ReLU(), new Dropout(0.1), new Dense(64, 3), new Softmax()]);
  model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.05, decay: 5e-5 }) });
  return train(model, X, y, { epochs: 20, batchSize: 32, shuffle: true }); // the last batch has 12 samples
}

/** @param {DotPrecision} dotPrecision */
function fit(dotPrecision) {
  init({ dotPrecision });
  const { X, y } = sineData({ samples: 200 }); // in float64
  const model = new Model([new Dense(1, 32, { initializer: 'glorotUniform' }), new Tanh(), new Dense(32, 1)]);
  model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 0.05, decay: 1e-3, momentum: 0.9 }) });
  return train(model, X, y, { epochs: 50 });
}

/**
 * Trains; the bytes of all numbers known after it, and which kernels computed them.
 *
 * @param {Model} model
 * @param {Tensor} X
 * @param {Tensor} y
 * @param {import('../../dist/index.js').TrainOptions} options
 */
async function train(model, X, y, options) {
  const { epochs } = await model.train(X, y, options);
  const figures = [...epochs, model.evaluate(X, y)].flatMap((report) => Object.values(report));
  const arrays = [...model.getParameters(), model.predict(X)].map(({ data }) => data);
  const bytes = [...arrays, Float64Array.from(figures)].map((array) => {
    return new Uint8Array(array.buffer, array.byteOffset, array.byteLength).slice();
  });
  const { byteLength } = /** @type {Dense} */ (model.layers[0]).weights.data.buffer;
  return { bytes, kernels: byteLength % 65536 === 0 ? 'simd' : 'plain' }; // a memory of the SIMD kernels has whole pages
}

const runs = [];
for (const run of [classify, fit]) runs.push(await run('float64'), await run('float32'));

const bytes = await new Blob(runs.flatMap((run) => run.bytes)).arrayBuffer();
const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
const hexadecimal = Array.from(digest, (byte) => byte.toString(16).padStart(2, '0')).join('');
console.log(...new Set(runs.map(({ kernels }) => kernels)), hexadecimal);
