// Builds the playground: a page, its worker and its style, each one file that needs nothing else, and parts of the page that are loaded
// when somebody asks for them. Both programs see the library as anybody does, by its name.
import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';
import { licenses } from './licenses.mjs';

const SOURCES = 'playground';

/** @returns {Promise<[name: string, text: string][]>} */
export async function playground() {
  const page = { page: `${SOURCES}/page/main.tsx`, style: `${SOURCES}/style.css` };
  const built = await Promise.all([bundle(page), bundle({ worker: `${SOURCES}/worker/worker.ts` })]);
  const files = built.flatMap(({ outputFiles }) => outputFiles);
  const inputs = Object.assign({}, ...built.map(({ metafile }) => metafile.inputs));
  return [
    ...files.map(({ path, text }) => /** @type {[string, string]} */ ([`playground/${basename(path)}`, text])),
    ['playground/index.html', await readFile(`${SOURCES}/index.html`, 'utf8')],
    ['playground/licenses.txt', await licenses({ inputs })],
  ];
}

/** @param {Record<string, string>} entryPoints */
const bundle = (entryPoints) =>
  build({
    entryPoints,
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    platform: 'browser',
    legalComments: 'none',
    outdir: 'dist/playground',
    chunkNames: '[name]-[hash]',
    // Of the decoder of JPEG the page has no use; as a part of its own it would be written all the same.
    external: ['*/codec.ts'],
    write: false,
    metafile: true,
  });
