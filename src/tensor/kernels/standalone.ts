/**
 * Kernels for arrays anywhere on the JavaScript heap. Work that is large next to its data goes through a memory of the SIMD kernels:
 * operands are copied in, the result out. Since the bits are the same, only speed depends on what goes where.
 */
import type { FloatArray } from '../dtype.ts';
import { LARGE_PRODUCT, run } from './copies.ts';
import type { Kernels } from './kernels.ts';
import { reference } from './reference/index.ts';
import { scratchBytes } from './wasm/scratch.ts';

/** Elements from which exp and its kin are worth the copies. */
const LARGE_MAP = 4096;

/** Rows are taken so many at a time that no array takes more memory than this, in bytes. */
const SLICE = 1 << 22;

/**
 * Runs a kernel of N independent rows, of A elements in the first operand and of B in the output, slice by slice. Other operands are
 * passed whole.
 *
 * @param isProduct whether each element of a row of the output takes one multiplication for each of the operand's
 */
function runRows(
  [x, ...fixed]: readonly [FloatArray, ...FloatArray[]],
  output: FloatArray,
  [N, A, B]: readonly [number, number, number],
  isProduct: boolean,
  call: (kernels: Kernels, operands: readonly FloatArray[], output: FloatArray, rows: number) => void,
): void {
  const large = isProduct ? N * A * B >= LARGE_PRODUCT : N * A >= LARGE_MAP;
  const height = large ? Math.max(1, Math.floor(SLICE / 4 / Math.max(A, B))) : N;
  for (let begin = 0; begin < N; begin += height) {
    const end = Math.min(N, begin + height);
    const scratch = isProduct ? scratchBytes(end - begin, A, B) : scratchBytes(1, 1, 1);
    const operands = [x.subarray(begin * A, end * A), ...fixed];
    run(large, scratch, operands, output.subarray(begin * B, end * B), (kernels, operands, output) => {
      call(kernels, operands, output, end - begin);
    });
  }
}

const map =
  (name: 'exp' | 'log' | 'tanh' | 'sigmoid'): Kernels['exp'] =>
  (x, output) => {
    runRows([x], output, [x.length, 1, 1], false, (kernels, [x], output) => {
      kernels[name](x!, output);
    });
  };

const NOTHING = /* @__PURE__ */ new Float32Array(0);

/** The kernels that tensor operations and layers standing alone run on. */
export const standalone: Kernels = /* @__PURE__ */ Object.assign({}, reference, {
  dot(x, w, y, N, I, O, precision) {
    runRows([x, w], y, [N, I, O], true, (kernels, [x, w], y, rows) => {
      kernels.dot(x!, w!, y, rows, I, O, precision);
    });
  },
  dense(x, w, biases, y, N, I, O, precision, rectify) {
    runRows([x, w, biases], y, [N, I, O], true, (kernels, [x, w, biases], y, rows) => {
      kernels.dense(x!, w!, biases!, y, rows, I, O, precision, rectify);
    });
  },
  dotWeightsT(dy, w, dx, N, I, O, precision) {
    runRows([dy, w], dx, [N, O, I], true, (kernels, [dy, w], dx, rows) => {
      kernels.dotWeightsT(dy!, w!, dx, rows, I, O, precision);
    });
  },
  dotInputsT(x, dy, dw, N, I, O, precision) {
    run(N * I * O >= LARGE_PRODUCT, scratchBytes(N, I, O), [x, dy], dw, (kernels, [x, dy], dw) => {
      kernels.dotInputsT(x!, dy!, dw, N, I, O, precision);
    });
  },
  exp: /* @__PURE__ */ map('exp'),
  log: /* @__PURE__ */ map('log'),
  tanh: /* @__PURE__ */ map('tanh'),
  sigmoid: /* @__PURE__ */ map('sigmoid'),
  softmax(x, output, N, C) {
    runRows([x], output, [N, C, C], false, (kernels, [x], output, rows) => {
      kernels.softmax(x!, output, rows, C);
    });
  },
  maxAbs(x) {
    let largest = 0;
    runRows([x], NOTHING, [x.length, 1, 0], false, (kernels, [x]) => {
      const size = kernels.maxAbs(x!);
      if (size > largest || size !== size) largest = size; // NaN stays: nothing is larger
    });
    return largest;
  },
  family: ({ standalone }) => standalone,
} satisfies Partial<Kernels>);
