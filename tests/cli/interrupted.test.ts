/** Runs that are stopped before their first epoch ends: they say so, whatever they learn and were asked to show. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folderWith, lines } from './picture-folder.ts';
import { folder, runIn } from './run.ts';

const at = (): ((name: string) => string) => {
  const rows = Array.from({ length: 60 }, (_, i) => `${i % 7},${i % 3 ? 'red' : 'blue'},${3 * (i % 7) + (i % 3)}`);
  return folder({ 't.csv': `size,color,price\n${rows.join('\n')}\n` });
};

const table = (path: (name: string) => string, target: string): string[] => ['--data', path('t.csv'), '--target', target, '--test', path('t.csv'), '--epochs', '2']; // prettier-ignore
const judged = ['--validation', '0.25', '--early-stopping'];
const RUNS: readonly [what: string, words: () => string[]][] = [
  ['generated data', () => ['--data', 'spiral', '--epochs', '2']],
  ['generated data that judges', () => ['--data', 'spiral', '--epochs', '2', '--validation', '10']],
  ['classes of a table', () => table(at(), 'color')],
  ['classes of a table that judges', () => [...table(at(), 'color'), ...judged]],
  ['numbers of a table', () => table(at(), 'price')],
  ['numbers of a table that judges', () => [...table(at(), 'price'), ...judged]],
  ['pictures', () => ['--data', folderWith(lines(12))(''), '--epochs', '2']],
  ['pictures that judge', () => ['--data', folderWith(lines(12))(''), '--epochs', '2', ...judged]],
];

test.each(RUNS)('%s', async (_, words) => {
  const path = folder();
  const outputs = ['--save', path('m'), '--plot', path('run.html')];
  for (const shown of [[], ['--json'], outputs]) {
    const argv = words();
    const { code, stdout, stderr } = await runIn({ onListening: (interrupt) => interrupt() }, 'train', ...argv, ...shown); // prettier-ignore
    expect(stderr).toMatch(/nnfs: stopped after 0 of 2 epochs\. /);
    expect(code).toBe(130);
    if (shown.includes('--json')) expect(JSON.parse(stdout)).toMatchObject({ finished: false, epochs: 0, history: [] });
  }
  expect(readFileSync(path('run.html'), 'utf8')).toContain('stopped after 0 of 2 epochs');
  const resumed = await runIn({}, 'train', '--resume', path('m'));
  expect(resumed.code, resumed.stderr).toBe(0);
});
