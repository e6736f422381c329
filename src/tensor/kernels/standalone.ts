/**
 * Kernels for arrays anywhere on the JavaScript heap. Work that is large next to its data goes through a memory of the SIMD kernels:
 * operands are copied in, the result out. Since the bits are the same, only speed depends on what goes where.
 */
import type { Data, FloatArray } from '../dtype.ts';
import type { Kernels } from './kernels.ts';
import { kernelMemory, type KernelMemory } from './wasm/memory.ts';
import { reference } from './reference/index.ts';
import { scratchBytes } from './wasm/scratch.ts';

/** Multiplications from which a product is worth the copies. */
const LARGE_PRODUCT = 32_768;

/** Elements from which exp and its kin are worth the copies. */
const LARGE_MAP = 4096;

/** Rows are taken so many at a time that no array takes more memory than this, in bytes. */
const SLICE = 1 << 22;

/** What is kept between calls; a larger memory is made for one call and dropped. */
const KEPT = 1 << 24;

let kept: { readonly memory: KernelMemory; readonly scratch: number } | undefined;

/** A memory of the SIMD kernels with room for arrays and scratch; undefined where there is none. */
function memoryFor(bytes: number, scratch: number): KernelMemory | undefined {
  if (kept !== undefined && kept.memory.bytes >= bytes && kept.scratch >= scratch) return kept.memory;
  if (bytes > KEPT) return kernelMemory(bytes, scratch);
  const room = Math.max(scratch, kept?.scratch ?? 0);
  const memory = kernelMemory(Math.max(2 * bytes, kept?.memory.bytes ?? 0), room);
  if (memory !== undefined) kept = { memory, scratch: room };
  return memory;
}

const single = (x: Data): x is Float32Array => x instanceof Float32Array;

/**
 * Runs a kernel on copies of its operands.
 *
 * @returns false where it could not, and nothing has happened
 */
function run(
  operands: readonly Float32Array[],
  output: Float32Array,
  scratch: number,
  kernel: (kernels: Kernels, operands: Float32Array[], output: Float32Array) => void,
): boolean {
  const offsets: number[] = [];
  let bytes = 0;
  for (const { byteLength } of [...operands, output]) {
    offsets.push(bytes);
    bytes += Math.ceil(byteLength / 64) * 64;
  }
  const memory = memoryFor(bytes, scratch);
  if (memory === undefined) return false;
  const copies = operands.map((operand, i) => {
    const copy = new Float32Array(memory.buffer, memory.start + offsets[i]!, operand.length);
    copy.set(operand);
    return copy;
  });
  const result = new Float32Array(memory.buffer, memory.start + offsets[operands.length]!, output.length);
  kernel(memory.kernels, copies, result);
  output.set(result);
  return true;
}

/** Calls `part` for consecutive ranges of rows, each of at most SLICE bytes in its widest array. */
function slices(rows: number, width: number, part: (begin: number, end: number) => void): void {
  const height = Math.max(1, Math.floor(SLICE / 4 / width));
  for (let begin = 0; begin < rows; begin += height) part(begin, Math.min(rows, begin + height));
}

/** A product whose rows are independent: both first arrays are cut into rows of A and B elements, `fixed` are passed whole. */
function rowProduct(
  x: FloatArray,
  fixed: readonly FloatArray[],
  y: FloatArray,
  [N, A, B]: readonly [number, number, number],
  kernel: (kernels: Kernels, x: FloatArray, fixed: readonly FloatArray[], y: FloatArray, rows: number) => void,
): void {
  if (N * A * B < LARGE_PRODUCT || !single(x) || !single(y) || !fixed.every(single)) {
    kernel(reference, x, fixed, y, N);
    return;
  }
  slices(N, Math.max(A, B), (begin, end) => {
    const [rows, part, result] = [end - begin, x.subarray(begin * A, end * A), y.subarray(begin * B, end * B)];
    const done = run([part, ...fixed], result, scratchBytes(rows, A, B), (simd, copies, copy) => {
      kernel(simd, copies[0]!, copies.slice(1), copy, rows);
    });
    if (!done) kernel(reference, part, fixed, result, rows);
  });
}

