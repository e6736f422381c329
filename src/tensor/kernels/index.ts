export type { DotPrecision, Kernels } from './kernels.ts';
export { standalone as kernels } from './standalone.ts';
