/** Files of NumPy with random damage. NPY_FUZZ=20000 sets how many; the default keeps the test quick. */
import { expect, test } from 'vitest';
import { FormatError, RandomState, Tensor, decodeNpy, decodeNpz, encodeNpy, encodeNpz, tensor } from 'nnfs';
import { header, npy, zip } from './support.ts';

const COUNT = Number(process.env.NPY_FUZZ ?? 500);

const arrays = [
  encodeNpy(tensor([[1, 2, 3], [4, 5, 6.5]])),
  encodeNpy(tensor([1, -2, 3], 'int32')),
  npy(header('>f8', '(2, 2)', 'True'), Buffer.alloc(32, 0x40)),
  npy(header('<i8', '(3,)'), Buffer.alloc(24)),
]; // prettier-ignore
const archives = [
  encodeNpz(new Map([['w', tensor([[1, 2], [3, 4]])], ['b', tensor([0.5])]])),
  zip([{ name: 'x.npy', file: arrays[0]!, method: 8 }, { name: 'y.npy', file: arrays[1]! }]),
  zip([{ name: 'x.npy', file: arrays[2]!, method: 8, wide: true }], true),
]; // prettier-ignore

/** Text and numbers that readers trip over. */
const WORDS = ['', ',', ')', "'", '-1', '1e9', '99999999999999999999', '|O', '<c8', 'True', '(,)', '\n'];

function damage(original: Uint8Array, dice: RandomState): Uint8Array {
  let bytes = Buffer.from(original);
  for (let i = dice.randint(1, 4); i > 0; i--) {
    const at = dice.randint(0, bytes.length + 1);
    const word = Buffer.from(WORDS[dice.randint(0, WORDS.length)]!);
    switch (dice.randint(0, 6)) {
      case 0:
        bytes = Buffer.concat([bytes.subarray(0, at), word, bytes.subarray(at + dice.randint(0, 4))]);
        break;
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + dice.randint(1, 9))]);
        break;
      case 2:
        if (at + 4 <= bytes.length) bytes.writeUInt32LE([0, 0xffffffff, 0x7fffffff, bytes.length][dice.randint(0, 4)]!, at); // prettier-ignore
        break;
      case 3:
        bytes = bytes.subarray(0, at);
        break;
      default:
        if (at < bytes.length) bytes[at]! ^= 1 << dice.randint(0, 8);
    }
  }
  return bytes;
}

test.each([
  ['npy', arrays, (bytes: Uint8Array) => [decodeNpy(bytes)]],
  ['npz', archives, (bytes: Uint8Array) => [...decodeNpz(bytes).values()]],
] as const)(`${COUNT} damaged files of %s are refused, or are tensors`, { timeout: 600_000 }, (name, files, read) => {
  const dice = new RandomState(41);
  const start = process.memoryUsage().rss;
  let [refused, most] = [0, 0];
  for (let i = 0; i < COUNT; i++) {
    const bytes = damage(files[dice.randint(0, files.length)]!, dice);
    try {
      for (const tensor of read(bytes)) expect(tensor).toBeInstanceOf(Tensor);
    } catch (error) {
      if (!(error instanceof FormatError)) throw new Error(`file ${i}`, { cause: error });
      expect(error.message).toMatch(/^decodeNp[yz][:,].* expected .*, received /s);
      refused++;
    }
    if (i % 100 === 0) most = Math.max(most, process.memoryUsage().rss - start);
  }
  expect(refused, name).toBeGreaterThan(COUNT / 4);
  expect(refused, name).toBeLessThan(COUNT);
  expect(most).toBeLessThan(400e6); // what is collected late, not what a file claims
});
