/** A run in the playground is the run of the program that it exports, and goes to any step of itself. */
import { createHash } from 'node:crypto';
import { compileFunction } from 'node:vm';
import * as nnfs from 'nnfs';
import { describe, expect, test } from 'vitest';
import { encodePoints, snapped } from '../../playground/core/points.ts';
import { OwnTable } from '../../playground/core/own-table.ts';
import { programOf } from '../../playground/core/program.ts';
import { Run } from '../../playground/core/run.ts';
import { DEFAULTS, fromQuery, type Settings } from '../../playground/core/settings.ts';

const settingsOf = (query: string) => fromQuery(query).settings;
const bytesOf = (model: nnfs.Model): Uint8Array => model.toBytes({ training: true, history: false });
const hash = (model: nnfs.Model): string => createHash('sha256').update(bytesOf(model)).digest('hex');

/** Runs an exported program; what it printed, and its model. */
async function execute(program: string, file = ''): Promise<{ model: nnfs.Model; printed: unknown[] }> {
  const printed: unknown[] = [];
  const names = /import \{ (.*) \} from 'nnfs';/.exec(program)![1]!;
  const body = program.replaceAll(/^import .*$/gm, '').replace(/^/, `const { ${names} } = nnfs;`);
  const console = { log: (value: unknown) => printed.push(value) };
  const code = `return (async () => { ${body}\nreturn model; })();`;
  const run = compileFunction(code, ['nnfs', 'console', 'readFileSync']) as (
    library: typeof nnfs,
    out: object,
    read: (path: string) => string,
  ) => Promise<nnfs.Model>;
  return { model: await run(nnfs, console, (path) => (path === 'own.csv' ? file : '')), printed };
}

/** Three marks on a spiral. */
const DRAWING = encodePoints(
  Array.from({ length: 24 }, (_, n) => ({
    x: snapped(0.03 * n * Math.cos(n)),
    y: snapped(0.04 * n * Math.sin(n)),
    mark: n % 3,
  })),
);

const QUERIES = [
  '',
  'heldOut=0&hidden=64&initializer=book&rate=0.05&decay=5e-7',
  'batch=32&shuffle=yes&dropout=0.1&l2=0.0005&seed=7',
  'data=moons&noise=0.2&dataSeed=3&hidden=8&activation=tanh&optimizer=sgd&momentum=0.9&rate=0.5',
  'data=vertical&classes=5&hidden=none&optimizer=rmsprop&batch=50',
  'data=circles&heldOut=0.5&activation=leakyRelu&optimizer=adagrad&initializer=glorotUniform',
  'data=blobs&classes=8&samples=30&activation=gelu&optimizer=adamw&batch=7&shuffle=yes',
  'data=sine&samples=200&activation=swish&hidden=8,8&noise=0.05&seed=2',
  'data=sine&samples=60&noise=0.1&dataSeed=4&activation=elu&dropout=0.2&heldOut=0',
  'data=sine&noise=0&activation=sigmoid&batch=16&shuffle=yes',
  'optimizer=nadam&schedule=cosine&scheduleSteps=20&activation=mish&l1=0.001',
  'optimizer=adamax&schedule=oneCycle&scheduleSteps=25&activation=selu&hidden=8&l2=0.001',
  'optimizer=amsgrad&schedule=halving&scheduleSteps=10&activation=hardSwish&hidden=5',
  'optimizer=adadelta&rate=1&schedule=warmup&scheduleSteps=9&activation=softplus&hidden=5',
  'optimizer=lion&rate=0.002&activation=softsign&hidden=5',
  'data=hills&samples=80&noise=0.05&hidden=8&seed=3',
  'data=hills&samples=50&noise=0&dataSeed=2&heldOut=0',
  `data=drawn&points=${DRAWING}`,
  `data=drawn&task=curve&points=${DRAWING}&heldOut=0&batch=5&shuffle=yes`,
  `data=drawn&task=surface&points=${DRAWING}&dataSeed=1`,
];

describe.each(QUERIES)('%s', (query) => {
  test('the exported program trains to the same bits', async () => {
    const settings = settingsOf(query);
    const run = new Run(settings);
    const start = hash(run.model);
    run.seek(12 * run.stepsPerEpoch);
    const { model, printed } = await execute(programOf(settings, 12));
    expect(Buffer.compare(bytesOf(model.set({})), bytesOf(run.model))).toBe(0);
    expect(hash(run.model)).not.toBe(start);
    const { training, heldOut } = run.data;
    const scores = [training, ...(heldOut ? [heldOut] : [])].map(({ X, y }) => run.model.evaluate(X, y));
    expect(printed).toEqual(scores);
    expect((await execute(programOf(settings, 0))).printed).toHaveLength(scores.length);
  });

  test('every step of it can be gone to, in any order and in any slices', () => {
    const settings = settingsOf(query);
    const reference = new Run(settings);
    const steps = [0, 1, 5, 11, 30];
    const hashes = steps.map((step) => {
      reference.seek(step);
      return hash(reference.model);
    });
    expect(new Set(hashes).size).toBe(steps.length);
    let time = 0;
    const run = new Run(settings, () => (time += 150)); // a keyframe every other look at the clock
    for (const i of [4, 2, 3, 0, 4, 1, 0, 2]) {
      run.seek(steps[i]!);
      expect([run.step, hash(run.model)]).toEqual([steps[i], hashes[i]]);
    }
    run.seek(0);
    while (run.step < 30) run.advance({ until: 30, ms: 1 });
    expect(hash(run.model)).toBe(hashes[4]);
    expect(run.reached).toBe(30);
  });
});

test('a run that leaves the finite numbers says so, and can be left backwards', () => {
  const run = new Run(settingsOf('data=sine&optimizer=sgd&rate=10&hidden=8&activation=linear&heldOut=0'));
  run.advance({ until: 1000 });
  expect(run.diverged).toBeInstanceOf(nnfs.DivergedError);
  const last = run.step;
  expect(last).toBeGreaterThan(0);
  run.advance({ until: 1000 });
  expect(run.step).toBe(last);
  run.seek(last - 1);
  expect([run.step, run.diverged]).toEqual([last - 1, undefined]);
});

test.each([
  { target: 'kind', task: 'classes', classes: 2 },
  { target: 'kind', task: 'classes', classes: 2, heldOut: 0, hidden: [] },
  { target: 'b', task: 'surface', dataSeed: 4, batch: 10, shuffle: 'yes' },
] as const)('a program that reads a table has the same bits: %o', async (change) => {
  const random = new nnfs.RandomState(3);
  const rows = Array.from(
    { length: 40 },
    (_, n) => `${random.randn()},${n === 5 ? '' : random.randn()},${n % 3 ? 'x' : 'y'}`,
  );
  const text = `a,b,kind\n${rows.join('\n')}\n`;
  const table = new OwnTable('own.csv', new TextEncoder().encode(text));
  const settings: Settings = { ...DEFAULTS, data: 'table', table: table.summary.id, ...change };
  const run = new Run(settings, undefined, (...of) => table.makeData(...of));
  run.seek(9 * run.stepsPerEpoch);
  const { model, printed } = await execute(
    programOf(settings, 9, { name: 'own.csv', inputs: run.data.inputs.length }),
    text,
  );
  expect(Buffer.compare(bytesOf(model.set({})), bytesOf(run.model))).toBe(0);
  expect(printed).toHaveLength(run.data.heldOut ? 2 : 1);
});
