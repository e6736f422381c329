// Compiles the SIMD kernels in src/tensor/kernels/assembly to WebAssembly and writes the bytes, as text, into the module that the
// library imports: it then starts synchronously, in Node and in pages, and no file has to be found at run time.
import { mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const root = fileURLToPath(new URL('../', import.meta.url));
const source = 'src/tensor/kernels/assembly';
const target = `${root}src/tensor/kernels/generated/bytes.ts`;

/** @param {string} path */
const modified = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0;

/**
 * Bytes as text: each a character, and one before it where it is not among the 88 most usual in such modules, from -6 to 81. So the
 * text compresses as well as the bytes; base64 takes half as much again, hexadecimal a tenth. `kernelBytes` reads it.
 *
 * @param {Uint8Array} bytes
 */
const textOf = (bytes) =>
  Array.from(bytes, (byte) => {
    const n = (byte + 6) % 256;
    return ['', ' ', '!'][Math.floor(n / 88)] + String.fromCharCode(35 + (n % 88)).replace('\\', '}');
  }).join('');

/** Writes the module unless it is newer than everything it is made of. */
export async function compileKernels() {
  const inputs = [
    ...readdirSync(root + source).map((name) => `${root}${source}/${name}`),
    fileURLToPath(import.meta.url),
  ];
  if (Math.max(...inputs.map(modified)) < modified(target)) return;
  let bytes = new Uint8Array();
  const { error, stderr } = await asc.main(
    [
      `${source}/index.ts`,
      '-O3',
      '--runtime',
      'stub',
      '--enable',
      'simd',
      '--noAssert',
      '--importMemory',
      '-o',
      'kernels.wasm',
    ],
    {
      readFile: (name, base) => {
        try {
          return readFileSync(`${base}/${name}`, 'utf8');
        } catch {
          return null;
        }
      },
      writeFile: (name, contents) => {
        if (basename(name) === 'kernels.wasm' && typeof contents !== 'string') bytes = Uint8Array.from(contents);
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${source}: ${error.message}\n${stderr.toString()}`);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(
    target,
    `/** ${source}, compiled to WebAssembly by scripts/assembly.mjs. */\nexport const KERNELS = ${JSON.stringify(textOf(bytes))};\n`,
  );
}
