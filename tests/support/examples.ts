/**
 * The examples of the documentation as programs: finds them in Markdown and in doc comments, and runs them.
 *
 * In Markdown a `ts` block is a module of its own and a `sh` block a list of commands in a folder of its own; both must
 * print exactly the `text` block that follows, or nothing where none follows. `ts no-run` and `sh no-run` are left alone.
 * In a doc comment, what an `@example` prints is written behind each `console.log(...)`, on its line or as comment lines
 * below it.
 */
import { execFile } from 'node:child_process';
import { Console } from 'node:console';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';
import * as esbuild from 'esbuild';
import { dist, root } from './dist.ts';

export interface Example {
  readonly path: string;
  /** The line of `path` that the code starts on, counting from 1. */
  readonly line: number;
  readonly language: 'ts' | 'sh';
  readonly code: string;
  /** What it must print. */
  readonly expected: string;
  /** The lines of `path` that hold `expected` in Markdown: from, and to which (not included), counting from 0. */
  readonly printed?: readonly [from: number, to: number];
}

/** The examples of a Markdown page. Throws for a `text` block that nothing prints. */
export function markdownExamples(path: string, text: string): Example[] {
  const lines = text.split('\n');
  const examples: Example[] = [];
  let before: string | undefined;
  for (let i = 0; i < lines.length; i++) {
    const [, indent = '', info] = /^(\s*)```(.*)$/.exec(lines[i]!) ?? [];
    if (info === undefined) {
      if (lines[i] !== '') before = undefined;
      continue;
    }
    const end = lines.indexOf(`${indent}\`\`\``, i + 1);
    if (end < 0) throw new Error(`${path}:${i + 1}: this block has no end`);
    const body = lines.slice(i + 1, end).map((line) => line.slice(indent.length));
    const code = body.join('\n');
    if (info === 'ts' || info === 'sh') examples.push({ path, line: i + 2, language: info, code, expected: '' });
    if (info === 'text') {
      if (before !== 'ts' && before !== 'sh') throw new Error(`${path}:${i + 1}: nothing before this block prints it`);
      examples.push({ ...examples.pop()!, expected: code, printed: [i + 1, end] });
    }
    before = info;
    i = end;
  }
  return examples;
}

