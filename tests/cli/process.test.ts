import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { dist } from '../support/dist.ts';
import { folder, run, words } from './run.ts';

function nnfs(...argv: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [dist('cli.js'), ...argv], {
    encoding: 'utf8',
    maxBuffer: 1e8,
  });
  return { code: status, stdout, stderr };
}

/** Runs a line of the shell in which $NNFS is the command; `code` is that of the command, wherever in the line it stands. */
function shell(line: string) {
  const NNFS = `"${process.execPath}" "${dist('cli.js')}"`;
  const script = line.replace(/\$NNFS([^|>]*[^|> ])/, (_, argv) => `{ ${NNFS}${argv}; echo $? >&3; }`);
  const { stdout, stderr, output } = spawnSync('sh', ['-c', script], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  return { code: Number(output[3]), stdout, stderr };
}

describe('the built command', () => {
  test.each([
    [['forward']],
    [['forward', '--samples', '0']],
    [['train', '--data', 'spiral', '--epochs', '101', '--validation', '10']],
    [['train', '--data', 'missing.csv']],
    [['gradcheck']],
    [['--version']],
    [[]],
    [['forwrd']],
  ])('nnfs %j does what main does', async (argv) => {
    expect(nnfs(...argv)).toEqual(await run(...argv));
  });

  test('everything is written before it ends', () => {
    const { code, stdout, stderr } = nnfs('forward', '--json', '--samples', '20000', '--rows', '60000');
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout).rows).toHaveLength(60000);
  });
});

describe.skipIf(process.platform === 'win32')('where its output goes', () => {
  test.each([
    ['a reader of one line', '$NNFS forward | head -1', '[[0.33333334 0.33333334 0.33333334]\n'],
    ['a reader of nothing', '$NNFS forward | true', ''],
    ['a reader of a little of much', '$NNFS forward --json --samples 20000 --rows 60000 | head -c 11', '{"samples":'],
    ['nowhere', '$NNFS forward >&-', ''],
  ])('%s: ends quietly', (_, line, stdout) => {
    expect(shell(line)).toEqual({ code: 0, stdout, stderr: '' });
  });

  test('nobody to complain to', () => {
    expect(shell('$NNFS forwrd 2>&1 >&- | true')).toMatchObject({ code: 2, stdout: '' });
  });

  test.skipIf(!existsSync('/dev/full'))('a full disk: a message', () => {
    expect(shell('$NNFS forward > /dev/full')).toMatchObject({
      code: 1,
      stderr: 'nnfs: ENOSPC: no space left on device, write\n',
    });
  });
});

describe.skipIf(process.platform === 'win32')('nnfs train, stopped', () => {
  const endless = 'train --data spiral --samples 20 --hidden 8 --epochs 100000000 --print-every 500';

  test.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('by %s: saves and says how to go on', async (signal, code) => {
    const path = folder()('model');
    const child = spawn(process.execPath, [dist('cli.js'), ...words(endless), '--save', path]);
    let stderr = '';
    child.stderr.on('data', (chunk) => (stderr += String(chunk)));
    child.stdout.once('data', () => child.kill(signal));
    expect(await new Promise((resolve) => child.on('close', resolve))).toBe(code);
    expect(stderr).toMatch(/^nnfs: stopped after \d+ of 100000000 epochs\. Saved: nnfs train --resume .* goes on\.\n$/);
    expect((await run('summary', path)).stdout).toMatch(/\ntrained: \d+ epochs, /);
  });

  test.skipIf(!existsSync('/dev/full'))('by a full disk: one message for all lines, and saves', async () => {
    const path = folder()('model');
    const { code, stderr } = shell(`$NNFS ${endless} --save ${path} > /dev/full`);
    expect(code).toBe(1);
    expect(stderr).toMatch(/^nnfs: ENOSPC: .*\nnnfs: stopped after \d+ of 100000000 epochs\. Saved: .*\n$/);
    expect((await run('summary', path)).code).toBe(0);
  });

  test.skipIf(!existsSync('/usr/bin/script'))('by a terminal that closes: saves and ends by its signal', async () => {
    const at = folder();
    const argv = `"${process.execPath}" "${dist('cli.js')}" ${endless} --save ${at('model')}`;
    writeFileSync(at('run.sh'), `trap '' HUP\n${argv}\necho $? > ${at('code')}\n`);
    const terminal = spawn('/usr/bin/script', ['-qc', `sh ${at('run.sh')}`, '/dev/null'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    terminal.stdout.on('data', (chunk) => {
      if (String(chunk).includes('epoch: ')) terminal.kill('SIGKILL'); // its bar comes before it listens
    });
    await expect.poll(() => readFileSync(at('code'), 'utf8'), { timeout: 10_000 }).toBe('129\n'); // 134: aborted
    expect((await run('summary', at('model'))).code).toBe(0);
  });

  test('by a reader that has seen enough', () => {
    const { code, stdout, stderr } = shell(`$NNFS ${endless} | head -1`);
    expect({ code, stdout }).toEqual({ code: 141, stdout: expect.stringMatching(/^epoch: 0, .*\n$/) });
    expect(stderr).toMatch(
      /^nnfs: stopped after \d+ of 100000000 epochs\. Nothing was saved: --save FILE does that\.\n$/,
    );
  });
});
