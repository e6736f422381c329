import fc from 'fast-check';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { FormatError, NnfsError, decodeIdx, readIdx, type Tensor } from 'nnfs';
import { loadIdx } from 'nnfs/node';
import { elements, idxFile } from './idx-support.ts';

/**
 * Made with NumPy 1.24.2:
 *
 *     bytes([0, 0, type, a.ndim]) + struct.pack(f">{a.ndim}I", *a.shape) + a.astype(a.dtype.newbyteorder(">")).tobytes()
 */
const GOLDEN: readonly [name: string, hex: string, dtype: string, shape: number[], data: number[]][] = [
  ['uint8', '0000080200000002000000030001027f80ff', 'uint8', [2, 3], [0, 1, 2, 127, 128, 255]],
  ['int8', '000009010000000380ff7f', 'int32', [3], [-128, -1, 127]],
  ['int16', '00000b02000000020000000180000102', 'int32', [2, 1], [-32768, 258]],
  ['int32', '00000c01000000028000000001020304', 'int32', [2], [-(2 ** 31), 16909060]],
  ['float32', '00000d01000000033dcccccdff80000080000000', 'float32', [3], [Math.fround(0.1), -Infinity, -0]],
  ['float64', '00000e030000000100000001000000023fb999999999999a7ff8000000000000', 'float64', [1, 1, 2], [0.1, NaN]],
];

describe('the bytes that NumPy writes', () => {
  test.each(GOLDEN)('%s', async (_, hex, dtype, shape, data) => {
    // From an odd place on, where no typed array of wider elements could lie.
    const bytes = Buffer.concat([Buffer.from([9]), Buffer.from(hex, 'hex')]).subarray(1);
    for (const read of [
      decodeIdx(bytes),
      await readIdx(new Blob([bytes])),
      await readIdx(new Blob([gzipSync(bytes)])),
    ]) {
      expect([read.dtype, read.shape, [...read.data]]).toEqual([dtype, shape, data]);
    }
  });
});

const VALUES: Readonly<Record<number, fc.Arbitrary<number>>> = {
  8: fc.nat(255),
  9: fc.integer({ min: -128, max: 127 }),
  11: fc.integer({ min: -32768, max: 32767 }),
  12: fc.integer(),
  13: fc.float(),
  14: fc.double(),
};

test('what an encoder of the tests writes is what is read, whole and in pieces', async () => {
  const any = fc
    .record({ type: fc.constantFrom(8, 9, 11, 12, 13, 14), shape: fc.array(fc.nat(5), { maxLength: 4 }) })
    .chain(({ type, shape }) => {
      const size = shape.reduce((a, b) => a * b, 1);
      const values = fc.array(VALUES[type]!, { minLength: size, maxLength: size });
      return fc.tuple(fc.constant(type), fc.constant(shape), values, fc.integer({ min: 1, max: 50 }));
    });
  await fc.assert(
    fc.asyncProperty(any, async ([type, shape, values, piece]) => {
      const bytes = idxFile(type, shape, elements(type, values));
      const read = decodeIdx(bytes);
      expect([read.shape, [...read.data]]).toEqual([shape, values]);
      async function* pieces(): AsyncGenerator<Uint8Array> {
        for (let at = 0; at < bytes.length; at += piece) yield await Promise.resolve(bytes.subarray(at, at + piece));
      }
      expect([...(await readIdx(pieces())).data]).toEqual(values);
    }),
    { numRuns: 300 },
  );
});

test('a tensor keeps its elements when the bytes change', () => {
  const bytes = idxFile(8, [2], elements(8, [7, 9]));
  const read = decodeIdx(bytes);
  bytes.fill(0);
  expect([...read.data]).toEqual([7, 9]);
});

/** The message of the error that a call ends with. */
async function messageOf(call: () => unknown): Promise<string> {
  try {
    await call();
  } catch (error) {
    expect(error).toBeInstanceOf(NnfsError);
    return (error as Error).message;
  }
  return 'no error';
}

