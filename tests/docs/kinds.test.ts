/** docs/kinds.md, made from the table of kinds, their declared options and their doc comments: `UPDATE=1 npx vitest run tests/docs/kinds.test.ts` writes it. */
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { Activation, Layer, Loss, Metric, Optimizer, kinds, type KindClass, type OptionRule } from 'nnfs';
import { expect, it } from 'vitest';
import { describe } from '../../src/errors.ts';
import { root } from '../support/dist.ts';

const PAGE = `${root}docs/kinds.md`;

const GROUPS: readonly (readonly [title: string, holds: (thing: object) => boolean])[] = [
  ['Layers', (thing) => thing instanceof Layer && !(thing instanceof Activation)],
  ['Activations', (thing) => thing instanceof Activation],
  ['Losses', (thing) => thing instanceof Loss],
  ['Optimizers', (thing) => thing instanceof Optimizer],
  ['Metrics of a run', (thing) => thing instanceof Metric],
];

/** What is no class: the functions that a folder exports. */
const FUNCTIONS = [
  ['Schedules', 'src/optimizers/'],
  ['Initializers', 'src/layers/'],
  ['Metrics of arrays', 'src/metrics/'],
] as const;

const sources = readdirSync(`${root}src`, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => ({ path: `src/${path.replaceAll('\\', '/')}`, text: readFileSync(`${root}src/${path}`, 'utf8') }));

/** The sentence, the equation and the sources of the doc comment of a class or a function, and how it is called. */
function commentOf(name: string) {
  const declaration = new RegExp(
    `/\\*\\*((?:(?!\\*/)[^])*)\\*/\\s*export (?:class|function|const) ${name}\\b([^]*?\\): )?`,
  );
  for (const { path, text } of sources) {
    const [, comment, call = ''] = declaration.exec(text) ?? [];
    if (comment === undefined) continue;
    const lines = comment.split('\n').map((line) => line.replace(/^ \* ?/, ''));
    const tags = lines.findIndex((line) => line.startsWith('@'));
    const head = lines.length === 1 ? [comment.trim()] : lines.slice(1, tags < 0 ? undefined : tags);
    const sentence = head.slice(0, head.includes('') ? head.indexOf('') : undefined).join(' ');
    const equation = head.filter((line, i) => line.startsWith('    ') || (line === '' && head[i - 1]?.startsWith('    ') && head[i + 1]?.startsWith('    '))); // prettier-ignore
    const see = /@see ([^]*?)(?=\n@|\n *$|$)/.exec(lines.join('\n'))?.[1]?.replaceAll(/\s+/g, ' ').trim();
    return { path, sentence, equation, see, text, call };
  }
  throw new Error(`no comment on ${name}`);
}

function optionText(name: string, { expected, fallback, positional, transient }: OptionRule<unknown>): string[] {
  if (transient !== undefined && 'stream' in transient) return [];
  const range = expected.replace(/^to be /, '').replace(/^of /, '').replace(/^(above|from)/, 'a number $1'); // prettier-ignore
  const fixed = positional && (fallback === undefined || Number.isNaN(fallback) || typeof fallback === 'object');
  const usual = fallback === undefined ? 'none' : typeof fallback === 'function' ? '0.01 * randn' : describe(fallback); // prettier-ignore
  return [`- \`${name}\`${positional ? ', an argument' : ''}: ${range}${fixed ? '' : `; ${usual} by default`}`];
}

function section([name, Kind]: readonly [string, KindClass]): string {
  const { path, sentence, equation, see } = commentOf(name);
  const options = Object.entries(Kind.options ?? {}).flatMap(([option, rule]) => optionText(option, rule));
  return [
    `### ${name}`,
    sentence,
    equation.join('\n'),
    options.join('\n'),
    `${see === undefined ? '' : `From ${see}. `}Code: [${path}](../${path})`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

/** The functions that the package exports from a folder. */
function functionsOf(folder: string): string[] {
  const { text } = sources.find(({ path }) => path === 'src/index.ts')!;
  const lines = text.matchAll(/export \{([^}]*)\} from '\.\/([^']*)'/g);
  const names = [...lines].flatMap(([, list, from]) => (`src/${from}`.startsWith(folder) ? list!.split(',') : []));
  return names.map((name) => name.trim()).filter((name) => /^[a-z]\w*$/.test(name));
}

function functionSection(name: string): string {
  const { path, sentence, equation, see, text, call } = commentOf(name);
  const type = /\w+Options\b/.exec(call)?.[0];
  const declared = type === undefined ? call : (new RegExp(`interface ${type} \\{([^}]*)`).exec(text)?.[1] ?? '');
  const options = [...declared.matchAll(/readonly (\w+)(\??):/g)];
  const listed = options.map(([, option, optional]) => `\`${option}\`${optional ? '' : ' (needed)'}`);
  return [
    `### ${name}`,
    sentence,
    equation.join('\n'),
    listed.length > 0 ? `Options: ${listed.join(', ')}.` : '',
    `${see === undefined ? '' : `From ${see}. `}Code: [${path}](../${path})`,
  ]
    .filter((part) => part !== '')
    .join('\n\n');
}

async function page(): Promise<string> {
  const all = Object.entries(kinds);
  const links = (names: readonly string[]): string =>
    names.map((name) => `[${name}](#${name.toLowerCase()})`).join(', ');
  const parts = GROUPS.map(([title, holds]) => {
    const members = all.filter(([, Kind]) => holds(Kind.prototype));
    return [`## ${title}`, links(members.map(([name]) => name)), ...members.map(section)].join('\n\n'); // prettier-ignore
  });
  const functions = FUNCTIONS.map(([title, folder]) => {
    const names = functionsOf(folder);
    return [`## ${title}`, links(names), ...names.map(functionSection)].join('\n\n');
  });
  const intro = [
    '# Kinds',
    'Every layer, activation, loss, optimizer and metric that a model file may name: what it computes, its options with their ranges and',
    'defaults, and where it comes from. `Model.fromBytes` knows the usual ones by itself and is given others, or all of them as `kinds`.',
    'Then what is a function: schedules of the learning rate, initializers, and metrics of arrays.',
  ];
  const text = [intro[0], intro.slice(1).join('\n'), ...parts, ...functions].join('\n\n');
  return format(text, { ...(await resolveConfig(PAGE)), parser: 'markdown' });
}

it('docs/kinds.md says what the sources say', async () => {
  const wanted = await page();
  if (process.env.UPDATE) writeFileSync(PAGE, wanted);
  expect(readFileSync(PAGE, 'utf8')).toBe(wanted);
});

it('every kind has an equation', () => {
  expect(Object.keys(kinds).filter((name) => commentOf(name).equation.length === 0)).toEqual([]);
});
