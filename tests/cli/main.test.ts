import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { root } from '../support/dist.ts';
import { run } from './run.ts';

const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
const commands = [
  'forward',
  'data',
  'train',
  'evaluate',
  'predict',
  'summary',
  'export',
  'import',
  'gradcheck',
  'playground',
];

describe('help', () => {
  test('nnfs alone shows it and lists every command', async () => {
    const { code, stdout, stderr } = await run();
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(/^Usage: nnfs /);
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
    expect(stdout).toContain('\nExamples:\n  nnfs ');
  });

  test('nnfs --help and nnfs help show the same', async () => {
    const alone = await run();
    expect(await run('--help')).toEqual(alone);
    expect(await run('-h')).toEqual(alone);
  });

  test.each(commands)('nnfs %s --help has examples', async (command) => {
    const { code, stdout, stderr } = await run(command, '--help');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(new RegExp(`^Usage: nnfs ${command} `));
    expect(stdout).toMatch(new RegExp(`\nExamples:\n  nnfs ${command}`));
    expect(await run('help', command)).toEqual({ code, stdout, stderr });
  });
});

test('--version', async () => {
  const answer = { code: 0, stdout: `${version}\n`, stderr: '' };
  expect(await run('--version')).toEqual(answer);
  expect(await run('-V')).toEqual(answer);
});

test.each([
  [['forwrd'], "unknown command 'forwrd' (Did you mean forward?)"],
  [['nothing-like-it'], "unknown command 'nothing-like-it'"],
  [['help', 'forwrd'], "unknown command 'forwrd' (Did you mean forward?)"],
  [['--versoin'], "unknown option '--versoin' (Did you mean --version?)"],
  [['-x'], "unknown option '-x'"],
])('wrong call %j', async (argv, message) => {
  expect(await run(...argv)).toEqual({ code: 2, stdout: '', stderr: `nnfs: ${message}\n` });
});
