import { expect, test } from 'vitest';
import { Tensor } from 'nnfs';
import { resize } from '../../../src/io/images/resize.ts';

/** Made by resize-recipe.py: shape, new size, and the first 100 bytes that Pillow makes of it. */
const CASES: readonly [shape: [number, number, number], size: [number, number], bytes: string][] = [
  [[7, 9, 1], [3, 4], 'sHaThJFzbVd6iXh6'],
  [
    [4, 5, 1],
    [9, 11],
    'xrmYfoCBd21fUUvPw6aPk5WAa2doaObey7zEzJlnfKS0+PPq4+z0qmCN1/Xc3d/dzbyARHrL7MDG1Netg1UoZr/iqKKUipCWYi9pvuCQfU0zdLR2Om6/34dvMhJpv34+cL/e',
  ],
  [[2, 31, 1], [2, 3], 'qIRpfnKF'],
  [[40, 6, 1], [4, 7], 'gHJ9iIN4i31zaHyUjXhwXV9tgIt2g4Btc4ePiw=='],
  [[3, 3, 1], [1, 1], 'mw=='],
  [
    [48, 64, 1],
    [28, 28],
    'kmG/v7mJeX6Gc11vfX52cZl0eG1ka3ODboRvTXNcpKlfboJ2blRZc25kg4p5dIKYdYqlnZlqYomRcGmNekubj2htiHdui4V/c32BjHqGnnxKdWmOmG1ZkY5Dh29ybJVmXlVXaQ==',
  ],
  [[7, 9, 3], [3, 4], 'bHqlpHqLk1tzkW6DYY51fHxMomxzhZB0iF5/amN6aYF1Xoxj'],
  [
    [4, 5, 3],
    [9, 11],
    'xn6BtXWXjF7PdlvsrKug4vtU69+T9MPSyoLgkjnhfBzhu2mLq2ibgmbBa27TnaGSz9RS1sOL3bLEuYHRiUrSdjTSnzKnj0ekZ3ucT5+QdoVunmtMnnh2noWgioCqcXerZ3Orgw==',
  ],
  [[2, 31, 3], [2, 3], 'iGuchml6hKprh2BydmlebImN'],
  [
    [40, 6, 3],
    [4, 7],
    'l4lujXl3emF6eX2BeI12cmxhjop/fYJ9eHl3fGZ9dHuDcYp5f3JvgHiNfXB0jXN0kmdvb39uVZFtanhudXKGkYRofIB3g4Jyf4GFgoeblI6WdHOL',
  ],
  [[3, 3, 3], [1, 1], 'j2Gn'],
  [
    [48, 64, 3],
    [28, 28],
    'oYSBrYaLfFuJZ3plVoiqpmF+i19ympCVXJGNZYVrqZ12kJB9e6FemXZrmkiApnppdFmGV15bgHOKmGZnemVmZnNrL494O4tHg4aQZmjEcZilfHNRp12Idl6pdGR+dnF2flN8Xg==',
  ],
];

/** A picture of the recipe's generator. */
function picture(shape: readonly [number, number, number]): Tensor<'uint8'> {
  let state = 1n;
  const data = Uint8Array.from({ length: shape[0] * shape[1] * shape[2] }, () => {
    state = (1103515245n * state + 12345n) % 2n ** 31n;
    return Number((state >> 16n) & 255n);
  });
  return new Tensor('uint8', shape, data);
}

test.each(CASES)('%o in the size %o has the bytes of Pillow', (shape, size, bytes) => {
  const resized = resize(picture(shape), ...size);
  expect(resized.shape).toEqual([...size, shape[2]]);
  expect(Buffer.from(resized.data.subarray(0, 100)).toString('base64')).toBe(bytes);
});

test('one color stays that color', () => {
  for (const color of [0, 1, 100, 255]) {
    const resized = resize(new Tensor('uint8', [37, 5, 1], new Uint8Array(37 * 5).fill(color)), 10, 23);
    expect(new Set(resized.data)).toEqual(new Set([color]));
  }
});
