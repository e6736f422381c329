/** nnfs as a user would call it, from the build. */
import { readFile } from 'node:fs/promises';

let nnfs;
let dotPrecision;
export let version;

export async function start({ library, precision }) {
  nnfs = await import(new URL('index.js', library));
  version = JSON.parse(await readFile(new URL('../package.json', library), 'utf8').catch(() => '{}')).version;
  dotPrecision = precision;
}

/** Convolutions of four axes, each with a pool behind it, then Dense layers. */
function buildConvnet({ weights }) {
  const { Conv2D, Dense, Flatten, MaxPooling2D, ReLU, Reshape, Softmax } = nnfs;
  const layers = weights.flatMap((values, i) => {
    const { shape } = values;
    const isConvolution = shape.length === 4;
    const layer = isConvolution ? new Conv2D(shape[2], shape[3], [shape[0], shape[1]]) : new Dense(...shape);
    layer.weights = values;
    const before = !isConvolution && weights[i - 1].shape.length === 4 ? [new Flatten()] : [];
    const after = isConvolution ? [new MaxPooling2D(2)] : [];
    return [...before, layer, i === weights.length - 1 ? new Softmax() : new ReLU(), ...after];
  });
  return new nnfs.Model([new Reshape([28, 28, 1]), ...layers]);
}

function buildPerceptron({ widths, weights, dropout = 0, l2 = 0 }) {
  const { Dense, Dropout, ReLU, Softmax } = nnfs;
  const layers = widths.slice(1).flatMap((width, i) => {
    const last = i === widths.length - 2;
    const options = l2 > 0 && !last ? { weightRegularizerL2: l2, biasRegularizerL2: l2 } : {};
    const dense = new Dense(widths[i], width, options);
    dense.weights = weights[i];
    return [dense, last ? new Softmax() : new ReLU(), ...(dropout > 0 && !last ? [new Dropout(dropout)] : [])];
  });
  return new nnfs.Model(layers);
}

const build = (cell) => (cell.shapes ? buildConvnet(cell) : buildPerceptron(cell));

function tensors(cell) {
  const { X, y, weights, samples, widths, shapes = widths.slice(1).map((O, i) => [widths[i], O]) } = cell;
  return {
    ...cell,
    X: new nnfs.Tensor('float32', [samples, widths[0]], X),
    y: new nnfs.Tensor('int32', [samples], y),
    weights: weights.map((data, i) => new nnfs.Tensor('float32', shapes[i], data)),
  };
}

export function train(given) {
  const cell = tensors(given);
  let steps;
  return {
    begin() {
      steps?.return();
      const { learningRate, decay } = cell;
      const model = build(cell);
      nnfs.init({ dotPrecision }); // now, so that dropout draws what NumPy draws
      model.set({ loss: new nnfs.CategoricalCrossentropy(), optimizer: new nnfs.Adam({ learningRate, decay }) });
      steps = model.trainSteps(cell.X, cell.y, { epochs: 1e9, batchSize: cell.batch });
      steps.next();
    },
    run(count) {
      let loss = NaN;
      for (let i = 0; i < count; i++) loss = steps.next().value.dataLoss;
      return loss;
    },
  };
}

/** The model of a cell as a file that other runtimes read. */
export const onnxOf = (given) => nnfs.toOnnx(build(tensors(given)), { inputShape: [given.widths[0]] });

export function predict(given) {
  const cell = tensors(given);
  const model = build(cell);
  return {
    begin: () => nnfs.init({ dotPrecision }),
    run(count) {
      let output;
      for (let i = 0; i < count; i++) output = model.predict(cell.X, { batchSize: cell.batch });
      return output.data[0];
    },
  };
}

export function product({ size, A, B }) {
  const a = new nnfs.Tensor('float32', [size, size], A);
  const b = new nnfs.Tensor('float32', [size, size], B);
  return {
    begin: () => nnfs.init({ dotPrecision }),
    run(count) {
      let c;
      for (let i = 0; i < count; i++) c = nnfs.dot(a, b);
      return c.data[0];
    },
  };
}
