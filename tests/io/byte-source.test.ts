/** Sources are closed, whatever becomes of what they hold. */
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { FormatError, readIdx, readTable } from 'nnfs';
import { idxFile } from './idx-support.ts';

const table = Buffer.from(`a,b\n1,2\n3\n${'4,5\n'.repeat(100_000)}`);
const noIdx = Buffer.from('no IDX');
const json = Buffer.from(`{"a": 1}\nx\n${'{"a": 2}\n'.repeat(100_000)}`);

test.each<[string, Uint8Array, (source: AsyncIterable<Uint8Array>) => Promise<unknown>]>([
  ['a table', table, readTable],
  ['a packed table', gzipSync(table, { level: 0 }), readTable],
  ['JSON lines', json, readTable],
  ['no IDX file', noIdx, readIdx],
  ['a packed one', gzipSync(noIdx), readIdx],
  ['an IDX file with too much', idxFile(8, [1], 1_000_000), readIdx],
])('%s that is refused half-way', async (_, bytes, read) => {
  let [open, ended] = [0, false];
  async function* source(): AsyncGenerator<Uint8Array> {
    open++;
    try {
      for (let at = 0; at < bytes.length; at += 65_536) yield await Promise.resolve(bytes.subarray(at, at + 65_536));
      ended = true;
    } finally {
      open--;
    }
  }
  await expect(read(source())).rejects.toThrow(FormatError);
  expect(open).toBe(0);
  if (bytes.length > 500_000 && bytes !== json) expect(ended).toBe(false);
});

test('a stream is told that nobody reads on', async () => {
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.enqueue(noIdx),
    cancel: () => void (cancelled = true),
  });
  await expect(readIdx(stream)).rejects.toThrow(FormatError);
  expect(cancelled).toBe(true);
});
