/**
 * What is measured. Three kinds of tasks:
 *
 * - `units`: a process of each framework does units of work (epochs, steps, products), see frameworks/harness.mjs;
 *   `figure` makes the task's unit of the seconds that one unit takes. `seconds` is how long a repetition takes about, and
 *   `most` how many units it has at most, so that fast frameworks do the same epochs.
 * - `programs`: whole processes from start to end.
 * - `page`: the playground in a browser, see lib/page-task.mjs.
 */
import { join } from 'node:path';
import { frameworkFile } from './lib/child.mjs';
import { writeTable } from './lib/make-table.mjs';

const microseconds = (seconds) => seconds * 1e6;
const sampleRate = (seconds, { batch }) => batch / seconds;

/** Chapter 10: the spirals, a hidden layer, Adam as the chapter ends with it. */
const spirals = (samples, width) => ({
  spiral: true,
  samples,
  batch: samples,
  widths: [2, width, 3],
  learningRate: 0.05,
  decay: 5e-7,
  checked: 99,
});

/** A perceptron for pictures of 28 x 28 pixels. */
const pictures = (samples, batch, width) => ({
  samples,
  batch,
  widths: [784, width, width, 10],
  learningRate: 0.001,
  decay: 0,
  checked: 39,
});

/** A small convolutional network for the same pictures: 3 x 3 x 32 and 3 x 3 x 64, a pool behind each, 128, 10. */
const convnet = (samples, batch) => ({
  ...pictures(samples, batch, 0),
  widths: [784, 10],
  shapes: [
    [3, 3, 1, 32],
    [3, 3, 32, 64],
    [1600, 128],
    [128, 10],
  ],
  checked: 9,
});

const named = (name, cell) => ({ name, ...cell });

const grid = (rows, columns, make) => rows.flatMap((row) => columns.map((column) => make(row, column)));

const script =
  (name, ...args) =>
  ({ python }) => [python, frameworkFile(name), ...args.map(String)];
const nnfs =
  (...args) =>
  ({ cli }) => [process.execPath, cli, ...args.map(String)];
const node = (code) => (found) => [process.execPath, '--input-type=module', '--eval', code(found)];

const tableFile = ({ kind }, folder) => join(folder, `${kind}.csv`);

const SPIRAL_TRAINING = '--data spiral --samples 100 --hidden 64 --optimizer adam --learning-rate 0.05 --decay 5e-7';

