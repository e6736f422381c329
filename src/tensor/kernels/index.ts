import type { Kernels } from './kernels.ts';
import { reference } from './reference/index.ts';

export type { DotPrecision, Kernels } from './kernels.ts';

/** The kernels that tensor operations and layers standing alone run on. */
export const kernels: Kernels = reference;
