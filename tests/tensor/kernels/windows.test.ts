/** The kernels of windows: those in WebAssembly against the plain ones, and the plain ones against sums written out. */
import { describe, expect, it } from 'vitest';
import { binaryOf } from '../../../src/tensor/compiled.ts';
import { kernels as standalone, type DotPrecision } from '../../../src/tensor/kernels/index.ts';
import { reference } from '../../../src/tensor/kernels/reference/index.ts';
import { WINDOWS, chunkOf, type Windows } from '../../../src/tensor/kernels/windows/index.ts';
import { WINDOWS as TEXT } from '../../../src/tensor/kernels/windows/generated/windows.ts';
import { draw, floats, same, sectionsOf, upTo } from './backends.ts';

const TABLE = reference.family(WINDOWS);

/** Windows over H x W x C, with zeros on each side; pooling has none in a window that is all padding. */
function windows(
  H: number,
  W: number,
  C: number,
  size: readonly [number, number],
  more: Partial<Windows> = {},
): Windows {
  const w = { H, W, C, kh: size[0], kw: size[1], sy: 1, sx: 1, dy: 1, dx: 1, top: 0, left: 0, ...more };
  const count = (length: number, margin: number, k: number, s: number, d: number): number =>
    Math.floor((length + 2 * margin - (k - 1) * d - 1) / s) + 1;
  return { OH: count(H, w.top, w.kh, w.sy, w.dy), OW: count(W, w.left, w.kw, w.sx, w.dx), ...w };
}

const sizeOf = ({ H, W, C }: Windows): number => H * W * C;
const countOf = ({ OH, OW }: Windows): number => OH * OW;
const doubles = (x: Float32Array): Float64Array => Float64Array.from(x, (value) => value * 1.0000001);

/** Geometries that meet all edges. */
const GEOMETRIES: readonly [name: string, windows: Windows][] = [
  ['one pixel', windows(1, 1, 1, [1, 1])],
  ['pixelwise', windows(4, 3, 5, [1, 1])],
  ['pixelwise in steps', windows(5, 5, 3, [1, 1], { sy: 2, sx: 2 })],
  ['3 x 3', windows(5, 6, 2, [3, 3])],
  ['3 x 3, zeros around', windows(5, 4, 3, [3, 3], { top: 1, left: 1 })],
  ['more zeros than image', windows(1, 2, 4, [3, 3], { top: 3, left: 2 })],
  ['2 x 3 in steps of 2 and 3', windows(7, 8, 5, [2, 3], { sy: 2, sx: 3, top: 1, left: 2 })],
  ['numbers apart', windows(9, 8, 4, [3, 2], { dy: 3, dx: 2, top: 2, left: 1 })],
  ['a sequence', windows(1, 11, 6, [1, 4], { left: 3 })],
  ['a column', windows(11, 1, 1, [4, 1], { top: 2, sy: 3 })],
  ['all of it', windows(4, 4, 7, [4, 4])],
];

function convolutions(at: string, N: number, O: number, w: Windows, precision: DotPrecision, share: number): void {
  const K = w.kh * w.kw * w.C;
  const [x, weights] = [floats(N * sizeOf(w), share), floats(K * O, share)];
  const [biases, dy] = [floats(O, share), floats(N * countOf(w) * O, share)];
  const where = `${at}, ${N} images, ${O} filters, ${precision}`;
  for (const bias of [biases, undefined]) {
    same(
      `convolve ${where}`,
      (k, x, weights, y) =>
        k.family(WINDOWS).convolve(x, weights, bias && y.subarray(0, O), y.subarray(O), N, O, w, precision),
      x,
      weights,
      Float32Array.of(...biases, ...floats(N * countOf(w) * O)),
    );
  }
  const types =
    precision === 'float64'
      ? [[x, dy] as const, [doubles(x), dy] as const, [x, doubles(dy)] as const]
      : [[x, dy] as const];
  for (const [x, dy] of types) {
    same(
      `convolveInputsT ${where}`,
      (k, x, dy, dw) => k.family(WINDOWS).convolveInputsT(x, dy, dw, N, O, w, precision),
      x,
      dy,
      floats(K * O),
    );
    same(
      `convolveWeightsT ${where}`,
      (k, dy, weights, dx) => k.family(WINDOWS).convolveWeightsT(dy, weights, dx, N, O, w, precision),
      dy,
      weights,
      floats(N * sizeOf(w)),
    );
  }
}

