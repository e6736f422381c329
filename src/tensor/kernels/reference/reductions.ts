/** Sums in NumPy's order, the largest absolute value, and argmax. The order decides the last bits of every bias gradient and every mean loss. */
import type { Data, FloatArray } from '../../dtype.ts';
import { arithmeticOf } from '../arithmetic.ts';

/** NumPy's iterator hands a reduction at most this many elements at once. */
const CHUNK = 8192;

/** Runs longer than this are halved. */
const BLOCK = 128;

/** Rounds to the type of the elements that are summed. */
type Round = (x: number) => number;

/**
 * NumPy's pairwise sum of a run: fewer than 8 values in order; up to 128 through eight accumulators; more by halving, the first half
 * a multiple of 8. The error grows with log(length) instead of length.
 *
 * The short run, a row of a few classes, stands alone so that it is compiled into its caller.
 */
function pairwise(x: FloatArray, start: number, length: number, round: Round): number {
  if (length > BLOCK) return sumOfHalves(x, start, length, round);
  if (length >= 8) return sumOfEight(x, start, length, round);
  let sum = 0;
  for (let i = start; i < start + length; i++) sum = round(sum + x[i]!);
  return sum;
}

function sumOfHalves(x: FloatArray, start: number, length: number, round: Round): number {
  const half = Math.floor(length / 2);
  const first = half - (half % 8);
  return round(pairwise(x, start, first, round) + pairwise(x, start + first, length - first, round));
}

function sumOfEight(x: FloatArray, start: number, length: number, round: Round): number {
  let r0 = x[start]!;
  let r1 = x[start + 1]!;
  let r2 = x[start + 2]!;
  let r3 = x[start + 3]!;
  let r4 = x[start + 4]!;
  let r5 = x[start + 5]!;
  let r6 = x[start + 6]!;
  let r7 = x[start + 7]!;
  const groups = length - (length % 8);
  for (let i = start + 8; i < start + groups; i += 8) {
    r0 = round(r0 + x[i]!);
    r1 = round(r1 + x[i + 1]!);
    r2 = round(r2 + x[i + 2]!);
    r3 = round(r3 + x[i + 3]!);
    r4 = round(r4 + x[i + 4]!);
    r5 = round(r5 + x[i + 5]!);
    r6 = round(r6 + x[i + 6]!);
    r7 = round(r7 + x[i + 7]!);
  }
  let sum = round(round(round(r0 + r1) + round(r2 + r3)) + round(round(r4 + r5) + round(r6 + r7)));
  for (let i = groups; i < length; i++) sum = round(sum + x[start + i]!);
  return sum;
}

export function sum(x: FloatArray, start: number, length: number): number {
  return sumRun(x, start, length, arithmeticOf(x).round);
}

/** `sum` for a caller of many short runs, who has looked up how they round. */
export function sumRun(x: FloatArray, start: number, length: number, round: Round): number {
  let total = 0;
  for (let done = 0; done < length; done += CHUNK) {
    total = round(total + pairwise(x, start + done, Math.min(CHUNK, length - done), round));
  }
  return total;
}

export function sumAbs(x: FloatArray): number {
  return sum(x.map(Math.abs), 0, x.length);
}

export function sumSquares(x: FloatArray): number {
  return sum(
    x.map((value) => value * value),
    0,
    x.length,
  );
}

export function maxAbs(x: FloatArray): number {
  let largest = 0;
  for (let i = 0; i < x.length; i++) {
    const size = Math.abs(x[i]!);
    if (!(size <= largest)) largest = size;
    if (size !== size) return size;
  }
  return largest;
}

export function sumRows(x: FloatArray, output: FloatArray, N: number, O: number): void {
  if (O === 1) {
    output[0] = sum(x, 0, N);
    return;
  }
  output.fill(0);
  for (let n = 0; n < N; n++) {
    for (let o = 0; o < O; o++) output[o]! += x[n * O + o]!;
  }
}

export function argmaxRows(x: Data, output: Int32Array | Float64Array, N: number, C: number): void {
  for (let n = 0; n < N; n++) {
    let best = 0;
    let largest = x[n * C]!;
    for (let c = 1; c < C && largest === largest; c++) {
      const value = x[n * C + c]!;
      if (value > largest || value !== value) {
        largest = value;
        best = c;
      }
    }
    output[n] = best;
  }
}
