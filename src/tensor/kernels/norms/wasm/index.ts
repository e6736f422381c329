/** The way into the kernels compiled from `../assembly`, which run in a memory of the SIMD kernels and call the sums there. */
import type { FloatArray } from '../../../dtype.ts';
import type { Inhabited } from '../../kernels.ts';
import { addressesIn } from '../../wasm/addresses.ts';
import { instanceIn } from '../../wasm/family.ts';
import { NORMS } from '../generated/norms.ts';
import type { NormKernels } from '../kernels.ts';
import { reference } from '../reference/index.ts';
import { scales } from '../reference/normalization.ts';
import { workOf } from '../work.ts';

/** A number after the address of x or dvalues is 1 where it holds float64; `work` is scratch. */
interface Exports extends WebAssembly.Exports {
  moments(x: number, wide: number, mean: number, variance: number, M: number, C: number, work: number): void;
  normalizeColumns(...numbers: number[]): void;
  normalizeRows(...numbers: number[]): void;
  normalSums(...numbers: number[]): void;
  columnsGradient(...numbers: number[]): void;
  rowsGradient(...numbers: number[]): void;
}

const wide = (x: FloatArray): number => Number(x instanceof Float64Array);

/** Kernels for views of a memory; the plain ones where there is no room for an instance. */
export function inside(inhabited: Inhabited): NormKernels {
  const wasm = instanceIn(NORMS, inhabited) as Exports | undefined;
  if (wasm === undefined) return reference;
  const { memory, scratch } = inhabited;
  const at = addressesIn(memory.buffer);
  const work = scratch.byteOffset;
  const fits = (C: number): boolean => workOf(C) <= scratch.length;
  return {
    scales,
    moments(x, mean, variance, M, C) {
      const xAt = at.real(x);
      const meanAt = at.float(mean);
      const varianceAt = at.float(variance);
      if ((xAt | meanAt | varianceAt) >= 0 && fits(C)) wasm.moments(xAt, wide(x), meanAt, varianceAt, M, C, work);
      else reference.moments(x, mean, variance, M, C);
    },
    normalizeColumns(x, mean, scale, gamma, beta, y, M, C) {
      const [xAt, meanAt, scaleAt] = [at.real(x), at.float(mean), at.float(scale)];
      const [gammaAt, betaAt, yAt] = [at.float(gamma), at.float(beta), at.float(y)];
      if ((xAt | meanAt | scaleAt | gammaAt | betaAt | yAt) >= 0) {
        wasm.normalizeColumns(xAt, wide(x), meanAt, scaleAt, gammaAt, betaAt, yAt, M, C);
      } else reference.normalizeColumns(x, mean, scale, gamma, beta, y, M, C);
    },
    normalizeRows(x, mean, scale, gamma, beta, y, M, C, epsilon) {
      const [xAt, meanAt, scaleAt] = [at.real(x), at.float(mean), at.float(scale)];
      const [gammaAt, betaAt, yAt] = [at.float(gamma), at.float(beta), at.float(y)];
      if ((xAt | meanAt | scaleAt | gammaAt | betaAt | yAt) >= 0) {
        wasm.normalizeRows(xAt, wide(x), meanAt, scaleAt, gammaAt, betaAt, yAt, M, C, epsilon);
      } else reference.normalizeRows(x, mean, scale, gamma, beta, y, M, C, epsilon);
    },
    normalSums(x, mean, scale, dy, dgamma, dbeta, M, C, byRow) {
      const [xAt, meanAt, scaleAt] = [at.real(x), at.float(mean), at.float(scale)];
      const [dyAt, dgammaAt, dbetaAt] = [at.real(dy), at.float(dgamma), at.float(dbeta)];
      if ((xAt | meanAt | scaleAt | dyAt | dgammaAt | dbetaAt) >= 0 && fits(C)) {
        const sums = [dgammaAt, dbetaAt, M, C, Number(byRow), work] as const;
        wasm.normalSums(xAt, wide(x), meanAt, scaleAt, dyAt, wide(dy), ...sums);
      } else reference.normalSums(x, mean, scale, dy, dgamma, dbeta, M, C, byRow);
    },
    columnsGradient(x, mean, scale, gamma, dgamma, dbeta, dy, dx, M, C, divisor) {
      const [xAt, meanAt, scaleAt, gammaAt] = [at.real(x), at.float(mean), at.float(scale), at.float(gamma)];
      const [dgammaAt, dbetaAt, dyAt, dxAt] = [at.float(dgamma), at.float(dbeta), at.real(dy), at.float(dx)];
      if ((xAt | meanAt | scaleAt | gammaAt | dgammaAt | dbetaAt | dyAt | dxAt) >= 0 && fits(C)) {
        const statistics = [meanAt, scaleAt, gammaAt, dgammaAt, dbetaAt] as const;
        wasm.columnsGradient(xAt, wide(x), ...statistics, dyAt, wide(dy), dxAt, M, C, divisor, work);
      } else reference.columnsGradient(x, mean, scale, gamma, dgamma, dbeta, dy, dx, M, C, divisor);
    },
    rowsGradient(x, mean, scale, gamma, dy, dx, M, C) {
      const [xAt, meanAt, scaleAt] = [at.real(x), at.float(mean), at.float(scale)];
      const [gammaAt, dyAt, dxAt] = [at.float(gamma), at.real(dy), at.float(dx)];
      if ((xAt | meanAt | scaleAt | gammaAt | dyAt | dxAt) >= 0 && fits(C)) {
        wasm.rowsGradient(xAt, wide(x), meanAt, scaleAt, gammaAt, dyAt, wide(dy), dxAt, M, C, work);
      } else reference.rowsGradient(x, mean, scale, gamma, dy, dx, M, C);
    },
  };
}