describe.each(['float32', 'float64'] as const)('convolutions in %s', (precision) => {
  it.each(GEOMETRIES)('%s', (name, w) => {
    for (const N of [1, 2, 3]) {
      for (const O of [1, 2, 3, 4, 5, 7, 8, 16, 17]) convolutions(name, N, O, w, precision, (N + O) % 3 ? 0 : 0.02);
    }
  });

  it.each<[string, number, number, Windows]>([
    ['several chunks', 3, 5, windows(26, 27, 3, [3, 3])],
    ['one filter, one channel, several chunks', 3, 1, windows(30, 31, 1, [1, 1], { top: 1 })],
    ['three numbers a window, several chunks', 2, 4, windows(1, 900, 1, [1, 3])],
    ['blocks of rows of sums', 1, 20, windows(4, 4, 40, [3, 3])],
    ['blocks of columns of sums', 1, 530, windows(3, 3, 2, [2, 2])],
    ['small chunks of wide windows', 2, 3, windows(5, 5, 1100, [3, 3])],
    ['the net for digits, first', 1, 32, windows(28, 28, 1, [3, 3])],
    ['the net for digits, second', 1, 64, windows(13, 13, 32, [3, 3])],
  ])('%s', (name, N, O, w) => {
    convolutions(name, N, O, w, precision, 0);
    convolutions(name, N, O, w, precision, 0.0005);
  });
});

const POOLS: readonly [name: string, windows: Windows][] = [
  ...GEOMETRIES.filter(([, { dy, dx, top, left, kh, kw }]) => dy * dx === 1 && top < kh && left < kw),
  ['2 x 2', windows(6, 4, 33, [2, 2], { sy: 2, sx: 2 })],
  ['overlapping', windows(7, 7, 9, [3, 3], { sy: 2, sx: 2, top: 1, left: 1 })],
];

describe('pooling', () => {
  /** The arrays in both types. */
  const both = (x: Float32Array): (Float32Array | Float64Array)[] => [x, doubles(x)];

  it.each(POOLS)('%s', (name, w) => {
    for (const share of [0, 0.1]) {
      for (const N of [1, 3]) {
        // Few values, so that some are equal.
        const x = floats(N * sizeOf(w), share).map((value) => Math.round(value * 2) / 2 || (draw() < 0.5 ? 0 : -0));
        const dy = floats(N * countOf(w) * w.C, share);
        for (const inputs of both(x)) {
          const output = inputs.slice(0, 0).constructor === Float32Array ? floats(dy.length) : doubles(dy);
          same(`maxPool ${name}`, (k, x, y) => k.family(WINDOWS).maxPool(x, y, N, w), inputs, output);
          same(`averagePool ${name}`, (k, x, y) => k.family(WINDOWS).averagePool(x, y, N, w), inputs, output);
          TABLE.maxPool(inputs, output, N, w);
          for (const slopes of both(dy)) {
            const wide = inputs instanceof Float64Array || slopes instanceof Float64Array;
            const dx = wide ? doubles(x) : floats(x.length);
            same(
              `maxPoolGradient ${name}`,
              (k, x, y, dy, dx) => k.family(WINDOWS).maxPoolGradient(x, y, dy, dx, N, w),
              inputs,
              output,
              slopes,
              dx,
            );
            same(
              `averagePoolGradient ${name}`,
              (k, dy, dx) => k.family(WINDOWS).averagePoolGradient(dy, dx, N, w),
              slopes,
              dx,
            );
          }
        }
      }
    }
  });

  it('sums over pixels, and back', () => {
    for (const C of [...upTo(20).slice(1), 33]) {
      for (const P of [1, 2, 9, 100]) {
        for (const x of both(floats(2 * P * C, C % 3 ? 0 : 0.02))) {
          const result = x instanceof Float64Array ? doubles(floats(2 * C)) : floats(2 * C);
          for (const divisor of [1, P]) {
            same(`sumPixels ${P} ${C}`, (k, x, y) => k.family(WINDOWS).sumPixels(x, y, 2, P, C, divisor), x, result);
            for (const to of x instanceof Float64Array ? [doubles(floats(2 * P * C))] : both(floats(2 * P * C))) {
              same(
                `spreadPixels ${P} ${C}`,
                (k, x, y) => k.family(WINDOWS).spreadPixels(x, y, 2, P, C, divisor),
                x.slice(0, 2 * C),
                to,
              );
            }
          }
        }
      }
    }
  });
});

it('layers standing alone give the bits of the plain kernels, on copies', () => {
  const w = windows(9, 9, 8, [3, 3], { top: 1, left: 1 });
  const [N, O, K] = [9, 16, 72];
  const x = floats(N * sizeOf(w));
  const [weights, biases, dy] = [floats(K * O), floats(O), floats(N * countOf(w) * O)];
  const run = (kernels: typeof reference): Float32Array[] => {
    const table = kernels.family(WINDOWS);
    const [y, dw, dx] = [floats(dy.length), floats(K * O), floats(x.length)];
    table.convolve(x, weights, biases, y, N, O, w, 'float64');
    table.convolveInputsT(x, dy, dw, N, O, w, 'float64');
    table.convolveWeightsT(dy, weights, dx, N, O, w, 'float64');
    return [y, dw, dx];
  };
  expect(run(standalone)).toEqual(run(reference));
});

it('keeps no more during a call than so many windows', () => {
  const w = windows(112, 112, 32, [3, 3], { top: 1, left: 1 });
  const { product, work } = chunkOf(64, 64, w, 'float32');
  expect(product).toEqual([512, 288, 64]);
  expect(work).toBeLessThan(1.5e6);
});

it('has no constants in the memory that it shares', () => {
  expect(sectionsOf(binaryOf(TEXT))).not.toContain('data');
});
