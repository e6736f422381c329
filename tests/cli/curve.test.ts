/** The curve in the terminal: what it shows, and where there is none. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { curveLines } from '../../src/cli/terminal/curve.ts';
import { run, runIn, words } from './run.ts';

beforeEach(() => vi.stubEnv('TERM', 'xterm'));
afterEach(() => vi.unstubAllEnvs());

const falling = Array.from({ length: 60 }, (_, i) => 10 - i / 6);
const draw = (training: readonly number[], validation: readonly number[] = [], columns = 80): string[] =>
  curveLines({ training, validation }, columns, false);

describe('curveLines', () => {
  test('a falling loss', () => {
    expect(draw([4, 3, 2, 1, 0])).toEqual([
      'loss  ─ training',
      ...['        4 ┼╮', '      3.5 ┤│', '        3 ┤╰╮', '      2.5 ┤ │', '        2 ┤ ╰╮'],
      ...['      1.5 ┤  │', '        1 ┤  ╰╮', '      0.5 ┤   │', '        0 ┤   ╰'],
    ]);
  });

  test('that of validation is dotted, and behind', () => {
    const lines = draw([1, 0, 0], [1, 1, 1]);
    expect(lines[0]).toBe('loss  ─ training  ┄ validation');
    expect(lines[1]).toBe('        1 ┼╮┄');
  });

  test('its numbers differ, and keep their signs', () => {
    const labels = (values: number[]): string[] => draw(values).slice(1).map((line) => line.slice(0, 10)); // prettier-ignore
    expect(labels([1.0986, 1.0978]).map((label) => label.trim())).toEqual(['1.0986', '1.0985', '1.0984', '1.0983', '1.0982', '1.0981', '1.098', '1.0979', '1.0978']); // prettier-ignore
    expect(labels([-1e-100, -2.5e-100])[0]).toBe('  -1e-100 ');
    expect(labels([-1e-100, -2.5e-100])[8]).toBe('-2.5e-100 ');
  });

  test('colours tell them apart, where there are some', () => {
    const lines = curveLines({ training: [1, 0, 0], validation: [1, 1, 1] }, 80, true);
    expect(lines[0]).toBe('loss  \u001b[34m─ training\u001b[0m  \u001b[33m┄ validation\u001b[0m');
    expect(lines[1]).toBe('        1 ┼\u001b[34m╮\u001b[0m\u001b[33m┄\u001b[0m');
  });

  test.each([
    ['a run that diverged', [3, 2, Infinity, 1, NaN]],
    ['equal values', [1, 1, 1]],
    ['nothing but zero', [0, 0]],
    ['hardly different values', [1e6, 1e6 + 1e-9]],
    ['the least differences', [5e-324, 1e-323, 0]],
    ['large values', [1e300, -1e300]],
    ['below 0', [-1, -2, -1e-7]],
    ['many epochs', Array.from({ length: 10_001 }, (_, i) => 1 / (i + 1))],
  ])('%s: nine lines and a legend, each as wide as the terminal at most', (_, values) => {
    for (const columns of [32, 79, 80, 300]) {
      const lines = draw(values, values, columns);
      expect(lines).toHaveLength(10);
      expect(Math.max(...lines.map((line) => Array.from(line).length))).toBeLessThan(Math.min(columns, 101));
      expect(lines.join('')).not.toMatch(/NaN|Infinity|undefined/);
    }
  });

  test.each([
    ['nothing', [], 80],
    ['a single epoch', [1], 80],
    ['nothing finite', [NaN, Infinity], 80],
    ['the widest span', [1.7e308, -1.7e308], 80],
    ['a narrow terminal', falling, 31],
  ])('%s: no curve', (_, values, columns) => {
    expect(draw(values, [], columns)).toEqual([]);
  });
});

describe('nnfs train --curve', () => {
  const line = words('train --data spiral --hidden 4 --epochs 40 --print-every 20 --validation 10');

  test('leaves its curve behind', async () => {
    const { code, stdout, stderr } = await runIn({ terminal: true }, ...line, '--curve');
    expect(code).toBe(0);
    const last = stderr.split('\u001b[2K\r\u001b[10A\u001b[J').at(-1);
    expect(last).toMatch(/^loss {2}─ training {2}┄ validation\n( {0,9}[\d.]+ [┼┤].*\n){9}$/);
    expect(stdout).toBe((await run(...line)).stdout);
  });

  test.each([
    ['where nobody looks', {}, 'xterm', ['--curve']],
    ['on a terminal that cannot go back', { terminal: true }, 'dumb', ['--curve']],
    ['unless asked for', { terminal: true }, 'xterm', []],
  ])('is not there %s', async (_, surroundings, TERM, more) => {
    vi.stubEnv('TERM', TERM);
    expect((await runIn(surroundings, ...line, ...more)).stderr).not.toContain('─ training');
  });
});
