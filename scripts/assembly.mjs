// Compiles AssemblyScript to WebAssembly and writes the bytes, as text, into modules that the library imports: they then start
// synchronously, in Node and in pages, and no file has to be found at run time.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * What is compiled: `source` is a folder with an index.ts and `shared` what it imports from elsewhere; the bytes become the constant
 * `name` of `target`.
 *
 * @type {readonly { name: string, source: string, shared: readonly string[], target: string, flags: readonly string[] }[]}
 */
const MODULES = [
  {
    name: 'KERNELS',
    source: 'src/tensor/kernels/assembly',
    shared: [],
    target: 'src/tensor/kernels/generated/bytes.ts',
    flags: ['--enable', 'simd'],
  },
  {
    name: 'WINDOWS',
    source: 'src/tensor/kernels/windows/assembly',
    shared: ['src/tensor/kernels/assembly/lanes.ts'],
    target: 'src/tensor/kernels/windows/generated/windows.ts',
    flags: ['--enable', 'simd'],
  },
  {
    name: 'NORMS',
    source: 'src/tensor/kernels/norms/assembly',
    shared: ['src/tensor/kernels/assembly/lanes.ts'],
    target: 'src/tensor/kernels/norms/generated/norms.ts',
    flags: ['--enable', 'simd'],
  },
  {
    name: 'SCANNER',
    source: 'src/io/csv/assembly',
    shared: ['src/io/csv/scan/layout.ts'],
    target: 'src/io/csv/generated/scanner.ts',
    flags: [],
  },
];

/** @param {string} path */
const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Bytes as text: each a character, and one before it where it is not among the 88 most usual in such modules, from -6 to 81. So the
 * text compresses as well as the bytes; base64 takes half as much again, hexadecimal a tenth. `binaryOf` reads it.
 *
 * @param {Uint8Array} bytes
 */
export const textOf = (bytes) =>
  Array.from(bytes, (byte) => {
    const n = (byte + 6) % 256;
    return ['', ' ', '!'][Math.floor(n / 88)] + String.fromCharCode(35 + (n % 88)).replace('\\', '}');
  }).join('');

/** Writes each module that is not newer than everything it is made of. */
export async function compileAssembly() {
  for (const module of MODULES) await compile(module);
}

/** @param {(typeof MODULES)[number]} module */
async function compile({ name, source, shared, target, flags }) {
  const inputs = [
    ...readdirSync(root + source).map((file) => `${root}${source}/${file}`),
    ...shared.map((file) => root + file),
    fileURLToPath(import.meta.url),
  ];
  if (Math.max(...inputs.map(modified)) < modified(root + target)) return;
  let bytes = new Uint8Array();
  const { error, stderr } = await asc.main(
    [`${source}/index.ts`, '-O3', '--runtime', 'stub', ...flags, '--noAssert', '--importMemory', '-o', 'module.wasm'],
    {
      readFile: (name, base) => {
        try {
          return readFileSync(`${base}/${name}`, 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (name, contents) => {
        if (basename(name) === 'module.wasm' && typeof contents !== 'string') bytes = Uint8Array.from(contents);
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${source}: ${error.message}\n${stderr.toString()}`);
  mkdirSync(dirname(root + target), { recursive: true });
  writeFileSync(
    root + target,
    `/** ${source}, compiled to WebAssembly by scripts/assembly.mjs. */\nexport const ${name} = ${JSON.stringify(textOf(bytes))};\n`,
  );
}
