import { describe, expect, it, test } from 'vitest';
import { FormatError, Tensor, ValueError, decodeNpz, encodeNpy, encodeNpz, tensor } from 'nnfs';
import { zipStored } from '../../../src/io/zip/write.ts';
import { zip } from './support.ts';

const x = tensor([[1, 2, 3]]);
const file = encodeNpy(x);
const zeros = encodeNpy(new Tensor('float32', [10_000]));

describe('encodeNpz', () => {
  it('gives the same bytes for the same tensors, and they come back in their order', () => {
    const tensors = new Map<string, Tensor>([['w', x], ['ü/→', tensor(2, 'float64')], ['', tensor([1], 'uint8')]]); // prettier-ignore
    const bytes = encodeNpz(tensors);
    expect(encodeNpz(new Map(tensors))).toEqual(bytes);
    const back = decodeNpz(bytes);
    expect([...back.keys()]).toEqual(['w', 'ü/→', '']);
    for (const [name, { dtype, shape, data }] of tensors) expect(back.get(name)).toMatchObject({ dtype, shape, data });
    expect(decodeNpz(encodeNpz(new Map())).size).toBe(0);
  });

  it.each<[unknown, string]>([
    [{}, 'a Map of tensors by name, received an object.'],
    [new Map([['x', [1]]]), 'tensors by name, received [1] under "x".'],
    [new Map([[1, x]]), 'tensors by name, received a Tensor under 1.'],
  ])('refuses what is no map of tensors: %#', (tensors, text) => {
    const write = () => encodeNpz(tensors as Map<string, Tensor>);
    expect(write).toThrow(ValueError);
    expect(write).toThrow(`encodeNpz: expected ${text}`);
  });

  it('refuses what the format cannot count', () => {
    const many = new Map(Array.from({ length: 65_535 }, (_, i) => [`${i}`, new Uint8Array(0)]));
    expect(() => zipStored('encodeNpz', many)).toThrow('encodeNpz: expected at most 65534 files and 4 GB, received 65535 files'); // prettier-ignore
    expect(() => encodeNpz(new Map([['x'.repeat(65_536), x]]))).toThrow('received a name of more than 65,535 bytes.');
  });
});

describe('decodeNpz', () => {
  test.each([
    ['stored', zip([{ name: 'x.npy', file }])],
    ['packed', zip([{ name: 'x.npy', file, method: 8 }])],
    ['with numbers of 64 bits', zip([{ name: 'x.npy', file, wide: true }])],
    ['of zip64 throughout', zip([{ name: 'x.npy', file, method: 8, wide: true }], true)],
    ['with a comment', Buffer.concat([zip([{ name: 'x.npy', file }]).subarray(0, -2), Buffer.from('\x05\x00PK\x05\x06!', 'latin1')])], // prettier-ignore
  ])('reads an archive %s', (_, bytes) => {
    expect(decodeNpz(bytes).get('x')).toMatchObject({ shape: [1, 3], data: x.data });
  });

  it('unpacks as much as it is allowed to', () => {
    const bytes = zip([{ name: 'x.npy', file: zeros, method: 8 }]);
    const read = () => decodeNpz(bytes, { maxBytes: 40_127 });
    expect(read).toThrow(FormatError);
    expect(read).toThrow(`decodeNpz: expected at most 40127 bytes, received 40128 in ${bytes.length} of zip. If it is right, allow for more: { maxBytes }.`); // prettier-ignore
    expect(decodeNpz(bytes, { maxBytes: 40_128 }).get('x')!.size).toBe(10_000);
    expect(() => decodeNpz(bytes, { maxBytes: 0 })).toThrow(ValueError);
    expect(() => decodeNpz(bytes, { most: 1 } as object)).toThrow('decodeNpz: expected options { maxBytes }');
  });

  const whole = zip([{ name: 'x.npy', file }]);
  const flipped = whole.slice();
  flipped[30 + 'x.npy'.length + file.length - 1]! ^= 1;
  test.each<[name: string, bytes: Uint8Array, message: string]>([
    ['nothing', new Uint8Array(0), ': expected a zip archive, received other bytes. It ends with a directory, which may be cut off.'],
    ['an archive cut off', whole.subarray(0, -1), ': expected a zip archive, received other bytes.'],
    ['an archive without its beginning', whole.subarray(50), ': expected 1 files in the directory, received 0.'],
    ['a flipped bit', flipped, ', "x.npy": expected bytes of the right check sum, received damaged ones.'],
    ['a wrong check sum', zip([{ name: 'x.npy', file, method: 8, crc: 1 }]), ', "x.npy": expected bytes of the right check sum'],
    ['a size too small', zip([{ name: 'x.npy', file, method: 8, size: 100 }]), ', "x.npy": expected 100 bytes, received more.'],
    ['a size too large', zip([{ name: 'x.npy', file, method: 8, size: 200 }]), ', "x.npy": expected 200 bytes, received 140.'],
    ['a stored size too large', zip([{ name: 'x.npy', file, size: 200 }]), ', "x.npy": expected 200 bytes, received 140.'],
    ['an encrypted file', zip([{ name: 'x.npy', file, flags: 1 }]), ', "x.npy": expected an open file, received an encrypted one.'],
    ['another packing', zip([{ name: 'x.npy', file, method: 14 }]), ', "x.npy": expected a file stored or packed by deflate, received method 14.'],
    ['another file', zip([{ name: 'readme.txt', file }]), ', "readme.txt": expected a name that ends in .npy, received "readme.txt".'],
    ['no array', zip([{ name: 'x.npy', file: Buffer.from('hello world') }]), ', "x.npy": expected a file of np.save, received other bytes.'],
    ['a name twice', zip([{ name: 'x.npy', file }, { name: 'x.npy', file }]), ': expected names in UTF-8, each once, received "x.npy" twice.'],
    ['damaged packing', zip([{ name: 'x.npy', file: Buffer.from('no deflate'), method: 8 }]).map((byte, i) => (i === 35 ? 0xff : byte)), ', "x.npy": expected bytes packed by deflate, received damaged ones.'],
    ['claims of exabytes', zip([{ name: 'x.npy', file, wide: true, size: 2 ** 62 }]), ': expected at most 67108864 bytes, received 4611686018427388000 in'],
  ])('refuses %s', (_, bytes, message) => {
    const read = () => decodeNpz(bytes);
    expect(read).toThrow(FormatError);
    expect(read).toThrow(message);
    expect(read).toThrow(/^decodeNpz[:,]/);
  }); // prettier-ignore
});
