import { spawnSync } from 'node:child_process';
import { describe, expect, it, test } from 'vitest';
import { FormatError, Tensor, ValueError, decodeSafetensors, encodeSafetensors, type DType } from 'nnfs';
import { allocate } from '../../src/tensor/dtype.ts';
import { file, lengthOf, parts } from './support.ts';

const F32 = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };

function bytesOf({ data }: Tensor): number[] {
  return [...new Uint8Array(data.buffer, data.byteOffset, data.byteLength)];
}

describe('encodeSafetensors', () => {
  it('writes these very bytes', () => {
    const x = new Tensor('float32', [1, 2], Float32Array.of(1, -2));
    const { header, data } = parts(encodeSafetensors(new Map([['x', x]]), new Map([['b', '2'], ['a', '1']]))); // prettier-ignore
    const text = '{"__metadata__":{"a":"1","b":"2"},"x":{"dtype":"F32","shape":[1,2],"data_offsets":[0,8]}}';
    expect(header).toBe(text.padEnd(Math.ceil(text.length / 8) * 8));
    expect([...data]).toEqual([0, 0, 0x80, 0x3f, 0, 0, 0, 0xc0]);
  });

  it('puts the widest elements first, then goes by name, whatever the order of the maps', () => {
    const tensors: [string, Tensor][] = [
      ['b', new Tensor('uint8', [3], Uint8Array.of(1, 2, 3))],
      ['z', new Tensor('float64', [1], Float64Array.of(0.1))],
      ['10', new Tensor('float32', [1], Float32Array.of(4))],
      ['9', new Tensor('int32', [1], Int32Array.of(-5))],
      ['a', new Tensor('uint8', [0])],
    ];
    const bytes = encodeSafetensors(new Map(tensors));
    expect(encodeSafetensors(new Map([...tensors].reverse()))).toEqual(bytes);
    expect([...decodeSafetensors(bytes).tensors.keys()].sort()).toEqual(['10', '9', 'a', 'b', 'z']);
    const { header, data } = parts(bytes);
    expect([...header.matchAll(/"(\w+)":\{/g)].map(([, name]) => name)).toEqual(['z', '10', '9', 'a', 'b']);
    expect((bytes.length - data.length) % 8).toBe(0);
  });

  it('refuses the reserved name and a header that no reader takes', () => {
    expect(() => encodeSafetensors(new Map([['__metadata__', new Tensor('uint8', [0])]]))).toThrow(
      'encodeSafetensors: expected another name for a tensor, received __metadata__.',
    );
    expect(() => encodeSafetensors(new Map(), new Map([['k', 'x'.repeat(100_000_000)]]))).toThrow(
      'encodeSafetensors: expected a header of at most 100 MB, received 100000032 bytes.',
    );
  });

  it.each<[unknown, unknown, string]>([
    [{}, undefined, 'a Map of tensors by name, received an object.'],
    [null, undefined, 'a Map of tensors by name, received null.'],
    [new Map([['x', null]]), undefined, 'tensors by name, received null under "x".'],
    [new Map([['x', [1, 2]]]), undefined, 'tensors by name, received [1, 2] under "x".'],
    [new Map([[1, new Tensor('uint8', [0])]]), undefined, 'tensors by name, received a Tensor under 1.'],
    [new Map(), { note: 'x' }, 'a Map of texts by name, received an object.'],
    [new Map(), new Map([['note', 1]]), 'texts by name, received 1 under "note".'],
  ])('refuses what is no map of tensors or texts: %#', (tensors, metadata, text) => {
    const write = () => encodeSafetensors(tensors as Map<string, Tensor>, metadata as Map<string, string>);
    expect(write).toThrow(ValueError);
    expect(write).toThrow(`encodeSafetensors: expected ${text}`);
  });
});

it('more tensors than a reader has memory for are neither written nor read', () => {
  const empty = new Tensor('uint8', [0]);
  const tensors = Array.from({ length: 150_000 }, (_, i): [string, Tensor] => [`${i}`, empty]);
  const entries = tensors.map(([name]) => `"${name}":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}`);
  const text = 'expected at most 1000000 names, lists and objects, received 1050001.';
  expect(() => encodeSafetensors(new Map(tensors))).toThrow(`encodeSafetensors: ${text}`);
  expect(() => decodeSafetensors(file(`{${entries.join()}}`))).toThrow(`decodeSafetensors, header: ${text}`);
});

describe('decodeSafetensors', () => {
  const shapes = [[], [0], [1], [7], [2, 3], [3, 0, 2], [1, 1, 1, 1, 5]];
  const types: DType[] = ['float32', 'float64', 'int32', 'uint8'];

  test.each(types)('gives back what was encoded: %s', (dtype) => {
    const tensors = new Map(
      shapes.map((shape, i) => {
        const data = allocate(dtype, shape.reduce((a, b) => a * b, 1)); // prettier-ignore
        const bytes = new Uint8Array(data.buffer); // any bits: NaNs of all kinds, -0, infinities
        for (let k = 0; k < bytes.length; k++) bytes[k] = (k * 73 + i * 151 + 0x7f) & 0xff;
        return [`shape ${shape.join('x')}`, new Tensor(dtype, shape, data)] as const;
      }),
    );
    const { tensors: back } = decodeSafetensors(encodeSafetensors(tensors));
    expect(back.size).toBe(tensors.size);
    for (const [name, tensor] of tensors) {
      expect(back.get(name)!.dtype).toBe(dtype);
      expect(back.get(name)!.shape).toEqual(tensor.shape);
      expect(bytesOf(back.get(name)!)).toEqual(bytesOf(tensor));
    }
  });

  it.each(['', 'a b', '1', '__proto__', 'constructor', 'ü→😀', '"\\\n', 'x'.repeat(5000)])(
    'takes the name %j',
    (name) => {
      const x = new Tensor('int32', [2], Int32Array.of(1, -1));
      const { tensors, metadata } = decodeSafetensors(encodeSafetensors(new Map([[name, x]]), new Map([[name, name]])));
      expect([...tensors.keys()]).toEqual([name]);
      expect(tensors.get(name)!.toArray()).toEqual([1, -1]);
      expect([...metadata]).toEqual([[name, name]]);
      expect(Object.getPrototypeOf({})).toBe(Object.prototype);
      expect(({} as Record<string, unknown>).dtype).toBeUndefined();
    },
  );

  it.each([0, 1, 2, 3, 4, 5, 6, 7])('reads from a view at offset %d, and copies', (offset) => {
    const bytes = encodeSafetensors(new Map([['x', new Tensor('float64', [2], Float64Array.of(0.1, -0))]]));
    const around = new Uint8Array(bytes.length + 20).fill(0xaa);
    around.set(bytes, offset);
    const view = Buffer.from(around.buffer, offset, bytes.length);
    const x = decodeSafetensors(view).tensors.get('x')!;
    view.fill(0);
    expect(x.data).toEqual(Float64Array.of(0.1, -0));
  });

  it('takes what other writers write: another order, no padding, unaligned data, fields of their own', () => {
    const header = {
      y: { data_offsets: [3, 11], shape: [1, 1], dtype: 'F64', note: 'theirs' },
      x: { dtype: 'U8', shape: [3], data_offsets: [0, 3] },
    };
    const data = Buffer.from([1, 2, 3, 0, 0, 0, 0, 0, 0, 0xf8, 0x3f]);
    const { tensors, metadata } = decodeSafetensors(file(header, data));
    expect(tensors.get('x')!.toArray()).toEqual([1, 2, 3]);
    expect(tensors.get('y')!.toArray()).toEqual([[1.5]]);
    expect(metadata.size).toBe(0);
    expect(decodeSafetensors(file('{}  \n')).tensors.size).toBe(0);
  });

  const nested = (depth: number): string => `{"x":${'['.repeat(depth)}${']'.repeat(depth)}}`;

  test.each<[name: string, bytes: Uint8Array, message: string]>([
    ['nothing', new Uint8Array(0), 'expected a safetensors file, received 0 bytes. It begins with 8 bytes of length.'],
    ['7 bytes', new Uint8Array(7), 'expected a safetensors file, received 7 bytes.'],
    ['a header cut off', file(F32).subarray(0, 20), 'expected a file of at least 56 bytes, received 20. It is cut off in its header.'],
    ['a huge header', Buffer.concat([lengthOf(100_000_001), Buffer.alloc(99)]), 'expected a header of at most 100000000 bytes, received 100000001. The first 8 bytes are its length: this is no safetensors file.'],
    ['a header of 2^64 - 1', lengthOf(2n ** 64n - 1n), 'expected a header of at most 100000000 bytes'],
    ['another format', Buffer.from('PK\x03\x04 a zip file'), 'expected a header of at most 100000000 bytes'],
    ['an empty header', lengthOf(0), 'header: expected JSON that begins with {, received "".'],
    ['no UTF-8', Buffer.concat([lengthOf(4), Buffer.from([0x7b, 0xff, 0xfe, 0x7d])]), 'header: expected UTF-8 text, received other bytes.'],
    ['a byte-order mark', file('\ufeff{}'), 'header: expected JSON that begins with {'],
    ['no JSON', file('{"x":'), 'header: expected JSON, received "{\\"x\\":".'],
    ['two values', file('{}{}'), 'header: expected JSON, received "{}{}".'],
    ['a list', file('[]'), 'header: expected JSON that begins with {, received "[]".'],
    ['deep nesting', file(nested(1_000_000)), 'header: expected JSON of at most 32 levels, received 1000001 levels.'],
    ['no end of nesting', file(`{"x":${'['.repeat(1_000_000)}`), 'header: expected JSON of at most 32 levels'],
    ['a name twice', file(`{"x":${JSON.stringify(F32)},"x":${JSON.stringify(F32)}}`, 8), 'header: expected each name once in an object, received a name twice.'],
    ['a name twice, escaped', file(`{"x":${JSON.stringify(F32)},"\\u0078":${JSON.stringify(F32)}}`, 8), 'header: expected each name once'],
    ['a field twice', file('{"x":{"dtype":"F32","dtype":"F64","shape":[2],"data_offsets":[0,8]}}', 8), 'header: expected each name once'],
    ['metadata no object', file({ __metadata__: 'x' }), '__metadata__: expected an object, received "x".'],
    ['metadata no text', file({ __metadata__: { a: 1 } }), '__metadata__.a: expected text, received 1.'],
    ['metadata null', file({ __metadata__: null }), '__metadata__: expected an object, received null.'],
    ['a tensor null', file({ x: null }), 'tensor "x": expected an object, received null.'],
    ['a tensor list', file({ x: [] }), 'tensor "x": expected an object, received [].'],
    ['__proto__ no tensor', file('{"__proto__":{"polluted":true}}'), 'tensor "__proto__".dtype: expected one of F64, F32, I32, U8, received none.'],
    ['no dtype', file({ x: { shape: [2], data_offsets: [0, 8] } }, 8), 'tensor "x".dtype: expected one of F64, F32, I32, U8, received none.'],
    ['BF16', file({ x: { ...F32, dtype: 'BF16' } }, 8), 'tensor "x".dtype: expected one of F64, F32, I32, U8, received "BF16".'],
    ['F16', file({ x: { ...F32, dtype: 'F16' } }, 8), 'received "F16".'],
    ['I64', file({ x: { ...F32, dtype: 'I64' } }, 8), 'received "I64".'],
    ['a dtype of the prototype', file({ x: { ...F32, dtype: 'constructor' } }, 8), 'received "constructor".'],
    ['no shape', file({ x: { dtype: 'F32', data_offsets: [0, 8] } }, 8), 'tensor "x".shape: expected a list, received none.'],
    ['a shape of text', file({ x: { ...F32, shape: ['2'] } }, 8), 'tensor "x".shape[0]: expected a whole number, 0 or more, received "2".'],
    ['a negative length', file({ x: { ...F32, shape: [-2, -1] } }, 8), 'tensor "x".shape[0]: expected a whole number, 0 or more, received -2.'],
    ['a fractional length', file({ x: { ...F32, shape: [4, 0.5] } }, 8), 'tensor "x".shape[1]: expected a whole number, 0 or more, received 0.5.'],
    ['a length of 1e400', file('{"x":{"dtype":"F32","shape":[1e400],"data_offsets":[0,8]}}', 8), 'header: expected numbers below 1.8e308, received a larger one.'],
    ['a length of 2^53', file({ x: { ...F32, shape: [2 ** 53] } }, 8), 'tensor "x".shape[0]: expected a whole number, 0 or more'],
    ['a product that overflows', file({ x: { ...F32, shape: [2 ** 32, 2 ** 32] } }, 8), 'tensor "x".shape: expected fewer elements, received [4294967296, 4294967296].'],
    ['a product that overflows to 0', file({ x: { ...F32, shape: [2 ** 52, 2 ** 52, 0], data_offsets: [0, 0] } }), 'tensor "x".shape: expected fewer elements'],
    ['more axes than a tensor may have', file(`{"x":{"dtype":"U8","shape":[${'1,'.repeat(1e6)}0],"data_offsets":[0,0]}}`), 'tensor "x".shape: expected a list of at most 32, received an array of 1000001.'],
    ['a shape larger than the file', file({ x: { ...F32, shape: [1e9] } }, 8), 'tensor "x".data_offsets: expected 4000000000 bytes for F32 [1000000000], received 8.'],
    ['a shape smaller than its data', file({ x: { ...F32, shape: [1] } }, 8), 'tensor "x".data_offsets: expected 4 bytes for F32 [1], received 8.'],
    ['no offsets', file({ x: { dtype: 'F32', shape: [2] } }, 8), 'tensor "x".data_offsets: expected a list, received none.'],
    ['one offset', file({ x: { ...F32, data_offsets: [8] } }, 8), 'tensor "x".data_offsets: expected [from, to], received [8].'],
    ['three offsets', file({ x: { ...F32, data_offsets: [0, 4, 8] } }, 8), 'tensor "x".data_offsets: expected [from, to], received [0, 4, 8].'],
    ['a negative offset', file({ x: { ...F32, data_offsets: [-8, 0] } }, 8), 'tensor "x".data_offsets[0]: expected a whole number, 0 or more, received -8.'],
    ['offsets that are swapped', file({ x: { ...F32, data_offsets: [8, 0] } }, 8), 'tensor "x".data_offsets: expected [from, to] within the 8 bytes of data, received [8, 0].'],
    ['data cut off', file({ x: F32 }, 7), 'tensor "x".data_offsets: expected [from, to] within the 7 bytes of data, received [0, 8]. The file is cut off, or its header wrong.'],
    ['offsets far away', file({ x: { ...F32, data_offsets: [2 ** 52, 2 ** 52 + 8] } }, 8), 'tensor "x".data_offsets: expected [from, to] within the 8 bytes'],
    ['data left over', file({ x: F32 }, 9), 'expected 8 bytes of data, as the header says, received 9.'],
    ['data that nobody owns', file({}, 1), 'expected 0 bytes of data, as the header says, received 1.'],
    ['a hole at the start', file({ x: { ...F32, data_offsets: [8, 16] } }, 16), 'tensor "x": expected data from 0, where the tensor before it ends, received data from 8.'],
    ['a hole between', file({ x: F32, y: { ...F32, data_offsets: [12, 20] } }, 20), 'tensor "y": expected data from 8, where the tensor before it ends, received data from 12.'],
    ['an overlap', file({ x: F32, y: { ...F32, data_offsets: [4, 12] } }, 12), 'tensor "y": expected data from 8, where the tensor before it ends, received data from 4.'],
    ['the same data twice', file({ x: F32, y: F32 }, 8), 'tensor "y": expected data from 8, where the tensor before it ends, received data from 0.'],
  ])('refuses %s', (_, bytes, message) => {
    let error: unknown;
    try {
      decodeSafetensors(bytes);
    } catch (thrown) {
      error = thrown;
    }
    expect(error).toBeInstanceOf(FormatError);
    expect((error as Error).message).toContain(message);
    expect((error as Error).message).toMatch(/^decodeSafetensors[:,] /);
    expect((error as Error).message.length).toBeLessThan(300);
  }); // prettier-ignore

  it('refuses what is no bytes', () => {
    const buffer = new ArrayBuffer(16);
    expect(() => decodeSafetensors(buffer as never)).toThrow(
      'decodeSafetensors: expected a Uint8Array, received an ArrayBuffer. Wrap it: new Uint8Array(buffer).',
    );
    expect(() => decodeSafetensors('text' as never)).toThrow('expected a Uint8Array, received "text".');
  });

  it('allocates nothing for sizes that are only claimed', () => {
    const claim = file({ x: { dtype: 'F64', shape: [2 ** 40], data_offsets: [0, 2 ** 43] } }, 64);
    const before = process.memoryUsage();
    for (let i = 0; i < 1000; i++) expect(() => decodeSafetensors(claim)).toThrow(FormatError);
    const after = process.memoryUsage();
    expect(after.arrayBuffers - before.arrayBuffers).toBeLessThan(1e7);
  });
});

const PYTHON = process.env.NUMPY_PYTHON ?? '/usr/bin/python3';
const found = spawnSync(PYTHON, ['--version']).status === 0;

/** The format again, as a few lines of Python read and write it. */
const SCRIPT = `
import json, struct, sys
raw = sys.stdin.buffer.read()
n = struct.unpack('<Q', raw[:8])[0]
head = json.loads(raw[8:8 + n].decode('utf-8'))
meta = head.pop('__metadata__')
assert n % 8 == 0 and raw[8:9] == b'{'
codes = {'F32': 'f', 'F64': 'd', 'I32': 'i', 'U8': 'B'}
out = {}
for name, info in head.items():
    a, b = info['data_offsets']
    block = raw[8 + n + a:8 + n + b]
    out[name] = struct.unpack('<%d%s' % (len(block) // struct.calcsize(codes[info['dtype']]), codes[info['dtype']]), block)
assert out == {'d': (0.1, -2.5), 'f': (1.5,), 'i': (-7, 2**31 - 1), 'u': (255,)}, out
assert meta == {'k': 'v \\u00fc'}, meta
blocks = [('u', 'U8', [2, 1], struct.pack('<2B', 3, 250)), ('i', 'I32', [1], struct.pack('<i', -9)), ('d', 'F64', [], struct.pack('<d', 1 / 3))]
head, data = {'__metadata__': {'by': 'Python'}}, b''
for name, dtype, shape, block in blocks:
    head[name] = {'dtype': dtype, 'shape': shape, 'data_offsets': [len(data), len(data) + len(block)]}
    data += block
text = json.dumps(head, indent=1).encode()
sys.stdout.buffer.write(struct.pack('<Q', len(text)) + text + data)
`;

test.skipIf(!found)('Python reads what we write, and we read what it writes', () => {
  const bytes = encodeSafetensors(
    new Map<string, Tensor>([
      ['u', new Tensor('uint8', [1], Uint8Array.of(255))],
      ['d', new Tensor('float64', [2], Float64Array.of(0.1, -2.5))],
      ['i', new Tensor('int32', [1, 2], Int32Array.of(-7, 2 ** 31 - 1))],
      ['f', new Tensor('float32', [], Float32Array.of(1.5))],
    ]),
    new Map([['k', 'v ü']]),
  );
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', SCRIPT], { input: bytes });
  expect(stderr.toString()).toBe('');
  expect(status).toBe(0);
  const { tensors, metadata } = decodeSafetensors(stdout);
  expect(metadata.get('by')).toBe('Python');
  expect(tensors.get('u')!.toArray()).toEqual([[3], [250]]);
  expect(tensors.get('i')!.toArray()).toEqual([-9]);
  expect(tensors.get('d')!.toArray()).toBe(1 / 3);
});
