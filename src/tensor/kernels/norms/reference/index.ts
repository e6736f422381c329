import type { NormKernels } from '../kernels.ts';
import {
  columnsGradient,
  moments,
  normalSums,
  normalizeColumns,
  normalizeRows,
  rowsGradient,
  scales,
} from './normalization.ts';

/** The specification of the kernels of normalization, in plain loops. */
export const reference: NormKernels = {
  moments,
  scales,
  normalizeColumns,
  normalizeRows,
  normalSums,
  columnsGradient,
  rowsGradient,
};
