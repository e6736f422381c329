/**
 * The kernels of normalization in WebAssembly with 128-bit vectors: the bits of the plain ones in `../reference`. The module runs in a
 * memory beside that of `../../assembly`, whose sums it calls.
 */
export { columnsGradient, moments, normalSums, normalizeColumns } from './columns';
export { normalizeRows, rowsGradient } from './rows';
