/** Networks of pictures: killed while they learn, and the memory that they take. */
import { fileURLToPath } from 'node:url';
import {
  Adam,
  CategoricalCrossentropy,
  Conv2D,
  Dense,
  Flatten,
  MaxPooling2D,
  Model,
  ReLU,
  Softmax,
  init,
  shapesData,
} from 'nnfs';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { dist } from '../support/dist.ts';
import { killAndGoOn } from './kills.ts';

beforeAll(() => void dist('node.js'));
afterEach(() => init());

const KILLS = 40;

it.skipIf(process.platform === 'win32')(
  `pictures, killed at ${KILLS} random moments: the file is that of one run`,
  async () => {
    const program = fileURLToPath(new URL('pictures.mjs', import.meta.url));
    const resumed = await killAndGoOn({ kills: KILLS, seed: 1, argv: (file) => [program, file] });
    expect(resumed).toBeGreaterThan(KILLS / 4);
  },
);

it('a convnet for 28 x 28 pictures learns in less than 100 MB of WebAssembly memory, in batches of 64', () => {
  const memories: WebAssembly.Memory[] = [];
  const { Memory } = WebAssembly;
  WebAssembly.Memory = new Proxy(Memory, {
    construct: (target, args: [WebAssembly.MemoryDescriptor]) => {
      memories.push(new target(...args));
      return memories.at(-1);
    },
  });
  try {
    init({ dotPrecision: 'float32' });
    const { X, y } = shapesData({ samples: 32, classes: 8, size: 28 });
    const model = new Model([
      new Conv2D(1, 32, 3),
      new ReLU(),
      new MaxPooling2D(2),
      new Conv2D(32, 64, 3),
      new ReLU(),
      new MaxPooling2D(2),
      new Flatten(),
      new Dense(1600, 128, { initializer: 'heNormal' }),
      new ReLU(),
      new Dense(128, 10, { initializer: 'glorotUniform' }),
      new Softmax(),
    ]);
    model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam() });
    const steps = [...model.trainSteps(X, y, { epochs: 1, batchSize: 64, shuffle: true })];
    expect(steps).toHaveLength(4);
  } finally {
    WebAssembly.Memory = Memory;
  }
  const bytes = memories.reduce((sum, { buffer }) => sum + buffer.byteLength, 0);
  expect(memories.length).toBeGreaterThan(0);
  expect(bytes, `${(bytes / 1e6).toFixed(1)} MB`).toBeLessThan(100e6);
});