/** A function of rows of C elements; of single elements where C is 1. */
function rowMap(
  x: FloatArray,
  output: FloatArray,
  C: number,
  kernel: (kernels: Kernels, x: FloatArray, output: FloatArray, rows: number) => void,
): void {
  if (x.length < LARGE_MAP || !single(x) || !single(output)) {
    kernel(reference, x, output, x.length / C);
    return;
  }
  slices(x.length / C, C, (begin, end) => {
    const [part, result] = [x.subarray(begin * C, end * C), output.subarray(begin * C, end * C)];
    const done = run([part], result, scratchBytes(1, 1, 1), (simd, [copy], to) => {
      kernel(simd, copy!, to, end - begin);
    });
    if (!done) kernel(reference, part, result, end - begin);
  });
}

const NOTHING = /* @__PURE__ */ new Float32Array(0);

/** The kernels that tensor operations and layers standing alone run on. */
export const standalone: Kernels = /* @__PURE__ */ Object.assign({}, reference, {
  dot(x, w, y, N, I, O, precision) {
    rowProduct(x, [w], y, [N, I, O], (kernels, x, [w], y, rows) => {
      kernels.dot(x, w!, y, rows, I, O, precision);
    });
  },
  dense(x, w, biases, y, N, I, O, precision, rectify) {
    rowProduct(x, [w, biases], y, [N, I, O], (kernels, x, [w, biases], y, rows) => {
      kernels.dense(x, w!, biases!, y, rows, I, O, precision, rectify);
    });
  },
  dotWeightsT(dy, w, dx, N, I, O, precision) {
    rowProduct(dy, [w], dx, [N, O, I], (kernels, dy, [w], dx, rows) => {
      kernels.dotWeightsT(dy, w!, dx, rows, I, O, precision);
    });
  },
  dotInputsT(x, dy, dw, N, I, O, precision) {
    const done =
      N * I * O >= LARGE_PRODUCT &&
      single(x) &&
      single(dy) &&
      single(dw) &&
      run([x, dy], dw, scratchBytes(N, I, O), (simd, [x, dy], dw) => {
        simd.dotInputsT(x!, dy!, dw, N, I, O, precision);
      });
    if (!done) reference.dotInputsT(x, dy, dw, N, I, O, precision);
  },
  exp(x, output) {
    rowMap(x, output, 1, (kernels, x, output) => {
      kernels.exp(x, output);
    });
  },
  log(x, output) {
    rowMap(x, output, 1, (kernels, x, output) => {
      kernels.log(x, output);
    });
  },
  tanh(x, output) {
    rowMap(x, output, 1, (kernels, x, output) => {
      kernels.tanh(x, output);
    });
  },
  sigmoid(x, output) {
    rowMap(x, output, 1, (kernels, x, output) => {
      kernels.sigmoid(x, output);
    });
  },
  softmax(x, output, _N, C) {
    rowMap(x, output, C, (kernels, x, output, rows) => {
      kernels.softmax(x, output, rows, C);
    });
  },
  maxAbs(x) {
    if (x.length < LARGE_MAP || !single(x)) return reference.maxAbs(x);
    let largest = 0;
    slices(x.length, 1, (begin, end) => {
      const part = x.subarray(begin, end);
      let size = 0;
      const done = run([part], NOTHING, scratchBytes(1, 1, 1), (simd, [copy]) => {
        size = simd.maxAbs(copy!);
      });
      if (!done) size = reference.maxAbs(part);
      if (size > largest || size !== size) largest = size; // NaN stays: nothing is larger
    });
    return largest;
  },
} satisfies Partial<Kernels>);
