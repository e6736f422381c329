/**
 * Where one machine ends: samples a second, and memory, by the size of a network and by the rows of a table.
 *
 *     node bench/scaling.mjs [--write]
 *
 * `--write` puts the figures into docs/scaling.md. Each case has a process of its own.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';
import { writeTable } from './lib/make-table.mjs';
import { machine } from './lib/machine.mjs';
import { figure } from './lib/stats.mjs';

const run = promisify(execFile);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const nnfs = await import('../dist/index.js');
const { values } = parseArgs({ options: { case: { type: 'string' }, write: { type: 'boolean', default: false } } });

const BATCH = 128;

/** A perceptron for pictures of 28 x 28 pixels. */
function perceptron(width) {
  const random = new nnfs.RandomState(0);
  const sizes = [784, width, width, 10];
  const dense = (i) => new nnfs.Dense(sizes[i], sizes[i + 1], { random, initializer: 'heUniform' });
  const model = new nnfs.Model([dense(0), new nnfs.ReLU(), dense(1), new nnfs.ReLU(), dense(2), new nnfs.Softmax()]);
  return model.set({ loss: new nnfs.CategoricalCrossentropy(), optimizer: new nnfs.Adam() });
}

/**
 * The seconds of a step, of which some are taken for a while and the first are not timed; at least one is. Of the processor's time, in
 * which whatever else the machine does has little part.
 */
function timeSteps(model, X, y, seconds) {
  const now = () => process.cpuUsage().user / 1e6 + process.cpuUsage().system / 1e6;
  const begin = now();
  let [from, steps] = [begin, 0];
  for (const _ of model.trainSteps(X, y, { epochs: 1e6, batchSize: BATCH, history: false })) {
    const time = now();
    steps++;
    if (time - begin < seconds / 4) [from, steps] = [time, 0];
    if (steps > 0 && time - begin > seconds) return (time - from) / steps;
  }
}

const peak = () => process.resourceUsage().maxRSS / 1024; // MiB

/** What a process of its own measures, as JSON. */
const MEASURES = {
  width(width) {
    const random = new nnfs.RandomState(1);
    const [X, y] = [random.uniform(0, 1, [4 * BATCH, 784]), random.randint(0, 10, [4 * BATCH])];
    const model = perceptron(Number(width));
    const parameters = model.getParameters().reduce((sum, { size }) => sum + size, 0);
    return { parameters, second: BATCH / timeSteps(model, X, y, 8), peak: peak() };
  },
  async rows(file) {
    const bytes = await readFile(file);
    const begin = process.cpuUsage().user;
    const table = nnfs.parseCsv(bytes);
    const encoder = new nnfs.TableEncoder({ target: 'x20', task: 'regression' }).fit(table);
    const { X, y } = encoder.transform(table);
    const prepared = (process.cpuUsage().user - begin) / 1e6;
    const random = new nnfs.RandomState(0);
    const dense = (I, O) => new nnfs.Dense(I, O, { random, initializer: 'heUniform' });
    const model = new nnfs.Model([
      dense(X.shape[1], 64),
      new nnfs.ReLU(),
      dense(64, 64),
      new nnfs.ReLU(),
      dense(64, 1),
    ]);
    model.set({ loss: new nnfs.MeanSquaredError(), optimizer: new nnfs.Adam() });
    return { rows: table.rows, prepared, second: BATCH / timeSteps(model, X, y, 8), peak: peak() };
  },
};

const MiB = (value) => (value < 1000 ? `${Math.round(value)} MiB` : `${(value / 1024).toFixed(1)} GiB`);

if (values.case !== undefined) {
  const [name, argument] = values.case.split('=');
  nnfs.init({ dotPrecision: 'float32' });
  console.log(JSON.stringify(await MEASURES[name](argument)));
} else {
  const folder = await mkdtemp(join(tmpdir(), 'nnfs-scaling-'));
  try {
    const { cpu, cores, memoryGiB, node, date } = machine();
    const head = `Measured on ${date}. ${cpu}, ${cores} cores, ${memoryGiB} GiB; Node.js ${node}, one thread, float32, by the time of the processor.`;
    const parts = [head];
    for (const part of [byWidth, byRows]) {
      parts.push(await part(folder));
      console.log(parts.at(-1));
    }
    if (values.write) await write(parts.join('\n\n'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function measure(what) {
  return JSON.parse((await run(process.execPath, [here('scaling.mjs'), '--case', what])).stdout);
}

async function byWidth() {
  const rows = [];
  for (const width of [128, 512, 2048, 8192, 15000]) {
    const { parameters, second, peak } = await measure(`width=${width}`);
    const epoch = 60_000 / second;
    rows.push([`784-${width}-${width}-10`, figure(parameters), figure(second), `${figure(epoch)} s`, MiB(peak)]);
  }
  return table(['network', 'parameters', 'samples/s', 'an epoch of 60,000', 'memory'], rows);
}

async function byRows(folder) {
  const rows = [];
  for (const count of [10_000, 100_000, 1_000_000, 3_000_000]) {
    const file = join(folder, 'rows.csv');
    await writeTable(nnfs, file, { kind: 'numbers', rows: count, columns: 21 });
    const { size } = await stat(file);
    const { prepared, second, peak } = await measure(`rows=${file}`);
    rows.push([
      figure(count),
      MiB(size / 2 ** 20),
      `${figure(prepared)} s`,
      figure(second),
      `${figure(count / second)} s`,
      MiB(peak),
    ]);
  }
  return table(['rows of 20 numbers', 'CSV', 'read and encoded', 'samples/s', 'an epoch', 'memory'], rows);
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, i) => (i === 0 ? '---' : '---:'))), ...rows.map(line)].join('\n');
}

async function write(figures) {
  const page = here('../docs/scaling.md');
  const text = await readFile(page, 'utf8');
  const marked = /(<!-- figures: .* -->\n)[\s\S]*(\n<!-- end of figures -->)/;
  if (!marked.test(text)) throw new Error('docs/scaling.md has lost the comments between which the figures go');
  await writeFile(
    page,
    text.replace(marked, (_, begin, end) => `${begin}\n${figures}\n${end}`),
  );
}
