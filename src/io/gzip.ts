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
const SMALL = 67_108_864;
const LARGEST_RATIO = 100;

/**
 * What a source of gzip holds, unpacked as it is read.
 *
 * @param name what errors call it
 * @param most how many bytes it may be. @default 64 MB, or 100 times what it was packed into: a small file can be made that unpacks to
 *     any size
 * @throws FormatError, while it is read, for damaged bytes and for too many
 */
function gunzipped(name: string, source: ByteSource, most?: number): ByteSource {
  return { open: () => unpack(name, source.open(), most), again: source.again };
}

async function* unpack(
  name: string,
  packed: AsyncIterable<Uint8Array>,
  most: number | undefined,
): AsyncGenerator<Uint8Array> {
  const { readable, writable } = new DecompressionStream('gzip');
  const reader = readable.getReader();
  let taken = 0;
  let given = 0;
  let failure: { readonly error: unknown } | undefined;
  const feeding = (async () => {
    const writer = writable.getWriter();
    const iterator = packed[Symbol.asyncIterator]();
    try {
      for (;;) {
        let next;
        try {
          next = await iterator.next();
        } catch (error) {
          failure = { error }; // of the source, not of what it holds
          throw error;
        }
        if (next.done === true) break;
        taken += next.value.length;
        // A copy, since the source may fill the same array again.
        await writer.write(Uint8Array.from(next.value));
      }
      await writer.close();
    } catch (error) {
      await iterator.return?.();
      await writer.abort(error).catch(() => undefined);
    }
  })();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      given += value.length;
      if (given > (most ?? Math.max(SMALL, LARGEST_RATIO * taken))) {
        const received = `more than ${given - value.length} in ${taken} of gzip`;
        throw new FormatError(name, 'fewer bytes', received, 'maxBytes says how many there may be.');
      }
      yield value;
    }
  } catch (error) {
    if (error instanceof FormatError) throw error;
    if (failure !== undefined) throw failure.error;
    throw new FormatError(name, 'gzip', 'damaged or cut bytes', error instanceof Error ? `${error.message}.` : '');
  } finally {
    await reader.cancel().catch(() => undefined);
    await feeding;
  }
}
