/**
 * A process that measures one framework: it takes orders on its standard input, a line of JSON each, and answers so.
 *
 *     { order: 'setup', task, cell, warm, seconds, most }  ->  { check, count, version, note }
 *     { order: 'measure' }                                 ->  { seconds, count }
 *
 * A framework module exports `version`, and for each task it knows a function that takes the cell's data and gives
 * `{ begin, run, note? }`: `begin` starts over, untimed, its first step included; `run(count)` does that many units of work
 * and returns what shows that they were done, a loss or a sum.
 */
import { createInterface } from 'node:readline';
import { readCell } from '../lib/cells.mjs';

const [module, settings] = process.argv.slice(2);
const framework = await import(`./${module}.mjs`);
await framework.start?.(JSON.parse(settings));

let work;
let count = 1;

const now = () => performance.now() / 1000;

async function timed(units) {
  await work.begin();
  const start = now();
  const value = await work.run(units);
  return { seconds: now() - start, value };
}

const orders = {
  async setup({ task, cell, warm, seconds, most }) {
    work = await framework[task](await readCell(cell));
    const first = await timed(cell.checked ?? 1);
    let unit = first.seconds / (cell.checked ?? 1);
    for (const end = now() + warm; now() < end; unit = (await timed(count)).seconds / count) {
      count = Math.max(1, Math.min(most, Math.floor(seconds / unit)));
    }
    count = Math.max(1, Math.min(most, Math.floor(seconds / unit)));
    return { check: first.value, count, version: framework.version, note: work.note };
  },
  async measure() {
    const { seconds } = await timed(count);
    return { seconds, count };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const { order, ...rest } = JSON.parse(line);
  const answer = await orders[order](rest).catch((error) => ({ error: String(error?.message ?? error) }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
process.exit(0);
