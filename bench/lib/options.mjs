import { parseArgs } from 'node:util';

export const USAGE = `Usage: npm run bench -- [options]

  --quick       short runs of small cases: tells that everything runs, not how fast; installs nothing
  --only a,b    these tasks only, by their letters
  --no-peers    nnfs alone
  --json FILE   where the figures go (default: bench/results/latest.json)
  --library DIR the build to measure (default: dist)
  --help        this text

BENCH_PYTHON names the Python interpreters to look for NumPy and PyTorch in, with commas between them
(default: python3,/usr/bin/python3).`;

/**
 * @typedef {object} Options
 * @property {boolean} quick
 * @property {readonly string[] | undefined} only the letters of the tasks to run
 * @property {boolean} peers
 * @property {string | undefined} json
 * @property {string | undefined} library
 * @property {boolean} help
 */

/**
 * @param {string[]} args
 * @param {readonly string[]} letters the tasks that there are
 * @returns {Options}
 */
export function parseOptions(args, letters) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      only: { type: 'string' },
      'no-peers': { type: 'boolean', default: false },
      json: { type: 'string' },
      library: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const only = values.only?.split(',').map((letter) => letter.trim());
  const unknown = only?.filter((letter) => !letters.includes(letter)) ?? [];
  if (unknown.length > 0)
    throw new Error(`--only: expected letters of ${letters.join(', ')}, received ${unknown.join(', ')}`);
  return {
    quick: values.quick === true,
    only,
    peers: values['no-peers'] !== true,
    json: values.json,
    library: values.library,
    help: values.help === true,
  };
}
