// Trains networks with what it is given as the library, however that was loaded, and uses nothing that one engine has and another lacks.

/** @typedef {'float32' | 'float64'} DotPrecision */
/** @typedef {import('../../dist/index.js')} Library */
/** @typedef {import('../../dist/index.js').Tensor} Tensor */

/**
 * @param {Library} nnfs
 * @param {DotPrecision} dotPrecision
 */
function classify(nnfs, dotPrecision) {
  const { Adam, CategoricalCrossentropy, Dense, Dropout, Model, ReLU, Softmax } = nnfs;
  nnfs.init({ dotPrecision });
  const { X, y } = nnfs.spiralData({ samples: 100, classes: 3 });
  const dense = new Dense(2, 64, { weightRegularizerL2: 5e-4, biasRegularizerL2: 5e-4 });
  const model = new Model([dense, new ReLU(), new Dropout(0.1), new Dense(64, 3), new Softmax()]);
  model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.05, decay: 5e-5 }) });
  return run(model, X, y, { epochs: 20, batchSize: 32, shuffle: true }); // the last batch has 12 samples
}

/**
 * @param {Library} nnfs
 * @param {DotPrecision} dotPrecision
 */
function fit(nnfs, dotPrecision) {
  const { Dense, MeanSquaredError, Model, SGD, Tanh } = nnfs;
  nnfs.init({ dotPrecision });
  const { X, y } = nnfs.sineData({ samples: 200 }); // in float64
  const model = new Model([new Dense(1, 32, { initializer: 'glorotUniform' }), new Tanh(), new Dense(32, 1)]);
  model.set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 0.05, decay: 1e-3, momentum: 0.9 }) });
  return run(model, X, y, { epochs: 50 });
}

/**
 * Trains; the bytes of all numbers known after it, and which kernels computed them.
 *
 * @param {import('../../dist/index.js').Model} model
 * @param {Tensor} X
 * @param {Tensor} y
 * @param {import('../../dist/index.js').TrainOptions} options
 */
async function run(model, X, y, options) {
  const { epochs } = await model.train(X, y, options);
  const figures = [...epochs, model.evaluate(X, y)].flatMap((report) => Object.values(report));
  const arrays = [...model.getParameters(), model.predict(X)].map(({ data }) => data);
  const bytes = [...arrays, Float64Array.from(figures)].flatMap((array) => {
    return [...new Uint8Array(array.buffer, array.byteOffset, array.byteLength)];
  });
  const { byteLength } = /** @type {import('../../dist/index.js').Dense} */ (model.layers[0]).weights.data.buffer;
  return { bytes, kernels: byteLength % 65536 === 0 ? 'simd' : 'plain' }; // a memory of the SIMD kernels has whole pages
}

/**
 * The bytes of every number that comes out, parameters, losses and predictions, in both precisions; and which kernels ran.
 *
 * @param {Library} nnfs
 */
export async function train(nnfs) {
  const runs = [];
  for (const task of [classify, fit]) runs.push(await task(nnfs, 'float64'), await task(nnfs, 'float32'));
  const kernels = [...new Set(runs.map(({ kernels }) => kernels))].join(' ');
  return { bytes: Uint8Array.from(runs.flatMap(({ bytes }) => bytes)), kernels };
}
