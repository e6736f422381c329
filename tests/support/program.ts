/** Programs that the playground exports, run as they stand. */
import { compileFunction } from 'node:vm';
import * as nnfs from 'nnfs';

/** Runs an exported program; what it printed, and its model. */
export async function execute(program: string, file = ''): Promise<{ model: nnfs.Model; printed: unknown[] }> {
  const printed: unknown[] = [];
  const names = /import \{ (.*) \} from 'nnfs';/.exec(program)![1]!;
  const body = program.replaceAll(/^import .*$/gm, '').replace(/^/, `const { ${names} } = nnfs;`);
  const console = { log: (value: unknown) => printed.push(value) };
  const code = `return (async () => { ${body}\nreturn model; })();`;
  const run = compileFunction(code, ['nnfs', 'console', 'readFileSync']) as (
    library: typeof nnfs,
    out: object,
    read: (path: string) => string,
  ) => Promise<nnfs.Model>;
  return { model: await run(nnfs, console, (path) => (path === 'own.csv' ? file : '')), printed };
}

/** What is left of the programs' types for an engine that knows none. */
export const stripTypes = (program: string): string =>
  program
    .replace('steps: number): void', 'steps)')
    .replaceAll(/\((model\.layers\[\d+\]) as (?:Dense|Conv2D)\)/g, '$1')
    .replaceAll('optimizer!', 'optimizer');
