import type { Family } from '../kernels.ts';
import type { NormKernels } from './kernels.ts';
import { reference } from './reference/index.ts';
import { inside } from './wasm/index.ts';

/** The kernels of normalization. Standing alone the plain ones run: a copy costs as much as they do. */
export const NORMS: Family<NormKernels> = { reference, standalone: reference, inside };

export type { NormKernels } from './kernels.ts';
export { workOf } from './work.ts';
