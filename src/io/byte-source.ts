/** Where bytes come from: the same few questions to a file, a Blob, a stream. */
import { FormatError } from '../errors.ts';

/** Bytes in chunks. A chunk holds until the next one is asked for. */
export interface ByteSource {
  /** The bytes from the first one on, in chunks of any size. */
  open(): AsyncIterable<Uint8Array>;
  /** Whether they can be had more than once. */
  readonly again: boolean;
  /** How many there are, where that is known. */
  readonly size?: number | undefined;
}

/** A Blob, a File. */
export function blobSource(blob: Blob): ByteSource {
  return { open: () => streamChunks(blob.stream()), again: true, size: blob.size };
}

/** A stream can be had once. */
export function streamSource(stream: ReadableStream<Uint8Array> | AsyncIterable<Uint8Array>): ByteSource {
  return { open: () => ('getReader' in stream ? streamChunks(stream) : stream), again: false };
}

/** Not every browser lets a stream be iterated over. */
async function* streamChunks(stream: ReadableStream<Uint8Array>): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield next.value;
  } finally {
    await reader.cancel();
  }
}

/** The same source, which reports how far it has been read. */
export function reporting(source: ByteSource, report: (done: number, total: number | undefined) => void): ByteSource {
  return {
    ...source,
    async *open() {
      let done = 0;
      for await (const chunk of source.open()) {
        yield chunk;
        report((done += chunk.length), source.size);
      }
    },
  };
}

/** The first bytes of a source, and the source itself, which begins with them still. */
export async function peek(source: ByteSource, length: number): Promise<{ head: Uint8Array; source: ByteSource }> {
  const chunks = source.open()[Symbol.asyncIterator]();
  const first: Uint8Array[] = [];
  let count = 0;
  while (count < length) {
    const next = await chunks.next();
    if (next.done === true) break;
    first.push(copyOf(next.value));
    count += next.value.length;
  }
  let opened = false;
  async function* open(): AsyncGenerator<Uint8Array> {
    if (opened) {
      yield* source.open();
      return;
    }
    opened = true;
    yield* first;
    for (let next = await chunks.next(); next.done !== true; next = await chunks.next()) yield next.value;
  }
  return { head: concat(first).subarray(0, length), source: { ...source, open } };
}

/** A copy that nobody else writes to. (`slice` of Node's buffers gives none.) */
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

/** All bytes. @throws FormatError for more than `most` */
export async function readAll(name: string, source: ByteSource, most: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source.open()) {
    length += chunk.length;
    if (length > most) throw new FormatError(name, `at most ${most} bytes`, 'more');
    chunks.push(copyOf(chunk));
  }
  return concat(chunks);
}

/** The bytes of all chunks; those of a single one are not copied. */
export function concat(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!;
  const bytes = new Uint8Array(chunks.reduce((length, chunk) => length + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.length;
  }
  return bytes;
}
