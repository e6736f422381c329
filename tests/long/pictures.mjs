// Trains a network of pictures, with all that draws and all that has a state inside, and saves it after every step:
//     node pictures.mjs FILE
// Where there is a file already it goes on from there.
import { existsSync } from 'node:fs';
import * as nnfs from '../../dist/index.js';
import { loadModel, saveModel } from '../../dist/node.js';

const EPOCHS = 12;
const path = /** @type {string} */ (process.argv[2]);

function make() {
  const { BatchNormalization, Conv2D, Dense, Flatten, MaxPooling2D, ReLU, SpatialDropout } = nnfs;
  const model = new nnfs.Model([
    new nnfs.RandomFlip('horizontal'),
    new nnfs.RandomTranslation(0.1, 0.1, { fillMode: 'constant' }),
    new nnfs.RandomRotation(0.05, { random: new nnfs.RandomState('turns') }),
    new Conv2D(1, 8, 3),
    new BatchNormalization(8, { momentum: 0.9 }),
    new ReLU(),
    new SpatialDropout(0.2, { random: new nnfs.RandomState(7) }),
    new MaxPooling2D(2),
    new Flatten(),
    new Dense(392, 3, { initializer: 'glorotUniform' }),
    new nnfs.Softmax(),
  ]);
  return model.set({ loss: new nnfs.CategoricalCrossentropy(), optimizer: new nnfs.Adam({ learningRate: 0.01 }) });
}

nnfs.init({ dotPrecision: 'float32' });
const { X, y } = nnfs.shapesData({ samples: 50, random: new nnfs.RandomState(1) });
const model = existsSync(path) ? loadModel(path) : make();
const startEpoch = model.progress?.epoch ?? 0;
const epochs = EPOCHS - startEpoch;
if (epochs > 0) {
  // killed after its last step, it has nothing left to do
  const steps = model.trainSteps(X, y, { epochs, startEpoch, batchSize: 16, shuffle: true });
  while (!steps.next().done) saveModel(model, path, { training: true });
}