const IDX = 'an IDX file: 0 0, a type of 8, 9, 11, 12, 13, 14, at most 32 axes';

describe('refused', () => {
  test.each<[string, Uint8Array<ArrayBuffer>, string]>([
    ['nothing', new Uint8Array(0), `expected ${IDX}, received no bytes.`],
    ['text', Buffer.from('a,b\n'), `expected ${IDX}, received bytes that begin with 97 44 98 10.`],
    ['another type', idxFile(10, [1], 1), `expected ${IDX}, received bytes that begin with 0 0 10 1.`],
    ['too many axes', idxFile(8, new Array<number>(33).fill(1), 1), `expected ${IDX}, received bytes that begin with 0 0 8 33.`],
    ['a zip archive', Buffer.from('PK\x03\x04'), `expected ${IDX}, received bytes that begin with 80 75 3 4. That is a zip archive: unpack it.`],
    ['half a header', idxFile(8, [1, 2]).subarray(0, 9), 'expected a header of 12 bytes, received 9. It is cut off.'],
    ['too few elements', idxFile(11, [2, 3], 11), 'expected 24 bytes for int16 [2, 3], received 23. It is cut off, or its header is wrong.'],
    ['more elements than numbers count', idxFile(14, [2 ** 31, 2 ** 31, 9]), 'expected fewer elements, received float64 [2147483648, 2147483648, 9].'],
    ['more elements than there is memory', idxFile(9, [2 ** 31, 2 ** 10]), 'expected 2199023255564 bytes for int8 [2147483648, 1024], received 12. It is cut off, or its header is wrong.'],
  ])('%s', async (_, bytes, message) => {
    expect(await messageOf(() => decodeIdx(bytes))).toBe(`decodeIdx: ${message}`);
    expect(await messageOf(() => readIdx(new Blob([bytes]), { name: 'x' }))).toBe(`x: ${message}`);
    if (bytes.length > 8) expect(await messageOf(() => readIdx(new Blob([gzipSync(bytes)]), { name: 'x' }))).toBe(`x: ${message}`);
  }); // prettier-ignore

  test('too many elements', async () => {
    const bytes = idxFile(8, [2], 3);
    expect(await messageOf(() => decodeIdx(bytes))).toBe(
      'decodeIdx: expected 10 bytes for uint8 [2], received 11. Its header is wrong, or more was added.',
    );
    expect(await messageOf(() => readIdx(new Blob([gzipSync(bytes)])))).toBe(
      'readIdx: expected at most 10 bytes, received more. Its header says uint8 [2].',
    );
  });

  test('gzip, where bytes are decoded at once', async () => {
    expect(await messageOf(() => decodeIdx(gzipSync(idxFile(8, [1], 1))))).toMatch(/gzip: readIdx unpacks it\.$/);
  });

  test('bombs', async () => {
    const bomb = gzipSync(idxFile(8, [80_000_000], 80_000_000), { level: 1 });
    const message = await messageOf(() => readIdx(new Blob([bomb]), { name: 'x' }));
    expect(message).toMatch(/^x: expected fewer bytes, received more than \d+ in \d+ of gzip\. maxBytes says how many/);
    expect((await readIdx(new Blob([bomb]), { maxBytes: 1e8 })).size).toBe(80_000_000);
  });

  test.each<[string, () => unknown, string]>([
    ['text', () => decodeIdx('x' as never), 'decodeIdx: expected a Uint8Array, received "x".'],
    ['a buffer', () => decodeIdx(new ArrayBuffer(8) as never), 'decodeIdx: expected a Uint8Array, received an ArrayBuffer. Wrap it: new Uint8Array(buffer).'],
    ['bytes in place of a source', () => readIdx(new Uint8Array(8) as never), 'readIdx: expected a Blob or a stream of bytes, received a Uint8Array. decodeIdx takes bytes.'],
    ['an option', () => readIdx(new Blob([]), { size: 5 } as never), 'readIdx: expected options { name, maxBytes }, received the option "size".'],
    ['a name', () => readIdx(new Blob([]), { name: 5 } as never), 'readIdx: expected name: text, received 5.'],
    ['a limit', () => readIdx(new Blob([]), { maxBytes: 0 }), 'readIdx: expected maxBytes above 0, received 0.'],
    ['an option of files', () => loadIdx('x', 'y', { name: 'z' } as never), 'loadIdx: expected options { maxBytes }, received the option "name".'],
  ])('a wrong call: %s', async (_, call, message) => {
    expect(await messageOf(call)).toBe(message);
  }); // prettier-ignore
});

