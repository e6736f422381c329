/** What a page downloads: programs bundled by esbuild from dist/, minified and gzipped, seedrandom included. A limit lies a little above today's size. */
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { build, type Plugin } from 'esbuild';
import { kinds } from 'nnfs';
import { expect, it } from 'vitest';
import { USUAL } from '../../src/model/files/kinds.ts';
import { dist, root } from '../support/dist.ts';

const CHAPTER_5 = 'init, spiralData, Dense, ReLU, Softmax, CategoricalCrossentropy, accuracy';

const LIMITS: readonly [program: string, names: string, options: { kernels: boolean }, kB: number][] = [
  ['a tensor and its text', 'tensor', { kernels: true }, 5.2],
  ['the random stream', 'RandomState', { kernels: true }, 9.5],
  ['the forward pass of chapter 5, without the bytes of the SIMD kernels', CHAPTER_5, { kernels: false }, 21.8],
  ['the forward pass of chapter 5', CHAPTER_5, { kernels: true }, 31.3],
  [
    'training a classifier',
    'init, spiralData, Model, Dense, ReLU, Softmax, CategoricalCrossentropy, Adam',
    { kernels: true },
    53.4,
  ],
  [
    'training a classifier of images',
    'init, Model, Conv2D, MaxPooling2D, Flatten, Dense, ReLU, Softmax, CategoricalCrossentropy, Adam',
    { kernels: true },
    61.5,
  ],
];

const compressed = (code: Uint8Array): number => gzipSync(code, { level: 9 }).length / 1000;

/** Leaves the bytes of the SIMD kernels out. */
const withoutKernels: Plugin = {
  name: 'without-kernels',
  setup: (bundler) => {
    bundler.onLoad({ filter: /dist[\\/]kernels\.js$/ }, () => ({ contents: `export const KERNELS = '';` }));
  },
};

/** A program that uses some of what the library exports. */
async function bundle(names: string, { kernels }: { kernels: boolean }): Promise<Uint8Array> {
  const entry = dist('index.js');
  const { outputFiles } = await build({
    stdin: { contents: `export { ${names} } from ${JSON.stringify(entry)};`, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'none',
    write: false,
    plugins: kernels ? [] : [withoutKernels],
  });
  return outputFiles[0]!.contents;
}

it.each(LIMITS)('%s', async (program, names, options, limit) => {
  const kB = compressed(await bundle(names, options));
  expect(kB, `${program} is ${kB.toFixed(1)} kB gzipped, the limit is ${limit} kB`).toBeLessThan(limit);
  expect(kB, `${program} is ${kB.toFixed(1)} kB gzipped: lower the limit of ${limit} kB`).toBeGreaterThan(0.8 * limit);
});

it.each(LIMITS)('%s: holds no further kind that a model does not know by itself', async (_, names, options) => {
  const code = Buffer.from(await bundle(names, options)).toString();
  const used = names.split(', ');
  const shelf = Object.keys(kinds).filter((name) => !(name in USUAL) && !used.includes(name));
  expect(shelf.length).toBeGreaterThan(30);
  expect(shelf.filter((name) => code.includes(`"${name}"`))).toEqual([]);
});

it('a program that decodes no pictures has nothing of their decoders', async () => {
  const text = async (names: string) => Buffer.from(await bundle(names, { kernels: true })).toString();
  const traces = ['IHDR', 'invalid zlib data', 'ImageData'];
  const decoding = await text('decodeImage');
  expect(traces.filter((trace) => !decoding.includes(trace))).toEqual([]);
  for (const [, names] of LIMITS) {
    const program = await text(names);
    expect(traces.filter((trace) => program.includes(trace))).toEqual([]);
  }
});

it('a program without files of others has nothing of them', async () => {
  const text = async (names: string) => Buffer.from(await bundle(names, { kernels: true })).toString();
  const modules = 'It needs nothing beside this file.';
  const traces = ['Gemm', 'LabelEncoder', 'NUMPY', 'premature EOF', 'nn.Linear', modules];
  expect(await text('toOnnx')).not.toContain(modules);
  const reading = await text('toOnnx, fromOnnx, decodeNpz, toJavaScript, toPyTorch');
  expect(traces.filter((trace) => !reading.includes(trace))).toEqual([]);
  for (const [, names] of LIMITS) {
    const program = await text(names);
    expect(traces.filter((trace) => program.includes(trace))).toEqual([]);
  }
});

it('everything, as one file', () => {
  const limit = 203;
  const kB = compressed(readFileSync(dist('nnfs.browser.js')));
  expect(kB, `dist/nnfs.browser.js is ${kB.toFixed(1)} kB gzipped, the limit is ${limit} kB`).toBeLessThan(limit);
});
