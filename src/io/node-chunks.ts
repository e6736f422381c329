/** Files of Node as sources of bytes. */
import { open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import type { ByteSource } from './byte-source.ts';
import { fileError } from './node-file.ts';
import { pathOf, type FilePath } from './node-path.ts';

/** Bytes read at once: more is not faster. */
const CHUNK = 1_048_576;

/**
 * A file of any size, or a pipe, which can be read once. A device is refused, since it may never end.
 *
 * @throws NnfsError naming the path, here or while it is read
 */
export async function fileSource(where: string, path: FilePath): Promise<ByteSource> {
  const name = pathOf(path, where);
  try {
    const entry = await stat(name);
    if (entry.isCharacterDevice() || entry.isBlockDevice()) throw new Error('it is a device');
    if (entry.isDirectory()) throw new Error('it is a folder');
    const regular = entry.isFile() && entry.size > 0;
    const size = regular ? entry.size : undefined;
    return { open: () => readChunks(where, name), again: entry.isFile(), size, gunzip };
  } catch (error) {
    throw fileError(where, 'a file that can be read', name, error);
  }
}

/** While a chunk is looked at, the next one is read. */
async function* readChunks(where: string, name: string): AsyncGenerator<Uint8Array> {
  try {
    const file = await open(name);
    try {
      let [buffer, spare] = [new Uint8Array(CHUNK), new Uint8Array(CHUNK)];
      let reading = file.read(buffer, 0, CHUNK, null);
      for (;;) {
        const { bytesRead } = await reading;
        if (bytesRead === 0) return;
        const chunk = buffer.subarray(0, bytesRead);
        [buffer, spare] = [spare, buffer];
        reading = file.read(buffer, 0, CHUNK, null);
        reading.catch(() => undefined); // it is awaited, unless nobody asks for more
        yield chunk;
      }
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(where, 'a file that can be read', name, error);
  }
}

/** All parts of gzip, as `pigz`, `bgzip` and `cat` put one behind the other. */
async function* gunzip(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const unpacking = createGunzip({ chunkSize: CHUNK / 4 });
  const feeding = pipeline(packed, unpacking).catch(() => undefined); // what fails is thrown below
  try {
    for await (const chunk of unpacking) yield chunk as Uint8Array;
  } finally {
    unpacking.destroy();
    await feeding;
  }
}
