// Writes the figures of a run of the bench into docs/performance.md, in place of older ones of the same tasks: node bench/report.mjs [FILE]
import { readFile, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { outcomeTable, versionsOf } from './lib/tables.mjs';

const page = fileURLToPath(new URL('../docs/performance.md', import.meta.url));
const file = process.argv[2] ?? fileURLToPath(new URL('results/latest.json', import.meta.url));

const { machine, python, quick, outcomes } = JSON.parse(await readFile(resolve(file), 'utf8'));
if (quick) throw new Error('these are the figures of a --quick run, which are no measurements');

const where = `${machine.cpu}, ${machine.cores} cores, ${machine.memoryGiB} GiB; ${machine.platform}; Node.js ${machine.node} (V8 ${machine.v8})`;

function section(outcome) {
  const versions = versionsOf([outcome]).map((name) => (name.startsWith('NumPy ') ? `NumPy ${python.numpy}` : name));
  const measured = `Measured on ${machine.date}. ${[where, ...versions].join('; ')}.`;
  return `### ${outcome.letter}. ${outcome.title}\n\n${outcomeTable(outcome)}\n\n${measured}`;
}

const text = await readFile(page, 'utf8');
const marked = /(<!-- figures: .* -->\n)([\s\S]*)(\n<!-- end of figures -->)/;
const [, , before] = marked.exec(text) ?? [];
if (before === undefined) {
  throw new Error('docs/performance.md has lost the comments between which the figures go');
}
const letter = (part) => part.charAt('### '.length);
const sections = new Map(before.split(/\n(?=### )/).slice(1).map((part) => [letter(part), part.trim()])); // prettier-ignore
for (const outcome of outcomes) sections.set(outcome.letter, section(outcome));
const figures = [...sections].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, part]) => part);
await writeFile(
  page,
  text.replace(marked, (_, begin, __, end) => `${begin}\n${figures.join('\n\n')}\n${end}`),
);
