export type { DotPrecision, Draws, Kernels } from './kernels.ts';
export { standalone as kernels } from './standalone.ts';
