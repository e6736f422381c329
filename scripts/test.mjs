// The whole check: build, then types, lint, format and import circles side by side, then the tests.
// The first failure ends the run, with that command's output.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const env = { ...process.env, PATH: `${root}/node_modules/.bin${delimiter}${process.env.PATH}` };
/** @type {Set<import('node:child_process').ChildProcess>} */
const running = new Set();

/**
 * @param {string} command
 * @param {'pipe' | 'inherit'} stdio
 * @returns {Promise<void>}
 */
function run(command, stdio) {
  return new Promise((resolve, reject) => {
    const start = performance.now();
    const child = spawn(command, { cwd: root, env, shell: true, stdio });
    running.add(child);
    let output = '';
    child.stdout?.on('data', (chunk) => (output += chunk));
    child.stderr?.on('data', (chunk) => (output += chunk));
    child.on('close', (code) => {
      running.delete(child);
      const line = `${code === 0 ? 'ok    ' : 'FAILED'} ${command} (${((performance.now() - start) / 1000).toFixed(1)} s)`;
      if (code !== 0) return reject(new Error(`${output}\n${line}`));
      if (stdio === 'pipe') console.log(line);
      resolve();
    });
  });
}

/**
 * Runs the commands, as many at a time as there are cores.
 *
 * @param {string[]} commands
 */
async function together(commands) {
  const queue = [...commands];
  const worker = async () => {
    for (let command = queue.shift(); command; command = queue.shift()) await run(command, 'pipe');
  };
  await Promise.all(Array.from({ length: availableParallelism() }, worker));
}

try {
  await run('node scripts/build.mjs', 'pipe');
  await together([
    'eslint .',
    'tsc --incremental --tsBuildInfoFile node_modules/.cache/tsc.json',
    'prettier --check --cache --log-level warn .',
    'depcruise --config scripts/import-rules.mjs --output-type err src bin playground',
  ]);
  await run(`vitest run ${process.argv.slice(2).join(' ')}`, 'inherit');
} catch (error) {
  for (const child of running) child.kill();
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
