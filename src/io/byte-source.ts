/** Where bytes come from: the same few questions to a file, a Blob, a stream. */
import { FormatError, ValueError, describe } from '../errors.ts';
import { allocate, dtypeOf } from '../tensor/dtype.ts';
import { bytesOfView, isArrayBuffer } from './bytes.ts';

/** What is read of a ReadableStream: types of our own, so that programs compile without those of pages. */
export interface ByteStream {
  getReader(): {
    read(): Promise<{ readonly done: boolean; readonly value?: Uint8Array | undefined }>;
    cancel(): Promise<unknown>;
  };
}

/** What is read of a Blob or File. */
export interface BlobLike {
  readonly size: number;
  stream(): ByteStream;
}

/** Bytes in chunks. A chunk holds until the next one is asked for. */
export interface ByteSource {
  /** The bytes from the first one on, in chunks of any size. */
  open(): AsyncIterable<Uint8Array>;
  /** Whether they can be had more than once. */
  readonly again: boolean;
  /** How many there are, where that is known. */
  readonly size?: number | undefined;
  /** Unpacks gzip, where that is done better than pages can. */
  readonly gunzip?: (packed: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>;
}

/** Where readers take bytes from: a Blob or File, a stream such as the body of a fetch, or chunks of bytes. */
export type ReadableBytes = BlobLike | ByteStream | AsyncIterable<Uint8Array>;

/** @throws ValueError for anything else; for a text or bytes it tells the function `whole`, which takes those */
export function sourceOf(where: string, source: unknown, whole: string): ByteSource {
  if (typeof source === 'object' && source !== null) {
    if ('stream' in source && typeof source.stream === 'function') return blobSource(source as BlobLike);
    if ('getReader' in source || Symbol.asyncIterator in source) {
      return streamSource(source as ByteStream | AsyncIterable<Uint8Array>);
    }
  }
  const hint = typeof source === 'string' || ArrayBuffer.isView(source) ? `${whole}.` : '';
  throw new ValueError(where, 'a Blob or a stream of bytes', describe(source), hint);
}

/** A Blob, a File. */
function blobSource(blob: BlobLike): ByteSource {
  return { open: () => streamChunks(blob.stream()), again: true, size: blob.size };
}

/** A stream can be had once. */
function streamSource(stream: ByteStream | AsyncIterable<Uint8Array>): ByteSource {
  return { open: () => ('getReader' in stream ? streamChunks(stream) : ownChunks(stream)), again: false };
}

/** Not every browser lets a stream be iterated over. */
async function* streamChunks(stream: ByteStream): AsyncGenerator<Uint8Array> {
  const reader = stream.getReader();
  try {
    for (let next = await reader.read(); !next.done; next = await reader.read()) yield bytesOfView(next.value!);
  } finally {
    await reader.cancel();
  }
}

async function* ownChunks(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) yield bytesOfView(chunk);
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

/**
 * Hands the first bytes of a source on, with a source that begins with them still and is closed in the end, however far it was read.
 *
 * @returns what `use` gives
 */
export async function peek<T>(
  source: ByteSource,
  length: number,
  use: (head: Uint8Array, source: ByteSource) => Promise<T>,
): Promise<T> {
  const chunks = source.open()[Symbol.asyncIterator]();
  try {
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
    return await use(concat(first).subarray(0, length), { ...source, open });
  } finally {
    await chunks.return?.();
  }
}

/** A copy that nobody else writes to. (`slice` of Node's buffers gives none.) */
function copyOf(bytes: Uint8Array): Uint8Array {
  return new Uint8Array(bytes);
}

/** All bytes. @throws FormatError for more than `most`, with the hint */
export async function readAll(name: string, source: ByteSource, most: number, hint?: string): Promise<Uint8Array> {
  let bytes = allocate('uint8', Math.min(source.size ?? 0, most), name);
  let length = 0;
  for await (const chunk of source.open()) {
    const from = length;
    length += chunk.length;
    if (length > most) throw new FormatError(name, `at most ${most} bytes`, 'more', hint);
    if (length > bytes.length) {
      const shorter = bytes.subarray(0, from);
      bytes = allocate('uint8', Math.min(Math.max(length, 2 * from), most), name);
      bytes.set(shorter);
    }
    bytes.set(chunk, from);
  }
  return bytes.subarray(0, length);
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

/** The bytes that a reader of bytes is given. @throws ValueError for anything but a Uint8Array */
export function checkBytes(where: string, bytes: unknown): Uint8Array {
  if (dtypeOf(bytes) === 'uint8') return bytesOfView(bytes as Uint8Array);
  const hint = isArrayBuffer(bytes) ? 'Wrap it: new Uint8Array(buffer).' : '';
  throw new ValueError(where, 'a Uint8Array', describe(bytes), hint);
}
