/** Networks of pictures: killed while they learn, and the memory that they take. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  Adam,
  CategoricalCrossentropy,
  Conv2D,
  Dense,
  Flatten,
  MaxPooling2D,
  Model,
  RandomState,
  ReLU,
  Softmax,
  init,
  shapesData,
} from 'nnfs';
import { afterEach, beforeAll, expect, it } from 'vitest';
import { folder } from '../cli/run.ts';
import { dist } from '../support/dist.ts';

beforeAll(() => void dist('node.js'));
afterEach(() => init());

/** Trains in a process of its own; whether it came to the end before it was killed. */
function train(path: string, killAfter?: number): Promise<{ killed: boolean; code: number | null; stderr: string }> {
  const program = fileURLToPath(new URL('pictures.mjs', import.meta.url));
  const child = spawn(process.execPath, [program, path], { stdio: ['ignore', 'ignore', 'pipe'] });
  let stderr = '';
  child.stderr.on('data', (chunk) => (stderr += String(chunk)));
  const timer = killAfter === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), killAfter);
  return new Promise((resolve) => {
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      resolve({ killed: signal === 'SIGKILL', code, stderr });
    });
  });
}

const KILLS = 40;

it.skipIf(process.platform === 'win32')(
  `pictures, killed at ${KILLS} random moments: the file is that of one run`,
  async () => {
    const at = folder();
    const start = performance.now();
    expect(await train(at('whole'))).toEqual({ killed: false, code: 0, stderr: '' });
    const longest = performance.now() - start; // so that kills fall anywhere
    const whole = readFileSync(at('whole'));
    const random = new RandomState(1);
    let resumed = 0;
    for (let kills = 0, finished = false; kills < KILLS || !finished;) {
      if (finished) rmSync(at('m')); // done before all kills were: once more from the start
      if (existsSync(at('m'))) resumed++;
      const { killed, code, stderr } = await train(at('m'), kills < KILLS ? random.uniform(0, longest) : undefined);
      finished = !killed;
      if (killed) {
        kills++;
      } else {
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        expect(readFileSync(at('m')).equals(whole)).toBe(true);
      }
    }
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
