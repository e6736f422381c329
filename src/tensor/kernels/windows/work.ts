/** How much a convolution keeps during a call. */
import type { DotPrecision } from '../kernels.ts';
import { scratchBytes } from '../wasm/scratch.ts';
import type { Windows } from './kernels.ts';

/** What is multiplied at once. */
export interface Chunk {
  /** The product: so many windows, numbers in each, filters. */
  readonly product: readonly [rows: number, K: number, O: number];
  /** Bytes of scratch beside what the product takes: for the windows, then for the sums of dweights between two chunks. */
  readonly work: number;
  /** Where the sums begin. */
  readonly sumsAt: number;
}

/** So many numbers stay in a cache while they are multiplied. */
const NUMBERS = 147_456;

/** Windows N · OH · OW cut into chunks of 512, fewer where they are large. */
export function chunkOf(N: number, O: number, { kh, kw, C, OH, OW }: Windows, precision: DotPrecision): Chunk {
  const K = kh * kw * C;
  const most = Math.max(16, Math.min(512, Math.floor(NUMBERS / K)));
  const rows = Math.min(most, N * OH * OW);
  const sumsAt = Math.ceil((8 * rows * K + 16) / 16) * 16; // windows may hold float64
  return {
    product: [rows, K, O],
    work: sumsAt + Math.max(sumBytes(K, O, precision), sumBytes(O, K, precision)),
    sumsAt,
  };
}

/** Bytes of the sums [M, N] that a product in parts keeps: `../assembly/products.ts` lays them out, in panels of blocks of rows. */
function sumBytes(M: number, N: number, precision: DotPrecision): number {
  const size = precision === 'float64' ? 8 : 4;
  const height = Math.min(M, 1024 / size);
  return Math.ceil(M / height) * Math.ceil(height / 4) * 4 * Math.ceil(N / 16) * 16 * size;
}

/** All bytes of scratch for a convolution. */
export const bytesOf = ({ product, work }: Chunk): number => scratchBytes(...product) + work;
