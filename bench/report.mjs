// Writes the figures of a run of the bench into docs/performance.md: node bench/report.mjs [FILE]
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outcomeTable, versionsOf } from './lib/tables.mjs';

const page = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const file = process.argv[2] ?? fileURLToPath(new URL('results/latest.json', import.meta.url));

const { machine, python, quick, outcomes } = JSON.parse(await readFile(resolve(file), 'utf8'));
if (quick) throw new Error('these are the figures of a --quick run, which are no measurements');

const where = `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB; ${machine.platform}; Node.js ${machine.node} (V8 ${machine.v8})`;
const versions = versionsOf(outcomes).map((name) => (name.startsWith('NumPy ') ? `NumPy ${python.numpy}` : name));
const head = [`Measured on ${machine.date}. ${where}.`, ...(versions.length > 0 ? [`${versions.join(', ')}.`] : [])];
const tables = outcomes.map((outcome) => `### ${outcome.letter}. ${outcome.title}\n\n${outcomeTable(outcome)}`);
const figures = [head.join(' '), ...tables].join('\n\n');

const text = await readFile(page, 'utf8');
const marked = /(<!-- figures: .* -->\n)[\s\S]*(\n<!-- end of figures -->)/;
if (!marked.test(text)) throw new Error('docs/performance.md has lost the comments between which the figures go');
await writeFile(
  page,
  text.replace(marked, (_, begin, end) => `${begin}\n${figures}\n${end}`),
);
