import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { folder } from '../cli/run.ts';
import { dist, root } from '../support/dist.ts';

test('are-the-types-wrong finds nothing wrong with the packed package', () => {
  dist('index.d.ts');
  const cwd = folder()('');
  const options = { cwd, encoding: 'utf8', shell: process.platform === 'win32' } as const;
  execFileSync('npm', ['pack', '--ignore-scripts', '--silent', root], options);
  expect(execFileSync(`${root}node_modules/.bin/attw`, readdirSync(cwd), options)).toContain('No problems found');
});
