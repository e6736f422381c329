/** The kernels of normalization: those in WebAssembly against the plain ones. */
import { describe, expect, it } from 'vitest';
import { binaryOf } from '../../../src/tensor/compiled.ts';
import { NORMS } from '../../../src/tensor/kernels/norms/index.ts';
import { NORMS as TEXT } from '../../../src/tensor/kernels/norms/generated/norms.ts';
import { floats, same, sectionsOf, upTo } from './backends.ts';

const doubles = (x: Float32Array): Float64Array => Float64Array.from(x, (value) => value * 1.0000001);
const both = (x: Float32Array): (Float32Array | Float64Array)[] => [x, doubles(x)];
const positive = (length: number): Float32Array => floats(length, 0, 0.1, 2);

const SHAPES = [...upTo(17).slice(1), 33, 130, 300].flatMap((C) => [1, 2, 3, 40].map((M) => [M, C] as const));

describe.each([0, 0.02])('a share of %f of special numbers', (share) => {
  it('statistics of columns', () => {
    for (const [M, C] of SHAPES) {
      const at = `${M} x ${C}`;
      const [mean, scale, gamma, beta] = [floats(C), positive(C), floats(C, share), floats(C, share)];
      for (const x of both(floats(M * C, share))) {
        same(`moments ${at}`, (k, x, a, b) => k.family(NORMS).moments(x, a, b, M, C), x, floats(C), floats(C));
        same(
          `normalizeColumns ${at}`,
          (k, x, mean, scale, gamma, beta, y) => k.family(NORMS).normalizeColumns(x, mean, scale, gamma, beta, y, M, C),
          ...([x, mean, scale, gamma, beta, floats(M * C)] as const),
        );
        for (const dy of both(floats(M * C, share))) {
          same(
            `normalSums ${at}`,
            (k, x, mean, scale, dy, a, b) => k.family(NORMS).normalSums(x, mean, scale, dy, a, b, M, C, false),
            ...([x, mean, scale, dy, floats(C), floats(C)] as const),
          );
          for (const divisor of [M, Infinity]) {
            same(
              `columnsGradient ${at}`,
              (k, x, mean, scale, gamma, a, b, dy, dx) => {
                k.family(NORMS).columnsGradient(x, mean, scale, gamma, a, b, dy, dx, M, C, divisor);
              },
              ...([x, mean, scale, gamma, floats(C), floats(C), dy, floats(M * C)] as const),
            );
          }
        }
      }
      same(`scales ${at}`, (k, v, r) => k.family(NORMS).scales(v, r, 1e-3), positive(C), floats(C));
    }
  });

  it('statistics of rows', () => {
    for (const [M, C] of SHAPES) {
      const at = `${M} x ${C}`;
      const [mean, scale, gamma, beta] = [floats(M), positive(M), floats(C, share), floats(C, share)];
      for (const x of both(floats(M * C, share))) {
        same(
          `normalizeRows ${at}`,
          (k, x, mean, scale, gamma, beta, y) =>
            k.family(NORMS).normalizeRows(x, mean, scale, gamma, beta, y, M, C, 1e-3),
          ...([x, floats(M), floats(M), gamma, beta, floats(M * C)] as const),
        );
        for (const dy of both(floats(M * C, share))) {
          same(
            `normalSums by row ${at}`,
            (k, x, mean, scale, dy, a, b) => k.family(NORMS).normalSums(x, mean, scale, dy, a, b, M, C, true),
            ...([x, mean, scale, dy, floats(C), floats(C)] as const),
          );
          same(
            `rowsGradient ${at}`,
            (k, x, mean, scale, gamma, dy, dx) => k.family(NORMS).rowsGradient(x, mean, scale, gamma, dy, dx, M, C),
            ...([x, mean, scale, gamma, dy, floats(M * C)] as const),
          );
        }
      }
    }
  });
});

it('has no constants in the memory that it shares', () => {
  expect(sectionsOf(binaryOf(TEXT))).not.toContain('data');
});
