/** Models that nobody holds any more. FORGOTTEN_MODELS=10000 sets how many; the default keeps the test quick. */
import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { dist } from '../support/dist.ts';

const MODELS = Number(process.env.FORGOTTEN_MODELS ?? 2000);

/** Trains and forgets models in a process of its own, and counts what the garbage collector takes away. */
const program = (library: string): string => `
import { Adam, CategoricalCrossentropy, Dense, Model, ReLU, Softmax, spiralData } from ${JSON.stringify(library)};
const { X, y } = spiralData({ samples: 10, classes: 3 });
let [inKernelMemory, models, memories] = [0, 0, 0];
const ofModels = new FinalizationRegistry(() => models++);
const ofMemories = new FinalizationRegistry(() => memories++);

async function makeAndForget() {
  const dense = new Dense(2, 8);
  const model = new Model([dense, new ReLU(), new Dense(8, 3), new Softmax()]);
  model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam() });
  await model.train(X, y, { epochs: 2, batchSize: 20 });
  model.predict(X);
  const { buffer } = dense.weights.data;
  if (buffer.byteLength % 65536 === 0) inKernelMemory++;
  ofModels.register(model);
  ofMemories.register(buffer);
}

const finalizers = () => new Promise((resolve) => setTimeout(resolve, 5)); // they run between tasks
for (let i = 0; i < ${MODELS}; i++) {
  await makeAndForget();
  if (i % 100 === 0) await finalizers();
}
for (let i = 0; i < 20 && models + memories < ${2 * MODELS}; i++) {
  gc();
  await finalizers();
}
console.log(JSON.stringify({ inKernelMemory, models, memories, residentMB: process.resourceUsage().maxRSS / 1024 }));
`;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'nnfs-forgotten-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it(`${MODELS} models are made, trained and forgotten, and go with their memories`, { timeout: 120_000 }, async () => {
  const file = join(folder, 'program.mjs');
  await writeFile(file, program(pathToFileURL(dist('index.js')).href));
  const { stdout } = await promisify(execFile)(process.execPath, ['--expose-gc', file]);
  const { residentMB, ...counts } = JSON.parse(stdout) as Record<string, number>;
  expect(counts).toEqual({ inKernelMemory: MODELS, models: MODELS, memories: MODELS });
  expect(residentMB).toBeLessThan(150); // all along: 2000 models held would take it to 170
});
