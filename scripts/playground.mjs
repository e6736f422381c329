// Builds the playground: a page, its worker and its style. Both programs see the library as anybody does, by its name. What either needs
// rarely stands in files of its own, which are loaded when somebody asks for that; what few need of the library is in the bundle for pages
// that the package has anyway, one folder up.
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { basename, resolve } from 'node:path';
import { build } from 'esbuild';
import { minify } from 'terser';
import { licenses } from './licenses.mjs';

const SOURCES = 'playground';
const LIBRARY = 'src/index.ts';
/** Data of others, with what is to be said of it. */
const DIGITS = `${SOURCES}/core/data/digits.ts`;

/** @satisfies {import('esbuild').BuildOptions} */
const shared = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  platform: 'browser',
  legalComments: 'none',
  outdir: 'dist/playground',
  splitting: true,
  chunkNames: '[name]-[hash]',
  write: false,
  metafile: true,
};

/**
 * Imports from the library lead to the module that has the name: files are parted by the modules that lead to them, and from the
 * library's own list of names everything would.
 *
 * @returns {Promise<import('esbuild').Plugin>}
 */
async function directly() {
  const list = await readFile(LIBRARY, 'utf8');
  const modules = new Map(
    Array.from(list.matchAll(/export \{([^}]*)\} from '(.*)';/g), ([, names = '', path = '']) =>
      names
        .split(',')
        .map((name) => /** @type {const} */ ([name.trim().replace(/^.* as /, ''), { name: name.trim(), path }])),
    ).flat(),
  );
  return {
    name: 'directly',
    setup({ onLoad }) {
      onLoad({ filter: /[\\/]playground[\\/].*\.tsx?$/ }, async ({ path }) => ({
        loader: path.endsWith('x') ? 'tsx' : 'ts',
        contents: (await readFile(path, 'utf8')).replace(/import \{([^}]*)\} from 'nnfs';/g, (_, names) =>
          names
            .split(',')
            .map((/** @type {string} */ each) => each.trim())
            .filter((/** @type {string} */ each) => each !== '' && !each.startsWith('type '))
            .map((/** @type {string} */ each) => {
              const found = modules.get(each);
              if (found === undefined) throw new Error(`${path}: nnfs has no ${each}`);
              return `import { ${found.name} } from ${JSON.stringify(resolve('src', found.path))};`;
            })
            .join(' '),
        ),
      }));
    },
  };
}

/**
 * The library that is loaded at run time. From the root of a server the path leads to the root again.
 *
 * @type {import('esbuild').Plugin}
 */
const shipped = {
  name: 'shipped',
  setup({ onResolve }) {
    onResolve({ filter: /^nnfs$/ }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: '../nnfs.browser.js', external: true } : undefined,
    );
  },
};

/**
 * The comment that a file begins with, without its stars.
 *
 * @param {string} path
 */
async function commentOf(path) {
  const [, comment = ''] = /^\/\*\*([^]*?)\*\//.exec(await readFile(path, 'utf8')) ?? [];
  return comment.replace(/^ *\* ?/gm, '').trim();
}

/**
 * A file as the package has it. Terser makes programs a few hundredths smaller still, which in a page that is loaded counts.
 *
 * @param {import('esbuild').OutputFile} file
 * @returns {Promise<[name: string, text: string]>}
 */
async function smallest({ path, text }) {
  const { code = text } = path.endsWith('.js') ? await minify(text, { module: true, ecma: 2020 }) : {};
  return [`playground/${basename(path)}`, code];
}

/** @returns {Promise<[name: string, text: string][]>} */
export async function playground() {
  const page = { page: `${SOURCES}/page/main.tsx`, style: `${SOURCES}/style.css` };
  const plugins = [await directly(), shipped];
  const built = await Promise.all(
    [page, { worker: `${SOURCES}/worker/worker.ts` }].map((entryPoints) => build({ ...shared, plugins, entryPoints })),
  );
  const files = built.flatMap(({ outputFiles }) => outputFiles);
  const inputs = Object.assign({}, ...built.map(({ metafile }) => metafile.inputs));
  return [
    ...(await Promise.all(files.map(smallest))),
    ['playground/index.html', await readFile(`${SOURCES}/index.html`, 'utf8')],
    ['playground/licenses.txt', `${await licenses({ inputs })}\n\n${await commentOf(DIGITS)}\n`],
  ];
}

/**
 * The service worker that keeps the page for when its server cannot be reached.
 *
 * @param {ReadonlyMap<string, string>} files all of dist/
 * @returns {Promise<[name: string, text: string]>}
 */
export async function offline(files) {
  const kept = [...files].filter(([name]) => /^(playground\/.*(html|js|css)|nnfs\.browser\.js)$/.test(name)).sort();
  const version = createHash('sha256').update(JSON.stringify(kept)).digest('hex').slice(0, 16);
  const paths = kept.map(([name]) =>
    name.startsWith('playground/') ? name.slice('playground/'.length) : `../${name}`,
  );
  const { outputFiles } = await build({
    ...shared,
    entryPoints: { offline: `${SOURCES}/offline.ts` },
    format: 'iife',
    splitting: false,
    define: { FILES: JSON.stringify(['./', ...paths]), VERSION: JSON.stringify(version) },
  });
  return ['playground/offline.js', outputFiles[0]?.text ?? ''];
}
