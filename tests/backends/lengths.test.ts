/** A call with arrays of other lengths than it says is an error in tests, on every set of kernels. */
import { describe, expect, inject, it } from 'vitest';
import { kernels } from '../../src/tensor/kernels/index.ts';
import type { Kernels } from '../../src/tensor/kernels/kernels.ts';
import { reference } from '../../src/tensor/kernels/reference/index.ts';
import { kernelMemory } from '../../src/tensor/kernels/wasm/memory.ts';

const simd = inject('backend') === 'simd';

const SETS: readonly (readonly [string, Kernels])[] = [
  ['plain', reference],
  ['standing alone', kernels],
  ...(simd ? [['of a memory', kernelMemory(0, 0)!.kernels] as const] : []),
];

const x = (length: number) => new Float32Array(length);

describe.each(SETS)('kernels %s', (_, kernels) => {
  it.each<[string, () => void]>([
    ['dot: expected weights of 12 elements, received 11', () => kernels.dot(x(6), x(11), x(8), 2, 3, 4, 'float32')],
    ['dot: expected output of 8 elements, received 9', () => kernels.dot(x(6), x(12), x(9), 2, 3, 4, 'float64')],
    [
      'dense: expected biases of 4 elements, received 1',
      () => kernels.dense(x(6), x(12), x(1), x(8), 2, 3, 4, 'float32', true),
    ],
    ['exp: expected output of 3 elements, received 4', () => kernels.exp(x(3), x(4))],
    ['add: expected y of 3 elements, received 1', () => kernels.add(x(3), x(1), x(3))],
    ['sum: expected x of 5 elements, received 4', () => kernels.sum(x(4), 2, 3)],
    ['softmax: expected inputs of 6 elements, received 9', () => kernels.softmax(x(9), x(6), 2, 3)],
    [
      'crossEntropy: expected labels of 2 elements, received 3',
      () => kernels.crossEntropy(x(6), new Int32Array(3), x(2), 2, 3, 0, 1),
    ],
    [
      'adam: expected cache of 3 elements, received 2',
      () => kernels.adam(x(3), x(3), x(3), x(2), 0.1, 0.9, 0.999, 1, 1, 1e-7),
    ],
  ])('%s', (message, call) => {
    expect(call).toThrow(new RangeError(message));
  });

  it('a sum may be one of a part', () => {
    expect(kernels.sum(x(4).fill(1), 1, 2)).toBe(2);
  });
});
