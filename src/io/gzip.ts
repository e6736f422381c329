import { FormatError } from '../errors.ts';
import { peek, type ByteSource } from './byte-source.ts';

/** Whether bytes begin as gzip does. */
export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b;
}

/** As `peek`, with what the source holds; where that is packed by gzip, it is unpacked with `most` as `gunzipped` has it. */
export function peekInside<T>(
  name: string,
  source: ByteSource,
  most: number | undefined,
  length: number,
  use: (head: Uint8Array, source: ByteSource) => Promise<T>,
): Promise<T> {
  return peek(source, length, (head, bytes) =>
    isGzip(head) ? peek(gunzipped(name, bytes, most), length, use) : use(head, bytes),
  );
}

/** What is unpacked whatever it was packed into, and how many times the size of that is beyond suspicion. */
export const SMALL = 67_108_864;
export const LARGEST_RATIO = 100;

/**
 * What a source of gzip holds, unpacked as it is read.
 *
 * @param name what errors call it
 * @param most how many bytes it may be. @default 64 MB, or 100 times what it was packed into: a small file can be made that unpacks to
 *     any size
 * @throws FormatError, while it is read, for damaged bytes and for too many
 */
function gunzipped(name: string, source: ByteSource, most?: number): ByteSource {
  return { open: () => unpack(name, source, most), again: source.again };
}

async function* unpack(name: string, source: ByteSource, most: number | undefined): AsyncGenerator<Uint8Array> {
  let taken = 0;
  let given = 0;
  let failure: { readonly error: unknown } | undefined;
  async function* packed(): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of source.open()) {
        taken += chunk.length;
        yield Uint8Array.from(chunk); // a copy, since the source may fill the same array again
      }
    } catch (error) {
      failure = { error }; // of the source, not of what it holds
      throw error;
    }
  }
  const { gunzip = gunzipMember } = source;
  try {
    for await (const chunk of gunzip(packed())) {
      given += chunk.length;
      if (given > (most ?? Math.max(SMALL, LARGEST_RATIO * taken))) {
        const received = `more than ${given - chunk.length} in ${taken} of gzip`;
        throw new FormatError(name, 'fewer bytes', received, 'maxBytes says how many there may be.');
      }
      yield chunk;
    }
  } catch (error) {
    if (error instanceof FormatError) throw error;
    if (failure !== undefined) throw failure.error;
    const reason = error instanceof Error ? error.message : '';
    if (BEHIND_THE_END.test(reason)) throw new FormatError(name, 'gzip of one part', 'more behind it', JOINED);
    throw new FormatError(name, 'gzip', 'damaged or cut bytes', reason && `${reason}.`);
  }
}

/** What engines say of bytes behind the end of gzip, and we. */
const BEHIND_THE_END = /trailing junk|junk found after|after the end|past the end/i;

/** `pigz`, `bgzip` and `cat` join what was packed in parts. */
const JOINED = 'Pages read one: unpack it, and pack it again as a whole.';

/**
 * Unpacks gzip with what pages have. Of several parts, one behind the other, some engines read the first and refuse the rest, others
 * read all; here all are refused: the length at the end is that of the last part.
 */
async function* gunzipMember(packed: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream('gzip');
  const reader = readable.getReader();
  let said = 0; // the last four bytes, the length modulo 2^32
  let given = 0;
  const feeding = (async () => {
    const writer = writable.getWriter();
    const chunks = packed[Symbol.asyncIterator]();
    try {
      for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) {
        for (const byte of next.value.subarray(-4)) said = ((said >>> 8) | (byte << 24)) >>> 0;
        await writer.write(next.value as Uint8Array<ArrayBuffer>);
      }
      await writer.close();
    } catch (error) {
      await chunks.return?.();
      await writer.abort(error).catch(() => undefined);
    }
  })();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) {
      given += next.value.length;
      yield next.value;
    }
    if (given % 2 ** 32 !== said) throw new Error('bytes after the end');
  } finally {
    await reader.cancel().catch(() => undefined);
    await feeding;
  }
}
