// Builds dist/ in a few seconds: the library (ESM, and the same translated to CommonJS), its types, the browser bundles
// (an ES module, and a script that makes a global `nnfs`), the command line and the playground. With --if-stale, only when a source is newer than dist/.
// The entries are those of "exports" in package.json: "." is src/index.ts, "./node" is src/node.ts. They share chunks,
// so that a class or the global random stream exists once however many entries a program imports.
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build, transform } from 'esbuild';
import { rollup } from 'rollup';
import { dts } from 'rollup-plugin-dts';
import { compileAssembly } from './assembly.mjs';
import { licenses } from './licenses.mjs';
import { PACKED, packJpeg } from './jpeg.mjs';
import { cutPieces } from './pieces.mjs';
import { offline, playground } from './playground.mjs';
import { isStale } from './stale.mjs';

process.chdir(fileURLToPath(new URL('..', import.meta.url)));

const { dependencies, exports, peerDependencies } = JSON.parse(await readFile('package.json', 'utf8'));
const entries = Object.fromEntries(
  Object.keys(exports)
    .filter((path) => path !== './package.json')
    .map((path) => (path === '.' ? 'index' : path.slice(2)))
    .map((name) => [name, `src/${name}.ts`]),
);

/** @satisfies {import('esbuild').BuildOptions} */
const shared = { bundle: true, format: 'esm', target: 'es2022', legalComments: 'none', outdir: 'dist', write: false };

/** @param {string} text */
const toCommonJs = (text) => text.replaceAll(/(["']\.\/[\w-]+)\.js(["'])/g, '$1.cjs$2');

/** @typedef {[name: string, text: string][]} Files */

/** Compiled modules, and functions that modules are written of, as text in files of their own. */
const COMPILED = {
  kernels: 'src/tensor/kernels/generated/bytes.ts',
  windows: 'src/tensor/kernels/windows/generated/windows.ts',
  norms: 'src/tensor/kernels/norms/generated/norms.ts',
  scanner: 'src/io/csv/generated/scanner.ts',
  pieces: 'src/formats/javascript/generated/pieces.ts',
};

/**
 * Keeps such a text in a file of its own, which a bundler puts before those that import it: gzip looks back
 * 32 kB, and code before and after that text would be compressed apart.
 *
 * @type {import('esbuild').Plugin}
 */
const compiledApart = {
  name: 'compiled-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/generated\/\w+\.ts$/ }, ({ kind, path }) => {
      const name = Object.entries(COMPILED).find(([, source]) => basename(source) === basename(path))?.[0];
      return kind === 'entry-point' ? undefined : { path: `./${name}.js`, external: true };
    });
  },
};

/**
 * Keeps the decoder of JPEG in a file of its own, which the library and the bundles for pages load when they need it.
 *
 * @type {import('esbuild').Plugin}
 */
const jpegApart = {
  name: 'jpeg-apart',
  setup({ onResolve }) {
    onResolve({ filter: /\/codec\.ts$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './jpeg.js', external: true } : undefined,
    );
  },
};

/** @returns {Promise<Files>} */
async function library() {
  const { outputFiles } = await build({
    ...shared,
    entryPoints: { ...entries, ...COMPILED },
    plugins: [compiledApart, jpegApart],
    splitting: true,
    chunkNames: 'shared-[hash]',
    external: Object.keys(dependencies).flatMap((name) => [name, `${name}/*`]),
    platform: 'node',
  });
  return (await Promise.all(outputFiles.map(({ path, text }) => withCommonJs(basename(path), text)))).flat();
}

/**
 * @param {string} name
 * @param {string} text
 * @returns {Promise<Files>}
 */
async function withCommonJs(name, text) {
  const { code } = await transform(text, { format: 'cjs', platform: 'node', target: shared.target });
  return [
    [name, text],
    [`${basename(name, '.js')}.cjs`, toCommonJs(code)],
  ];
}

/** @returns {Promise<Files>} */
async function jpeg() {
  const [[name, text]] = /** @type {[[string, string]]} */ (
    /** @type {unknown} */ (await bundle('jpeg', 'src/io/images/jpeg/codec.ts', { platform: 'neutral' }))
  );
  const texts = await licenses({ inputs: { [PACKED]: { bytes: 0, imports: [] } } });
  return [...(await withCommonJs(name, text)), ['jpeg.licenses.txt', texts]];
}

/** @returns {Promise<Files>} */
async function types() {
  const bundle = await rollup({ input: entries, plugins: [dts({ tsconfig: 'tsconfig.json' })] });
  const { output } = await bundle.generate({ entryFileNames: '[name].d.ts', chunkFileNames: 'shared-[hash].d.ts' });
  return output
    .filter((file) => file.type === 'chunk')
    .flatMap(({ fileName, code }) => [
      [fileName, code],
      [`${basename(fileName, '.d.ts')}.d.cts`, toCommonJs(code)],
    ]);
}

/**
 * One minified file that needs nothing beside it.
 *
 * @param {string} name
 * @param {string} entry
 * @param {import('esbuild').BuildOptions} options
 * @returns {Promise<Files>}
 */
async function bundle(name, entry, options) {
  const { outputFiles, metafile } = await build({
    ...shared,
    ...options,
    write: false,
    entryPoints: { [name]: entry },
    plugins: [jpegApart],
    minify: true,
    metafile: true,
  });
  return [
    ...outputFiles.map(({ path, text }) => /** @type {[string, string]} */ ([basename(path), text])),
    [`${name}.licenses.txt`, await licenses(metafile)],
  ];
}

if (isStale() || !process.argv.includes('--if-stale')) {
  await compileAssembly();
  await packJpeg();
  await cutPieces();
  // commander is CommonJS and requires nothing but Node's own modules.
  const banner = { js: 'const require = process.getBuiltinModule;' };
  const files = await Promise.all([
    library(),
    types(),
    jpeg(),
    bundle('nnfs.browser', 'src/index.ts', { platform: 'browser' }),
    bundle('nnfs.global', 'src/index.ts', { platform: 'browser', format: 'iife', globalName: 'nnfs' }),
    bundle('cli', 'bin/nnfs.ts', { platform: 'node', banner, external: Object.keys(peerDependencies) }),
    playground(),
  ]);
  const written = new Map(files.flat());
  written.set(...(await offline(written)));
  await mkdir('dist/playground', { recursive: true });
  for (const name of await readdir('dist', { recursive: true })) {
    if (name !== 'playground' && !written.has(name.replaceAll('\\', '/')))
      await rm(`dist/${name}`, { recursive: true, force: true });
  }
  for (const [name, text] of written) await writeFile(`dist/${name}`, text);
  await chmod('dist/cli.js', 0o755);
}
