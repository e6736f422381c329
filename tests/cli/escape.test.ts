import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { RandomState, encodeSafetensors } from 'nnfs';
import { escapeControls } from '../../src/cli/terminal/escape.ts';
import { folder, run, runIn, words } from './run.ts';

/** An escape sequence, the same in one character, and a turn of the direction. */
const HOSTILE = '\x1b[31m\x9b31m\u202eRED';
const SHOWN = '\\u001b[31m\\u009b31m\\u202eRED';

// What would be obeyed, line ends aside, is searched for by code, not by the expression that is tested.
const isObeyed = (code: number): boolean =>
  (code < 0x20 && code !== 0x0a) ||
  (code >= 0x7f && code < 0xa0) ||
  (code >= 0x2028 && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069);

describe('escapeControls', () => {
  test('shows every character that a terminal obeys, and leaves all others', () => {
    for (let code = 0; code < 2 ** 16; code++) {
      const character = String.fromCharCode(code);
      const shown = isObeyed(code) ? `\\u${code.toString(16).padStart(4, '0')}` : character;
      if (escapeControls(character) !== shown) expect.fail(`${code}: ${escapeControls(character)}`);
    }
    expect(escapeControls('größer 😀\n')).toBe('größer 😀\n');
  });

  test('leaves the meaning of JSON', () => {
    const value = { [HOSTILE]: Array.from({ length: 0x3000 }, (_, i) => String.fromCharCode(i)).join('') };
    expect(JSON.parse(escapeControls(JSON.stringify(value)))).toEqual(value);
  });
});

describe('texts of files do not steer the terminal', () => {
  const base = { formatVersion: 1, generator: '', layers: [] };
  const model = (description: object, record?: object): Uint8Array => {
    const metadata = new Map([['nnfs', JSON.stringify({ ...base, ...description })]]);
    if (record !== undefined) metadata.set('nnfs.train', JSON.stringify(record));
    return encodeSafetensors(new Map(), metadata);
  };
  const streams = [{ owners: ['model', HOSTILE], state: new RandomState('a').getState() }];
  const spiral = { options: ['--data', 'spiral'], features: [HOSTILE], target: `${HOSTILE}\nloss: 0` };

  test.each<[string, Readonly<Record<string, string | Uint8Array>>]>([
    ['summary FILE', { FILE: model({ formatVersion: 2, generator: HOSTILE }) }],
    ['summary FILE', { FILE: model({ formatVersion: { constructor: { name: HOSTILE } } }) }],
    ['summary FILE', { FILE: model({ training: { streams } }) }],
    ['summary FILE', { FILE: model({ labels: [HOSTILE] }, spiral) }],
    ['summary FILE --json', { FILE: model({ labels: [HOSTILE] }, spiral) }],
    ['train --resume FILE', { FILE: model({}, { options: [`--no${HOSTILE}`] }) }],
    ['train --epochs 1 --data FILE', { FILE: `a${HOSTILE},b,c\nfoo,2,x\n2,3,y\n` }],
    ['train --epochs 1 --data FILE --target nope', { FILE: `a${HOSTILE},b,c\n1,2,x\n2,3,y\n` }],
    ['train --epochs 1 --data FILE --json', { FILE: `a${HOSTILE},b,c\n1,2,x\n2,3,y\n` }],
  ])('%s', async (line, contents) => {
    const at = folder(contents);
    const { stdout, stderr } = await run(...words(line).map((word) => (word === 'FILE' ? at(word) : word)));
    const text = stdout + stderr;
    expect(text).not.toBe('');
    expect(Array.from(text).filter((character) => isObeyed(character.charCodeAt(0)))).toEqual([]);
  });

  test('nor words of the call', async () => {
    const stderr = `nnfs: unknown command '${SHOWN}'\n`;
    expect(await run(HOSTILE)).toEqual({ code: 2, stdout: '', stderr });
  });

  test('a name with a line end makes no line of its own', async () => {
    const at = folder({ m: model({}, spiral) });
    const { stdout } = await run('summary', at('m'));
    expect(stdout).toContain(`\ntarget: ${SHOWN} loss: 0\n`);
    expect(stdout).not.toMatch(/^loss: /m);
  });

  test('predictions are data, and stay as they are for programs', async () => {
    const at = folder({ 'd.csv': `a,y\n1,${HOSTILE}\n2,b\n` });
    await run(...words(`train --data ${at('d.csv')} --hidden 2 --epochs 1 --save ${at('m')}`));
    const { stdout } = await run('predict', at('m'), '--data', at('d.csv'));
    expect(stdout.split('\n')[0]).toContain(HOSTILE);
    const shown = await runIn({ screen: true }, 'predict', at('m'), '--data', at('d.csv'));
    expect(shown.stdout).toBe(escapeControls(stdout));
    await runIn({ screen: true }, 'predict', at('m'), '--data', at('d.csv'), '--output', at('p.csv'));
    expect(readFileSync(at('p.csv'), 'utf8')).toBe(stdout);
  });
});
