/** Every example of the documentation, run. `UPDATE=1 npx vitest run tests/docs` writes what the pages print into them. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { version } from '../../package.json';
import { root } from '../support/dist.ts';
import { commentExamples, compile, markdownExamples, withOutputs, type Example } from '../support/examples.ts';
import { typeErrors } from './typecheck.ts';

const read = (path: string): string => readFileSync(root + path, 'utf8');
const files = (folder: string, end: string): string[] =>
  readdirSync(root + folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(end))
    .map((name) => `${folder}/${name}`);

const pages = ['README.md', ...files('docs', '.md')];
const sources = [...files('src', '.ts'), ...files('bin', '.ts')];

if (process.env.UPDATE) {
  for (const path of pages) {
    const found = markdownExamples(path, read(path));
    const outputs: string[] = [];
    for (const run of await compile(found)) outputs.push(await run());
    writeFileSync(root + path, withOutputs(read(path), found, outputs));
  }
}

const examples = [
  ...pages.flatMap((path) => markdownExamples(path, read(path))),
  ...sources.flatMap((path) => commentExamples(path, read(path))),
];
const programs = await compile(examples);

describe('an example prints what its page says', () => {
  const table = examples.map((example, i) => [`${example.path}:${example.line}`, example, programs[i]!] as const);
  test.each(table)('%s', async (_, { expected }, run) => {
    expect(await run()).toBe(expected);
  });
});

test('TypeScript accepts the examples', () => {
  expect(typeErrors(examples)).toEqual([]);
}, 60_000);

describe('the runner', () => {
  const fence = '```';
  const page = (...blocks: [info: string, body: string][]): string =>
    blocks.map(([info, body]) => `${fence}${info}\n${body}\n${fence}\n`).join('\n');
  const comment = (...lines: string[]): string => ['/**', ...lines.map((line) => ` * ${line}`), ' */'].join('\n');
  /** Whether what is printed is what is announced, for each example. */
  const verdicts = async (found: Example[]): Promise<boolean[]> => {
    const outputs = (await compile(found)).map((run) => run());
    return (await Promise.all(outputs)).map((output, i) => output === found[i]!.expected);
  };

  test.each([
    ['the right output', page(['ts', 'console.log(1 / 4)'], ['text', '0.25']), [true]],
    ['a wrong digit', page(['ts', 'console.log(1 / 4)'], ['text', '0.26']), [false]],
    ['a missing line', page(['ts', 'console.log(1);\nconsole.log(2)'], ['text', '1']), [false]],
    ['output nobody announced', page(['ts', 'console.log(1)']), [false]],
    ['silence', page(['ts', 'export {}']), [true]],
    ['no run', page(['ts no-run', 'throw new Error()']), []],
    ['a command', page(['sh', 'npm ci && npx nnfs --version'], ['text', version]), [true]],
    ['a command, wrong', page(['sh', 'npx nnfs --version'], ['text', 'none']), [false]],
    ['installing', page(['sh', 'npm ci']), [true]],
    ['a block for each module', page(['ts', 'const x = 1;'], ['ts', 'const x = 2;']), [true, true]],
    ['text in between', `${page(['ts', ''])}And:\n${page(['ts', 'console.log(1)'], ['text', '1'])}`, [true, true]],
    ['a block in a list', page(['ts', 'console.log(1)'], ['text', '1']).replaceAll(/^(?=.)/gm, '  '), [true]],
  ])('in a page: %s', async (_, text, expected) => {
    expect(await verdicts(markdownExamples('page.md', text))).toEqual(expected);
  });

  test.each([
    ['behind', ['@example', 'console.log([1, 2]); // [ 1, 2 ]'], true],
    ['behind, wrong', ['@example', 'console.log([1, 2]); // [1, 2]'], false],
    ['below', ['@example', "console.log('a\\n b');", '// a', '//  b'], true],
    ['below, wrong', ['@example', "console.log('a\\n b');", '// a', '// b'], false],
    ['missing', ['@example', 'console.log(1);'], false],
    ['an explanation', ['@example', '// Not printed.', 'const x = 1; // [N, O]', 'console.log(x); // 1'], true],
    ['another tag after it', ['@example', 'console.log(1); // 1', '@see the book'], true],
  ])('in a doc comment: %s', async (_, lines, expected) => {
    expect(await verdicts(commentExamples('file.ts', comment('A sentence.', '', ...lines)))).toEqual([expected]);
  });

  test('every example starts from the same state', async () => {
    const code = "import { random } from 'nnfs';\nconsole.log(random.randomSample());";
    const [first, second] = await compile(markdownExamples('page.md', page(['ts', code], ['ts', code])));
    expect(await first!()).toBe('0.5488135039273248');
    expect(await second!()).toBe('0.5488135039273248');
  });

  test('an error of an example is its failure', async () => {
    const [run] = await compile(markdownExamples('page.md', page(['ts', "throw new Error('no')"])));
    await expect(run!()).rejects.toThrow('no');
  });

  test('an example that cannot be read does not stop the others', async () => {
    const text = page(['ts', "import { nothing } from 'nnfs';\nnothing();"], ['ts', 'console.log(1)']);
    const [broken, whole] = await compile(markdownExamples('page.md', text));
    await expect(broken!()).rejects.toThrow('No matching export in "src/index.ts" for import "nothing"');
    expect(await whole!()).toBe('1');
  });

  test('says where an example has a wrong type', () => {
    const text = page(['text', '']).replace('text', 'sh') + page(['ts', "import { eye } from 'nnfs';\neye('2');"]);
    expect(typeErrors(markdownExamples('page.md', text))).toEqual([
      "page.md:6: Argument of type 'string' is not assignable to parameter of type 'number'.",
    ]);
  }, 60_000);

  test('refuses what it cannot check', () => {
    expect(() => markdownExamples('page.md', page(['text', '1']))).toThrow('page.md:1: nothing before this block');
    expect(() => markdownExamples('page.md', `${page(['ts', ''])}So:\n\n${page(['text', '1'])}`)).toThrow('page.md:6');
    expect(() => markdownExamples('page.md', `${fence}ts\n`)).toThrow('page.md:1: this block has no end');
  });

  test('writes what is printed into a page', () => {
    const text = page(['ts', 'one'], ['text', 'old\nold'], ['ts', 'two'], ['text', 'old']);
    const updated = page(['ts', 'one'], ['text', '1'], ['ts', 'two'], ['text', '2\n2']);
    expect(withOutputs(text, markdownExamples('page.md', text), ['1', '2\n2'])).toBe(updated);
  });
});
