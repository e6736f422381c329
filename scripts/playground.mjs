// Builds the playground: a page, its worker and its style, each one file that needs nothing else. Both programs see the library as
// anybody does, by its name.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { licenses } from './licenses.mjs';

const SOURCES = 'playground';

/** @returns {Promise<[name: string, text: string][]>} */
export async function playground() {
  const { outputFiles, metafile } = await build({
    entryPoints: {
      page: `${SOURCES}/page/main.tsx`,
      worker: `${SOURCES}/worker/worker.ts`,
      style: `${SOURCES}/style.css`,
    },
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'none',
    outdir: 'dist/playground',
    write: false,
    metafile: true,
  });
  return [
    ...outputFiles.map(({ path, text }) => /** @type {[string, string]} */ ([`playground/${basename(path)}`, text])),
    ['playground/index.html', await readFile(`${SOURCES}/index.html`, 'utf8')],
    ['playground/licenses.txt', await licenses(metafile)],
  ];
}