describe('loadIdx', () => {
  const folder = mkdtempSync(join(tmpdir(), 'nnfs-idx-'));
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const file = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };
  const pixels = [0, 1, 2, 127, 128, 255, 51, 102, 153, 204, 254, 3];
  const images = file('images', idxFile(8, [2, 2, 3], elements(8, pixels)));
  const labels = file('labels', idxFile(8, [2], elements(8, [7, 0])));
  const list = ({ dtype, shape, data }: Tensor): unknown => [dtype, shape, [...data]];

  test.each<[string, () => ReturnType<typeof loadIdx>]>([
    ['plain', () => loadIdx(images, labels)],
    ['a URL', () => loadIdx(pathToFileURL(images), pathToFileURL(labels))],
    [
      'packed, whatever the names say',
      () => loadIdx(file('a', gzipSync(readFileSync(images))), file('b', gzipSync(readFileSync(labels)))),
    ],
    [
      'one of them packed',
      () => loadIdx(file('c.gz', readFileSync(images)), file('d', gzipSync(readFileSync(labels)))),
    ],
  ])('%s', async (_, load) => {
    const { X, y } = await load();
    expect(list(X)).toEqual(['float32', [2, 2, 3, 1], pixels.map((pixel) => Math.fround(pixel / 255))]);
    expect(list(y)).toEqual(['int32', [2], [7, 0]]);
  });

  test('colours and floats', async () => {
    const values = [0.5, -1, 2, 300];
    const { X } = await loadIdx(
      file('floats', idxFile(14, [2, 1, 1, 2], elements(14, values))),
      file('whole', idxFile(12, [2], elements(12, [1, -1]))),
    );
    expect(list(X)).toEqual(['float32', [2, 1, 1, 2], values]);
  });

  const three = file('three', idxFile(8, [3], elements(8, [0, 1, 2])));
  const floats = file('y', idxFile(13, [2], 8));
  test.each<[string, string, string, string]>([
    ['another number', images, three, `${three}: expected 2 labels, one for each image of ${JSON.stringify(images)}, received 3. Are they a pair, as train-images and train-labels are?`],
    ['the other way round', labels, images, `${labels}: expected images [N, H, W] or [N, H, W, C], received uint8 [2]. Images come first.`],
    ['images twice', images, images, `${images}: expected labels [N] of whole numbers, received uint8 [2, 2, 3]. Labels come second.`],
    ['labels that are no whole numbers', images, floats, `${floats}: expected labels [N] of whole numbers, received float32 [2]. Labels come second.`],
    ['images that are no bytes', file('i', idxFile(9, [2, 1, 1], 2)), labels, `${join(folder, 'i')}: expected bytes or floats, received int32 [2, 1, 1]. decodeIdx takes them.`],
    ['another file', images, file('t.csv', Buffer.from('a,b\n1,2\n')), `${join(folder, 't.csv')}: expected ${IDX}, received bytes that begin with 97 44 98 10.`],
  ])('refuses %s', async (_, first, second, message) => {
    const error: unknown = await loadIdx(first, second).catch((error: unknown) => error);
    expect(error).toBeInstanceOf(FormatError);
    expect((error as Error).message).toBe(message);
  }); // prettier-ignore

  test('names a file that is not there', async () => {
    expect(await messageOf(() => loadIdx(join(folder, 'none'), labels))).toMatch(/^loadIdx: .*none": ENOENT/);
  });
});
