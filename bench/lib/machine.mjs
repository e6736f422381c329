import { execFile } from 'node:child_process';
import { cpus, totalmem } from 'node:os';
import { promisify } from 'node:util';
import { frameworkFile } from './child.mjs';

const run = promisify(execFile);

export function machine() {
  const [first] = cpus();
  return {
    cpu: first?.model.trim() ?? 'unknown',
    cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    v8: process.versions.v8,
    platform: `${process.platform} ${process.arch}`,
    date: new Date().toISOString().slice(0, 10),
  };
}

/**
 * The Python interpreters for NumPy, for PyTorch and for pandas: the first that has it, for NumPy preferably with a fast BLAS, which is
 * what a user of NumPy's wheels has.
 */
export async function findPython() {
  const names = [...(process.env.BENCH_PYTHON?.split(',') ?? []), 'python3', '/usr/bin/python3'];
  const found = [];
  for (const command of new Set(names)) {
    const probe = await run(command, [frameworkFile('probe.py')]).catch(() => undefined);
    if (probe !== undefined) found.push({ command, ...JSON.parse(probe.stdout) });
  }
  const withNumpy = found.filter(({ numpy }) => numpy !== null);
  return {
    numpy: withNumpy.find(({ blas }) => blas === 'OpenBLAS' || blas === 'MKL') ?? withNumpy[0],
    torch: withNumpy.find(({ torch }) => torch !== null),
    pandas: withNumpy.find(({ pandas }) => pandas !== null),
    none: found.length === 0 ? 'there is no Python' : undefined,
  };
}
