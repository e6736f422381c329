import { describe, expect, it, test } from 'vitest';
import { FormatError, Tensor, ValueError, decodeNpy, encodeNpy, sum, tensor, type DType } from 'nnfs';
import { header, npy } from './support.ts';

const floats = (...values: number[]): Buffer => Buffer.from(Float32Array.from(values).buffer);

describe('encodeNpy', () => {
  it('writes these very bytes', () => {
    const bytes = encodeNpy(tensor([[1, -2]]));
    expect(bytes.length).toBe(136);
    const text = "{'descr': '<f4', 'fortran_order': False, 'shape': (1, 2), }";
    expect([...bytes.subarray(0, 10)]).toEqual([0x93, 78, 85, 77, 80, 89, 1, 0, 118, 0]);
    expect(Buffer.from(bytes.subarray(10, 128)).toString()).toBe(`${text.padEnd(117)}\n`);
    expect([...bytes.subarray(128)]).toEqual([...floats(1, -2)]);
  });

  it.each([[[1]], [null], ['x']])('refuses what is no tensor: %j', (value) => {
    const write = () => encodeNpy(value as unknown as Tensor);
    expect(write).toThrow(ValueError);
    expect(write).toThrow(/^encodeNpy: expected a tensor, received /);
  });
});

describe('decodeNpy', () => {
  const shapes = [[], [0], [1], [7], [2, 3], [3, 0, 2], [1, 1, 1, 1, 5]];

  test.each<DType>(['float32', 'float64', 'int32', 'uint8'])('gives back what was encoded: %s', (dtype) => {
    for (const shape of shapes) {
      const x = new Tensor(dtype, shape);
      const bits = new Uint8Array(x.data.buffer); // any: NaNs of all kinds, -0, infinities
      for (let i = 0; i < bits.length; i++) bits[i] = (i * 73 + 0x7f) & 0xff;
      const back = decodeNpy(encodeNpy(x));
      expect(back.dtype).toBe(dtype);
      expect(back.shape).toEqual(shape);
      expect(new Uint8Array(back.data.buffer)).toEqual(bits);
    }
  });

  it('reads from a view at any offset, and copies', () => {
    const bytes = encodeNpy(tensor([0.1, -0], 'float64'));
    for (let offset = 0; offset < 8; offset++) {
      const around = new Uint8Array(bytes.length + 20).fill(0xaa);
      around.set(bytes, offset);
      const view = around.subarray(offset, offset + bytes.length);
      const x = decodeNpy(view);
      view.fill(0);
      expect(x.data).toEqual(Float64Array.of(0.1, -0));
    }
  });

  test.each<[descr: string, bytes: number[], dtype: DType, value: number]>([
    ['<f2', [0x00, 0x3c], 'float32', 1],
    ['>f2', [0xc5, 0x55], 'float32', -5.33203125],
    ['<f2', [0x01, 0x00], 'float32', 2 ** -24],
    ['<f2', [0x00, 0x7c], 'float32', Infinity],
    ['<f2', [0x01, 0x7c], 'float32', NaN],
    ['>f4', [0x3f, 0xc0, 0, 0], 'float32', 1.5],
    ['>f8', [0x3f, 0xf8, 0, 0, 0, 0, 0, 0], 'float64', 1.5],
    ['|i1', [0xff], 'int32', -1],
    ['<i2', [0xfe, 0xff], 'int32', -2],
    ['>i2', [0xff, 0xfe], 'int32', -2],
    ['>i4', [0, 0, 1, 0], 'int32', 256],
    ['=i4', [1, 0, 0, 0], 'int32', 1],
    ['<i8', [0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff], 'int32', -1],
    ['<u2', [0xff, 0xff], 'int32', 65535],
    ['<u4', [0xff, 0xff, 0xff, 0x7f], 'int32', 2147483647],
    ['>u8', [0, 0, 0, 0, 0, 0, 0, 5], 'int32', 5],
    ['|b1', [1], 'uint8', 1],
  ])('%s %j becomes %s', (descr, bytes, dtype, value) => {
    const x = decodeNpy(npy(header(descr, '()'), Uint8Array.from(bytes)));
    expect(x.dtype).toBe(dtype);
    expect(x.data[0]).toBe(value);
  });

  it('turns Fortran order over, and sums as NumPy sums it', () => {
    const x = decodeNpy(npy(header('<f4', '(2, 3)', 'True'), floats(1, 2, 3, 4, 5, 6)));
    expect(x.toArray()).toEqual([[1, 3, 5], [2, 4, 6]]); // prettier-ignore
    expect(x.transposed).toBe(true);
    expect(sum(x).item()).toBe(21);
  });

  it('takes what others write: another order of names, double quotes, long integers, versions 2 and 3', () => {
    const text = `{"shape": (2L,), "fortran_order":False,"descr" : "<f4"}`;
    for (const version of [1, 2, 3]) expect(decodeNpy(npy(text, floats(1, 2), version)).toArray()).toEqual([1, 2]);
  });

  const ok = header('<f4', '(2,)');
  const two = floats(1, 2);
  test.each<[name: string, bytes: Uint8Array, message: string]>([
    ['nothing', new Uint8Array(0), ': expected a file of np.save, received other bytes. It begins with \\x93NUMPY.'],
    ['another format', Buffer.from('PK\x03\x04 a zip file'), ': expected a file of np.save, received other bytes.'],
    ['version 4', npy(ok, two, 4), ': expected version 1.0, 2.0 or 3.0, received 4.0.'],
    ['a header cut off', npy(ok, two).subarray(0, 30), ': expected a header within 30 bytes, received one of 58. The file is cut off.'],
    ['a huge header', npy(ok.padEnd(70_000), two, 2), ': expected a header within 70020 bytes, received one of 70000.'],
    ['no UTF-8', npy('\xff', two), ', header: expected text, received other bytes.'],
    ['data cut off', npy(ok, two.subarray(1)), ': expected 8 bytes for float32 [2], received 7. The file is cut off, or its header wrong.'],
    ['data left over', npy(ok, floats(1, 2, 3)), ': expected 8 bytes for float32 [2], received 12. A file holds one array.'],
    ['a shape beyond the file', npy(header('<f8', '(1000000, 1000000)'), two), ': expected 8000000000000 bytes for float64 [1000000, 1000000], received 8.'],
    ['a length of 2^53', npy(header('<f4', '(9007199254740992,)'), two), ', header: expected lengths below 2^53'],
    ['a negative length', npy(header('<f4', '(-2,)'), two), ", header: expected {'descr': ..., 'fortran_order': ..., 'shape': (...)}"],
    ['a length twice over', npy(header('<f4', '(2 2,)'), two), ', header: expected lengths below 2^53'],
    ['33 axes', npy(header('<f4', `(${'1,'.repeat(33)})`), floats(1)), ', header: expected a shape of at most 32 axes, received 33.'],
    ['no shape', npy("{'descr': '<f4', 'fortran_order': False}", two), ", header: expected {'descr':"],
    ['a name too many', npy(ok.replace('}', "'x': True}"), two), ", header: expected {'descr':"],
    ['a program', npy("{'descr': '<f4', 'fortran_order': False, 'shape': exit()}", two), ", header: expected {'descr':"],
    ['a header of another type', npy('[]', two), ', header: expected'],
    ['text behind', npy(`${ok.trim()} + 1`, two), ', header: expected'],
    ['complex', npy(header('<c8', '(1,)'), two), ': expected elements of float16, float32, float64, int8, int16, int32, int64, uint8, uint16, uint32, uint64 or bool, received complex numbers ("<c8").'],
    ['objects', npy(header('|O', '(1,)'), two), 'received Python objects, which are programs ("|O").'],
    ['texts', npy(header('<U2', '(1,)'), two), 'received texts ("<U2").'],
    ['dates', npy(header('<M8[ns]', '(1,)'), two), 'received dates ("<M8[ns]").'],
    ['float128', npy(header('<f16', '(1,)'), two), 'received "<f16".'],
    ['records', npy("{'descr': [('a', '<f4')], 'fortran_order': False, 'shape': (1,)}", two), ', header: expected elements of one type, received records.'],
    ['int64 beyond 32 bits', npy(header('<i8', '(1,)'), Buffer.from([0, 0, 0, 128, 0, 0, 0, 0])), ": expected int64 numbers of at most 32 bits, received 2147483648. Save them as floats: x.astype('float64')."],
    ['uint32 beyond 31 bits', npy(header('<u4', '(1,)'), Buffer.from([255, 255, 255, 255])), ': expected uint32 numbers of at most 32 bits, received 4294967295.'],
  ])('refuses %s', (_, bytes, message) => {
    const read = () => decodeNpy(bytes);
    expect(read).toThrow(FormatError);
    expect(read).toThrow(message);
    expect(read).toThrow(/^decodeNpy[:,]/);
  }); // prettier-ignore

  it('takes a Uint8Array alone', () => {
    expect(() => decodeNpy('x' as unknown as Uint8Array)).toThrow('decodeNpy: expected a Uint8Array, received "x".');
    expect(() => decodeNpy(new ArrayBuffer(8) as unknown as Uint8Array)).toThrow('Wrap it: new Uint8Array(buffer).');
  });
});
