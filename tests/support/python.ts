import { spawnSync } from 'node:child_process';

/** The Python of the system, whose packages the oracles are. */
export const PYTHON = process.env.NUMPY_PYTHON ?? '/usr/bin/python3';

/** What a program prints, or the reason why there is nobody to run it: a package that is not there. */
export function python(script: string, args: readonly string[]): { text: string } | { reason: string } {
  const { status, stdout, stderr, error } = spawnSync(PYTHON, ['-c', script, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 28,
  });
  if (error) return { reason: error.message };
  if (status === 0) return { text: stdout };
  if (stderr.includes('No module named')) return { reason: stderr.trim().split('\n').at(-1) };
  throw new Error(stderr);
}

/** Whether a package is there; where it is not, says what is skipped. */
export function hasPython(module: string): boolean {
  const found = python(`import ${module}`, []);
  if ('reason' in found) console.warn(`skipped: ${found.reason}`);
  return 'text' in found;
}

/** Runs a file of ours. Throws what it complains of. */
export function runPython(path: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(PYTHON, [path, ...args], { encoding: 'utf8' });
  if (error) throw error;
  if (status !== 0) throw new Error(stderr);
  return stdout;
}
