/** Files that NumPy writes, read here, and ours read by NumPy: to the bit, and with NumPy 1.24 and later to the byte. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { RandomState, decodeNpy, decodeNpz, encodeNpy, encodeNpz, type Tensor } from 'nnfs';
import { python } from '../../support/python.ts';

/** The recipe: arrays of all types, orders and shapes, alone, in archives of both kinds, and one with zip64's fields. */
const WRITE = `
import sys, zipfile
import numpy as np
folder = sys.argv[1]
r = np.random.RandomState(7)
arrays = {}
for descr in ['<f4', '>f4', '<f8', '>f8', '<f2', '>f2', '|i1', '<i2', '>i2', '<i4', '>i4', '<i8', '>i8', '|u1', '<u2', '>u4', '<u8', '|b1']:
    for rank, shape in enumerate([(), (0,), (5,), (2, 3), (2, 1, 4)]):
        values = r.randn(*shape) * 50
        x = np.asarray(abs(values) if descr[1] == 'u' else values).astype(descr)
        for order in 'CF':
            arrays[descr[1:] + ('b' if descr[0] == '>' else 'l') + str(rank) + order] = np.array(x, order=order, dtype=descr)
np.savez(folder + '/stored.npz', **arrays)
np.savez_compressed(folder + '/packed.npz', **arrays)
np.savez(folder + '/wanted.npz', **{
    name: np.ascontiguousarray(x.astype({'f2': 'f4', 'b1': 'u1', 'u1': 'u1', 'f4': 'f4', 'f8': 'f8'}.get(name[:2], 'i4'), order='C')).reshape(x.shape)
    for name, x in arrays.items()})
np.save(folder + '/one.npy', arrays['f4l3C'])
print(np.__version__)
`;

const READ = `
import sys
import numpy as np
x = np.load(sys.argv[1] + '/ours.npz', allow_pickle=False)
y = np.load(sys.argv[1] + '/theirs.npz', allow_pickle=False)
assert x.files == y.files, (x.files, y.files)
for name in x.files:
    assert x[name].dtype == y[name].dtype and x[name].shape == y[name].shape and x[name].tobytes() == y[name].tobytes(), name
print(len(x.files))
`;

const folder = mkdtempSync(join(tmpdir(), 'npy-'));
const written = python(WRITE, [folder]);
const there = 'text' in written;
if (!there) console.warn(`skipped: ${written.reason}`);
const read = (name: string): Uint8Array => readFileSync(join(folder, name));
const bits = ({ dtype, shape, data }: Tensor) => ({ dtype, shape, bytes: Buffer.from(data.buffer, data.byteOffset, data.byteLength) }); // prettier-ignore

test.skipIf(!there)('reads what NumPy writes, stored and packed, bit for bit', () => {
  const wanted = decodeNpz(read('wanted.npz'));
  expect(wanted.size).toBe(18 * 5 * 2);
  for (const file of ['stored.npz', 'packed.npz']) {
    const found = decodeNpz(read(file));
    expect([...found.keys()]).toEqual([...wanted.keys()]);
    for (const [name, tensor] of found) expect(bits(tensor), name).toEqual(bits(wanted.get(name)!));
  }
});

test.skipIf(!there)('NumPy reads ours', () => {
  const random = new RandomState(3);
  const tensors = new Map<string, Tensor>();
  for (const shape of [[], [0], [4], [3, 5], [2, 0, 3], [1, 2, 3, 4]]) {
    tensors.set(`float32 ${shape.length}`, random.randn([...shape]));
    tensors.set(`float64 ${shape.length}`, random.randn([...shape], { dtype: 'float64' }));
    tensors.set(`int32 ${shape.length}`, random.randint(-1e9, 1e9, [...shape]));
    tensors.set(`uint8 ${shape.length}`, random.randint(0, 256, [...shape]).astype('uint8'));
  }
  writeFileSync(join(folder, 'ours.npz'), encodeNpz(tensors));
  // The same arrays by another way: as Python's own reader of buffers has them.
  const list = [...tensors].map(([name, { dtype, shape, data }]) => [name, dtype, shape, Buffer.from(data.buffer, data.byteOffset, data.byteLength).toString('base64')]); // prettier-ignore
  writeFileSync(join(folder, 'list.json'), JSON.stringify(list));
  const rebuilt = python(
    `
import sys, json, base64
import numpy as np
arrays = {name: np.frombuffer(base64.b64decode(data), dtype).reshape(shape) for name, dtype, shape, data in json.load(open(sys.argv[1] + '/list.json'))}
np.savez(sys.argv[1] + '/theirs.npz', **arrays)
`,
    [folder],
  );
  expect(rebuilt).toEqual({ text: '' });
  expect(python(READ, [folder])).toEqual({ text: `${tensors.size}\n` });
});

test.skipIf(!there)('writes the bytes that NumPy writes', () => {
  const [major, minor] = (written as { text: string }).text.split('.').map(Number);
  const theirs = read('one.npy');
  const ours = encodeNpy(decodeNpy(theirs));
  if (major! > 1 || minor! >= 24) expect(Buffer.compare(ours, theirs)).toBe(0);
  else expect(decodeNpy(ours)).toEqual(decodeNpy(theirs));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});
