/** The programs of examples/, run. `UPDATE=1 npx vitest run tests/examples.test.ts` writes what they print to their ends. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { root } from './support/dist.ts';
import { compile, type Example } from './support/examples.ts';

const names = readdirSync(`${root}examples`).filter((name) => name.endsWith('.ts'));

/** The line before what a program prints, which stands below it as comments. */
const MARK = '\n// Prints:\n';

const read = (): Example[] =>
  names.map((name) => {
    const path = `examples/${name}`;
    const [code = '', printed = ''] = readFileSync(root + path, 'utf8').split(MARK);
    return { path, line: 1, language: 'ts', code, expected: printed.trimEnd().replaceAll(/^\/\/ ?/gm, '') };
  });
const programs = await compile(read());

if (process.env.UPDATE) {
  for (const [i, { path, code }] of read().entries()) {
    const comments = (await programs[i]!()).replaceAll(/^/gm, '// ').replaceAll(/ +$/gm, '');
    writeFileSync(root + path, `${code.trimEnd()}\n${MARK}${comments}\n`);
  }
}

test.each(read().map((example, i) => [example.path, example, programs[i]!] as const))(
  '%s prints what it says',
  async (_, { expected }, run) => {
    expect(expected).not.toBe('');
    expect(await run()).toBe(expected);
  },
);

test('the index names each of them', () => {
  const index = readFileSync(`${root}examples/README.md`, 'utf8');
  expect(Array.from(index.matchAll(/\]\((\d\d-.*?\.ts)\)/g), ([, name]) => name)).toEqual(names);
});
