import type { FloatArray, FloatDType } from '../dtype.ts';
import * as float32 from './float32.ts';
import * as float64 from './float64.ts';

/** What differs between the two float types: how a result rounds, and the functions that no processor has built in. */
export interface Arithmetic {
  /** Rounds a result of +, -, *, / or sqrt, computed in a double, once to this type. */
  readonly round: (x: number) => number;
  readonly exp: (x: number) => number;
  readonly log: (x: number) => number;
  readonly tanh: (x: number) => number;
}

const single: Arithmetic = { round: Math.fround, exp: float32.exp, log: float32.log, tanh: float32.tanh };
const double: Arithmetic = { round: (x) => x, exp: float64.exp, log: float64.log, tanh: float64.tanh };

/**
 * The arithmetic of a float type. One kernel serves both types with it: +, -, *, / and sqrt of float32 values, computed in a
 * double and rounded, are the float32 results exactly.
 */
export function arithmeticOf(type: FloatDType | FloatArray): Arithmetic {
  return type === 'float32' || type instanceof Float32Array ? single : double;
}