export const TASKS = [
  {
    letter: 'a',
    title: "Chapter 10's loop: 300 x 2 to 64 to 3, Adam",
    kind: 'units',
    work: 'train',
    unit: 'us an epoch',
    less: true,
    figure: microseconds,
    check: 'loss of epoch 100',
    cells: () => [named('300 samples', spirals(300, 64))],
    contestants: ['nnfs', 'nnfs32', 'tfjs', 'jax', 'brain', 'classes', 'classes32', 'numpy', 'torch'],
    baselines: ['nnfs', 'nnfs32'],
    seconds: 1,
    most: 4000,
  },
  {
    letter: 'b',
    title: 'Training 784-128-128-10, batch 128, Adam',
    kind: 'units',
    work: 'train',
    unit: 'samples/s',
    less: false,
    figure: sampleRate,
    check: 'loss of step 40',
    cells: () => [named('batch 128', pictures(5120, 128, 128))],
    contestants: ['nnfs', 'nnfs32', 'tfjs', 'jax', 'brain', 'classes32', 'numpy', 'torch'],
    baselines: ['nnfs', 'nnfs32'],
    seconds: 1,
    most: 400,
  },
  {
    letter: 'c',
    title: 'Predicting 784-128-128-10, batches of 512',
    kind: 'units',
    work: 'predict',
    unit: 'samples/s',
    less: false,
    figure: (seconds, { samples }) => samples / seconds,
    check: 'first confidence',
    cells: () => [named('batch 512', { ...pictures(5120, 512, 128), checked: 1 })],
    contestants: ['nnfs', 'nnfs32', 'tfjs', 'jax', 'brain', 'numpy', 'torch'],
    baselines: ['nnfs', 'nnfs32'],
    seconds: 0.5,
    most: 100,
  },
  {
    letter: 'd',
    title: 'Products of two n x n float32 matrices',
    kind: 'units',
    work: 'product',
    unit: 'GFLOP/s',
    less: false,
    figure: (seconds, { size }) => (2 * size ** 3) / seconds / 1e9,
    caseTitle: 'n',
    cells: (quick) => (quick ? [64, 256] : [64, 128, 256, 512, 1024]).map((size) => named(String(size), { size })),
    contestants: ['nnfs32', 'nnfs', 'tfjs', 'jax', 'numpy32', 'numpy64', 'torch'],
    baselines: ['nnfs32'],
    seconds: 0.3,
    most: 100_000,
  },
  {
    letter: 'e',
    title: '`nnfs forward` on a large spiral, the whole process',
    kind: 'programs',
    unit: 's',
    less: true,
    figure: (seconds) => seconds,
    memory: true,
    check: 'same lines',
    cells: (quick) => [quick ? 20_000 : 1_000_000].map((samples) => ({ name: `${samples} samples a class`, samples })),
    programs: ({ samples }) => [
      { contestant: 'nnfs', label: 'nnfs forward', argv: nnfs('forward', '--samples', samples) },
      {
        contestant: 'numpy',
        label: 'the same with NumPy',
        python: 'numpy',
        argv: script('forward_program.py', samples),
      },
    ],
    baselines: ['nnfs'],
    repetitions: 5,
  },
  {
    letter: 'f',
    title: 'Start-up, the whole process',
    kind: 'programs',
    unit: 'ms',
    less: true,
    figure: (seconds) => seconds * 1000,
    cells: () => [{ name: '' }],
    programs: () => [
      { contestant: 'node', label: 'Node.js, an empty program', argv: node(() => '') },
      { contestant: 'import', label: 'import nnfs', argv: node(({ library }) => `import ${JSON.stringify(library)}`) },
      { contestant: 'nnfs', label: 'nnfs forward', argv: nnfs('forward') },
      {
        contestant: 'tfjs',
        label: 'import TensorFlow.js and its wasm backend',
        needs: '@tensorflow/tfjs-backend-wasm',
        argv: node(() => "import '@tensorflow/tfjs'; import '@tensorflow/tfjs-backend-wasm'"),
      },
      { contestant: 'jax', label: 'import jax-js', needs: '@jax-js/jax', argv: node(() => "import '@jax-js/jax'") },
      { contestant: 'brain', label: 'import brain.js', needs: 'brain.js', argv: node(() => "import 'brain.js'") },
      {
        contestant: 'numpy',
        label: 'import NumPy',
        python: 'numpy',
        argv: ({ python }) => [python, '-c', 'import numpy'],
      },
      {
        contestant: 'torch',
        label: 'import PyTorch',
        python: 'torch',
        argv: ({ python }) => [python, '-c', 'import torch'],
      },
    ],
    baselines: ['import'],
    repetitions: 15,
  },
  {
    letter: 'g',
    title: "Chapter 15's training: 3000 x 2 to 64 to 3, dropout 0.1, L2, Adam",
    kind: 'units',
    work: 'train',
    unit: 'us an epoch',
    less: true,
    figure: microseconds,
    check: 'data loss of epoch 100',
    cells: () => [named('3000 samples', { ...spirals(3000, 64), dropout: 0.1, l2: 5e-4, decay: 5e-5 })],
    contestants: ['nnfs', 'nnfs32', 'tfjs', 'classes', 'classes32', 'torch'],
    baselines: ['nnfs', 'nnfs32'],
    seconds: 1,
    most: 1000,
  },
  {
    letter: 'h',
    title: '`nnfs train`: the epochs of chapter 10, the whole process',
    kind: 'programs',
    unit: 's',
    less: true,
    figure: (seconds) => seconds,
    check: 'same lines',
    cells: (quick) => [quick ? 1001 : 10_001].map((epochs) => ({ name: `${epochs} epochs`, epochs })),
    programs: ({ epochs }) => [
      {
        contestant: 'nnfs',
        label: 'nnfs train',
        argv: nnfs('train', ...SPIRAL_TRAINING.split(' '), '--epochs', epochs),
      },
      {
        contestant: 'nnfs32',
        label: 'nnfs train --dot-precision float32',
        argv: nnfs('train', ...SPIRAL_TRAINING.split(' '), '--dot-precision', 'float32', '--epochs', epochs),
      },
      {
        contestant: 'classes',
        label: "NumPy, book's classes",
        python: 'numpy',
        argv: script('train_program.py', epochs),
      },
    ],
    baselines: ['nnfs', 'nnfs32'],
    repetitions: 5,
  },
  {
    letter: 'i',
    title: "How chapter 10's loop grows",
    kind: 'units',
    work: 'train',
    unit: 'us an epoch',
    less: true,
    figure: microseconds,
    caseTitle: 'samples x width',
    cells: (quick) =>
      grid(quick ? [30] : [30, 300, 3000], quick ? [16, 64] : [16, 64, 256], (samples, width) =>
        named(`${samples} x ${width}`, { ...spirals(samples, width), checked: 10 }),
      ),
    contestants: ['nnfs', 'nnfs32', 'tfjs', 'numpy', 'torch'],
    baselines: ['nnfs'],
    seconds: 0.3,
    most: 4000,
    repetitions: 5,
  },
  {
    letter: 'j',
    title: 'How training 784-width-width-10 grows',
    kind: 'units',
    work: 'train',
    unit: 'samples/s',
    less: false,
    figure: sampleRate,
    caseTitle: 'batch x width',
    cells: (quick) =>
      grid(quick ? [16] : [1, 16, 128, 512], quick ? [32, 128] : [32, 128, 512], (batch, width) =>
        named(`${batch} x ${width}`, { ...pictures(quick ? 512 : 5120, batch, width), checked: 3 }),
      ),
    contestants: ['nnfs', 'nnfs32', 'tfjs', 'numpy', 'torch'],
    baselines: ['nnfs'],
    seconds: 0.3,
    most: 10_000,
    repetitions: 5,
  },
  {
    letter: 'k',
    title: 'Reading a CSV file, the whole process',
    kind: 'programs',
    unit: 's',
    less: true,
    figure: (seconds) => seconds,
    memory: true,
    check: 'same lines',
    caseTitle: 'rows x columns',
    cells: (quick) =>
      [
        { kind: 'numbers', rows: 1_000_000, columns: 20 },
        { kind: 'pictures', rows: 60_000, columns: 785 },
        { kind: 'texts', rows: 1_000_000, columns: 7 },
      ].map(({ kind, rows, columns }) => {
        const fewer = quick ? rows / 100 : rows;
        return named(`${kind}, ${fewer} x ${columns}`, { kind, rows: fewer, columns });
      }),
    prepare: (cell, { nnfs, folder }) => writeTable(nnfs, tableFile(cell, folder), cell),
    programs: (cell) => [
      {
        contestant: 'nnfs',
        label: 'nnfs',
        argv: ({ library, folder }) => [
          process.execPath,
          frameworkFile('read_table.mjs'),
          library,
          tableFile(cell, folder),
        ],
      },
      {
        contestant: 'pandas',
        label: 'pandas',
        python: 'pandas',
        argv: ({ python, folder }) => [python, frameworkFile('read_table.py'), tableFile(cell, folder)],
      },
    ],
    baselines: ['nnfs'],
    repetitions: 5,
  },
  {
    letter: 'l',
    title: 'Training a convnet for 28 x 28 pictures: conv 32, pool, conv 64, pool, 128, 10, batch 64, Adam',
    kind: 'units',
    work: 'train',
    unit: 'samples/s',
    less: false,
    figure: sampleRate,
    check: 'loss of step 10',
    cells: (quick) => [named('batch 64', convnet(quick ? 640 : 2560, 64))],
    contestants: ['nnfs', 'nnfs32', 'torch', 'torchLast'],
    baselines: ['nnfs', 'nnfs32'],
    seconds: 2,
    most: 100,
  },
  {
    letter: 'm',
    title: 'Predicting with it, batches of 64',
    kind: 'units',
    work: 'predict',
    unit: 'samples/s',
    less: false,
    figure: (seconds, { samples }) => samples / seconds,
    check: 'first confidence',
    cells: () => [named('batch 64', { ...convnet(640, 64), checked: 1 })],
    contestants: ['nnfs', 'nnfs32', 'tfjs', 'torch', 'torchLast', 'ort'],
    baselines: ['nnfs', 'nnfs32'],
    seconds: 1,
    most: 100,
  },
  {
    letter: 'n',
    title: 'Training it in batches of 4, beside frameworks in JavaScript, which take seconds for a step',
    kind: 'units',
    work: 'train',
    unit: 'samples/s',
    less: false,
    figure: sampleRate,
    check: 'loss of step 3',
    cells: () => [named('batch 4', { ...convnet(32, 4), checked: 2 })],
    contestants: ['nnfs', 'nnfs32', 'tfjsPlain', 'jax'],
    baselines: ['nnfs', 'nnfs32'],
    seconds: 1,
    most: 100,
  },
  {
    letter: 'o',
    title: 'Predicting with it in batches of 4',
    kind: 'units',
    work: 'predict',
    unit: 'samples/s',
    less: false,
    figure: (seconds, { samples }) => samples / seconds,
    check: 'first confidence',
    cells: () => [named('batch 4', { ...convnet(4, 4), checked: 1 })],
    contestants: ['nnfs', 'nnfs32', 'jax'],
    baselines: ['nnfs', 'nnfs32'],
    seconds: 1,
    most: 1000,
  },
  {
    letter: 'p',
    title:
      'The playground in Chromium, 300 x 2 to 12 to 12 to 3: the processor’s time, and memory after garbage collection',
    kind: 'page',
  },
];
