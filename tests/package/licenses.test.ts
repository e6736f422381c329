/** A bundle is given away with the license texts of all that is in it. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { licenses } from '../../scripts/licenses.mjs';
import { dist } from '../support/dist.ts';

describe.each(['nnfs.browser', 'nnfs.global', 'cli'])('dist/%s.js', (name) => {
  test.each(['Copyright 2019 David Bau.', 'Copyright (C) 2010 by Johannes Baagøe'])('carries: %s', (notice) => {
    expect(readFileSync(dist(`${name}.licenses.txt`), 'utf8')).toContain(notice);
  });
});

test('dist/cli.js carries those of what only the command line uses', () => {
  const texts = readFileSync(dist('cli.licenses.txt'), 'utf8');
  for (const text of ['commander 14', 'cli-progress 3', 'asciichart 1']) expect(texts).toContain(text);
});

test('dist/jpeg.js carries the licenses of its decoder, and of what that is made of', () => {
  const texts = readFileSync(dist('jpeg.licenses.txt'), 'utf8');
  for (const text of ['@jsquash/jpeg 1', 'Apache License', 'libjpeg-turbo Licenses']) expect(texts).toContain(text);
});

const input = { bytes: 0, imports: [] };

/** The license texts for a bundle of one module of a package with these files. */
function licensesOf(files: Readonly<Record<string, string>>): Promise<string> {
  const folder = mkdtempSync(`${tmpdir()}/nnfs-licenses-`);
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const manifest = JSON.stringify({ name: '@some/package', version: '1.2.3', license: 'MIT' });
  const path = (file: string): string => `${folder}/node_modules/@some/package/${file}`;
  for (const [file, text] of Object.entries({ 'package.json': manifest, 'lib/module.js': '', ...files })) {
    mkdirSync(dirname(path(file)), { recursive: true });
    writeFileSync(path(file), text);
  }
  return licenses({ inputs: { 'src/index.ts': input, [path('lib/module.js')]: input } });
}

describe('the license text of a package', () => {
  test.each([
    ['its license file', { LICENSE: 'Copyright me\n', 'README.md': '# License\nCopyright you' }, 'Copyright me'],
    ['in British', { 'licence.md': 'Do as you like.' }, 'Do as you like.'],
    ['its README', { 'README.md': 'Text\n\n## License (MIT)\n\nCopyright me\n' }, '## License (MIT)\n\nCopyright me'],
    ['its README, underlined', { README: 'Text\n\nLICENSE\n---\nCopyright me' }, 'LICENSE\n---\nCopyright me'],
    ['a comment', { 'lib/module.js': '// Copyright me\n// Free.\nlet x;' }, '// Copyright me\n// Free.'],
    ['both', { LICENSE: 'Free.', 'lib/module.js': '\n/* Copyright\n you */ let x;' }, 'Free.\n\n/* Copyright\n you */'],
  ])('%s', async (_, files, text) => {
    expect(await licensesOf(files)).toBe(`@some/package 1.2.3 (MIT)\n\n${text}\n`);
  });

  test.each([
    ['nothing', {}],
    ['only its name', { 'README.md': '# License\nMIT' }],
    ['a comment about something else', { 'lib/module.js': '// A module.\nconst copyright = 1;' }],
  ])('%s: refused', async (_, files) => {
    await expect(licensesOf(files)).rejects.toThrow('@some/package 1.2.3 is bundled, but brings no license text');
  });
});
