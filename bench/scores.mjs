/**
 * How good the defaults of `nnfs train` are on real tables, beside scikit-learn's linear model and its perceptron on the same splits:
 *
 *     node bench/scores.mjs FOLDER [--splits 5] [--write]
 *
 * FOLDER holds the tables named below. `--write` puts the figures into docs/your-data.md. Needs python3-sklearn and python3-pandas.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs, promisify } from 'node:util';

const run = promisify(execFile);
const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** File, target, task and columns to leave out; the sources are named in docs/your-data.md. */
const TABLES = [
  ['iris.csv', 'species', 'classification', []],
  ['digits.csv', 'digit', 'classification', []],
  ['penguins.csv', 'Species', 'classification', []],
  ['seattle-weather.csv', 'weather', 'classification', []],
  ['cars.csv', 'Miles_per_Gallon', 'regression', []],
  ['barley.csv', 'yield', 'regression', []],
  ['gapminder.csv', 'life_expect', 'regression', []],
  ['movies.csv', 'IMDB Rating', 'regression', []],
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { splits: { type: 'string', default: '5' }, write: { type: 'boolean', default: false } },
});
const [data] = positionals;
if (data === undefined) throw new Error('node bench/scores.mjs FOLDER: the folder of the tables');

const folder = await mkdtemp(join(tmpdir(), 'nnfs-scores-'));
try {
  const tables = TABLES.map(([file, target, task, drop]) => {
    return { name: file.replace('.csv', ''), file: resolve(data, file), target, task, drop };
  });
  await writeFile(join(folder, 'tables.json'), JSON.stringify(tables));
  const python = [
    '/usr/bin/python3',
    [here('frameworks/sklearn_tables.py'), join(folder, 'tables.json'), folder, values.splits],
  ];
  const theirs = JSON.parse((await run(...python, { maxBuffer: 1e8 })).stdout);
  const rows = [];
  for (const { name, target, task } of tables) {
    const scores = { linear: [], network: [], nnfs: [] };
    for (const result of theirs.filter((each) => each.name === name)) {
      scores.linear.push(result.linear);
      scores.network.push(result.network);
      scores.nnfs.push(await score(join(folder, `${name}.${result.split}`), target, task, result.split));
    }
    rows.push([name, target, task === 'classification' ? 'accuracy' : 'R²', ...Object.values(scores).map(mean)]);
    console.log(rows.at(-1).join('  '));
  }
  if (values.write) await write(rows);
} finally {
  await rm(folder, { recursive: true });
}

/** What the command line reports of the rows held back. */
async function score(parts, target, task, seed) {
  const options = [
    '--data',
    `${parts}.train.csv`,
    '--validation',
    `${parts}.test.csv`,
    '--target',
    target,
    '--task',
    task,
  ];
  const { stdout } = await run(process.execPath, [here('../dist/cli.js'), 'train', ...options, '--seed', String(seed), '--json'], { maxBuffer: 1e9 }); // prettier-ignore
  const { validation } = JSON.parse(stdout);
  return task === 'classification' ? validation.accuracy : validation.r2;
}

function mean(numbers) {
  return (numbers.reduce((sum, number) => sum + number, 0) / numbers.length).toFixed(3);
}

async function write(rows) {
  const page = here('../docs/your-data.md');
  const head = ['table', 'target', 'score', 'linear model', 'perceptron', '`nnfs train`'];
  const lines = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
  const text = await readFile(page, 'utf8');
  const marked = /(<!-- scores -->\n)[\s\S]*(\n<!-- end of scores -->)/;
  if (!marked.test(text)) throw new Error('docs/your-data.md has lost the comments between which the scores go');
  await writeFile(
    page,
    text.replace(marked, (_, begin, end) => `${begin}\n${lines.join('\n')}\n${end}`),
  );
}
