// Makes of the JPEG decoder of @jsquash/jpeg one module that runs everywhere: its WebAssembly is in it as text, and what it asks its
// surroundings for is answered here, so that it neither fetches nor finds files, and leaves nothing on the global object.
import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { textOf } from './assembly.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const TARGET = `${root}src/io/images/jpeg/generated`;
const CODEC = '@jsquash/jpeg/codec/dec/mozjpeg_dec';

/** What is in the module, for its license texts. */
export const PACKED = `node_modules/${CODEC}.js`;

/** The global object as the decoder sees it: its pictures are plain objects. */
const SCOPE = `const scope = {
  Uint8ClampedArray,
  ImageData: class { constructor(data, width, height) { Object.assign(this, { data, width, height }); } },
};`;

const TYPES = `/** What is read of a decoder. */
export interface Codec {
  /** Red, green, blue and opacity of each pixel. It throws whatever comes to its mind. */
  decode(bytes: Uint8Array, preserveOrientation: boolean): { width: number; height: number; data: Uint8ClampedArray };
}
export interface CodecSettings {
  readonly wasmBinary: Uint8Array;
  readonly locateFile: (name: string) => string;
  readonly print: (line: string) => void;
  readonly printErr: (line: string) => void;
}
export declare const createCodec: (settings: CodecSettings) => Promise<Codec>;
export declare const WASM: string;
`;

/** @param {string} path */
const modified = async (path) => (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;

/** Writes the module, unless it is newer than this file and the package. */
export async function packJpeg() {
  const wasm = `${root}node_modules/${CODEC}.wasm`;
  const inputs = [fileURLToPath(import.meta.url), wasm];
  if (Math.max(...(await Promise.all(inputs.map(modified)))) < (await modified(`${TARGET}/mozjpeg.js`))) return;
  const { outputFiles } = await build({
    stdin: { contents: `export { default as createCodec } from ${JSON.stringify(`${CODEC}.js`)};`, resolveDir: root },
    bundle: true,
    minify: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    define: {
      globalThis: 'scope',
      'import.meta.url': '""',
      ...Object.fromEntries(
        ['process', 'window', 'document', 'self', 'importScripts', 'XMLHttpRequest'].map((name) => [name, 'undefined']),
      ),
    },
    plugins: [
      {
        name: 'scope',
        setup({ onLoad }) {
          onLoad({ filter: /mozjpeg_dec\.js$/ }, async ({ path }) => {
            return { contents: SCOPE + (await readFile(path, 'utf8')) };
          });
        },
      },
    ],
  });
  const text = JSON.stringify(textOf(await readFile(wasm)));
  await mkdir(TARGET, { recursive: true });
  await writeFile(`${TARGET}/mozjpeg.d.ts`, TYPES);
  await writeFile(
    `${TARGET}/mozjpeg.js`,
    `/* eslint-disable */\n// @ts-nocheck\n${outputFiles[0]?.text}export const WASM = ${text};\n`,
  );
}
