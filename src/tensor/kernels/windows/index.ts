import type { Family } from '../kernels.ts';
import type { WindowKernels } from './kernels.ts';
import { reference } from './reference/index.ts';
import { standaloneOn } from './standalone.ts';
import { inside } from './wasm/index.ts';

/** The kernels of convolutions and pooling. */
export const WINDOWS: Family<WindowKernels> = {
  reference,
  standalone: /* @__PURE__ */ standaloneOn((kernels) => kernels.family(WINDOWS)),
  inside,
};

export type { WindowKernels, Windows } from './kernels.ts';
export { chunkOf } from './work.ts';