/** The `@example`s of the doc comments of a TypeScript file. */
export function commentExamples(path: string, text: string): Example[] {
  const examples: Example[] = [];
  for (const comment of text.matchAll(/\/\*\*[^]*?\*\//g)) {
    const lines = comment[0]
      .slice(0, -2)
      .split('\n')
      .map((line) => line.replace(/^\s*\* ?/, ''));
    const first = text.slice(0, comment.index).split('\n').length;
    lines.forEach((tag, i) => {
      if (tag.trimEnd() !== '@example') return;
      const rest = lines.slice(i + 1);
      const end = rest.findIndex((line) => line.startsWith('@'));
      const code = rest.slice(0, end < 0 ? rest.length : end);
      const expected = announced(code).join('\n');
      examples.push({ path, line: first + i + 1, language: 'ts', code: code.join('\n').trimEnd(), expected });
    });
  }
  return examples;
}

/** What the comments behind the `console.log`s, and below a training that prints, announce. */
function announced(code: readonly string[]): string[] {
  const printed: string[] = [];
  let logging = false;
  for (const line of code) {
    const comment = /^\s*\/\/ ?(.*)$/.exec(line);
    if (comment && logging) printed.push(comment[1]!);
    if (comment) continue;
    logging = /console\.log\(|\bprintEvery:/.test(line);
    const behind = /console\.log\(.*\);? \/\/ (.*)$/.exec(line);
    if (behind) printed.push(behind[1]!);
  }
  return printed;
}

/** A Markdown page with the given outputs, one for each of its examples, in place of the expected ones. */
export function withOutputs(text: string, examples: readonly Example[], outputs: readonly string[]): string {
  const lines = text.split('\n');
  for (const [i, { printed }] of [...examples.entries()].reverse()) {
    if (printed) lines.splice(printed[0], printed[1] - printed[0], ...outputs[i]!.split('\n'));
  }
  return lines.join('\n');
}

/** Makes each example runnable; the result of running one is what it prints, without the last line break. */
export async function compile(examples: readonly Example[]): Promise<(() => Promise<string>)[]> {
  const programs = await bundle(examples.filter(({ language }) => language === 'ts'));
  return examples.map((example) => () => {
    return example.language === 'ts' ? runProgram(programs.get(example)!) : runCommands(example.code);
  });
}

/**
 * Bundles each TypeScript example with its own copy of the library, so that all start from the same state. In place of one that
 * cannot be bundled stands its error.
 */
async function bundle(examples: readonly Example[]): Promise<Map<Example, string | Error>> {
  const name = ({ path, line }: Example): string => `${path}:${line}`;
  try {
    const { outputFiles } = await esbuild.build({
      entryPoints: examples.map((_, i) => `example:${i}`),
      outdir: 'examples',
      alias: { nnfs: `${root}src/index.ts`, 'nnfs/node': `${root}src/node.ts` },
      bundle: true,
      write: false,
      format: 'esm',
      target: 'node20',
      define: { 'globalThis.console': 'console' }, // what the library prints goes where the example prints
      logLevel: 'silent',
      plugins: [
        {
          name: 'examples',
          setup(build) {
            build.onResolve({ filter: /^example:/ }, ({ path }) => {
              const example = examples[Number(path.slice('example:'.length))]!;
              return { path: name(example), namespace: 'example', pluginData: example };
            });
            build.onLoad({ filter: /^/, namespace: 'example' }, ({ pluginData }) => {
              return { contents: (pluginData as Example).code, loader: 'ts', resolveDir: root };
            });
          },
        },
      ],
    });
    return new Map(outputFiles.map(({ text }, i) => [examples[i]!, text]));
  } catch (failure) {
    const { errors } = failure as esbuild.BuildFailure;
    const broken = new Map<Example, Error>();
    for (const example of examples) {
      const own = errors.filter(({ location }) => location?.file === `example:${name(example)}`);
      if (own.length > 0) broken.set(example, new Error(own.map(({ text }) => text).join('\n')));
    }
    if (broken.size === 0) throw failure;
    return new Map([...(await bundle(examples.filter((example) => !broken.has(example)))), ...broken]);
  }
}

const load = (url: string): Promise<unknown> => import(/* @vite-ignore */ url);

/** Runs a module that imports nothing but what it has made itself. Its `console` is Node's own, writing to a text. */
async function runProgram(code: string | Error): Promise<string> {
  if (code instanceof Error) throw code;
  let printed = '';
  const sink = new Writable({
    write(chunk, _encoding, done) {
      printed += String(chunk);
      done();
    },
  });
  const AsyncFunction = runProgram.constructor as new (
    ...source: string[]
  ) => (console: Console, load: (url: string) => Promise<unknown>) => Promise<void>;
  const source = code.replaceAll(/\bimport\(/g, 'load(');
  await new AsyncFunction('console', 'load', source)(new Console({ stdout: sink }), load);
  return printed.replace(/\n$/, '');
}

/** Runs `npx nnfs ...` and `printf ...` among some commands, with the built command line, in a folder of its own; installing is left out. */
async function runCommands(code: string): Promise<string> {
  const whole = code.replaceAll(/\\\n\s*/g, '');
  const commands = whole.split(/\n|&&/).filter((command) => /^\s*(npx nnfs|printf)\b/.test(command));
  if (commands.length === 0) return '';
  const nnfs = `"${process.execPath}" "${dist('cli.js')}"`;
  const script = commands.map((command) => command.replace(/npx nnfs\b/g, nnfs)).join('\n');
  const folder = await mkdtemp(`${tmpdir()}/nnfs-docs-`);
  try {
    const { stdout } = await promisify(execFile)('sh', ['-e', '-c', script], { cwd: folder });
    return stdout.replace(/\n$/, '');
  } finally {
    await rm(folder, { recursive: true });
  }
}
