import type { FloatArray } from '../../dtype.ts';
import { LARGE_PRODUCT, run } from '../copies.ts';
import type { DotPrecision, Kernels } from '../kernels.ts';
import type { WindowKernels, Windows } from './kernels.ts';
import { reference } from './reference/index.ts';
import { bytesOf, chunkOf } from './work.ts';

/** Images are taken so many at a time that no array takes more memory than this, in bytes. */
const SLICE = 1 << 24;

/**
 * Kernels for arrays anywhere: convolutions that are large next to their data run on copies.
 *
 * @param tableOf the kernels of windows that run where others do
 */
export function standaloneOn(tableOf: (kernels: Kernels) => WindowKernels): WindowKernels {
  type Use = (table: WindowKernels, operands: readonly FloatArray[], output: FloatArray, N: number) => void;
  const onCopies = (
    operands: readonly FloatArray[],
    output: FloatArray,
    [N, O, w, precision]: readonly [number, number, Windows, DotPrecision],
    use: Use,
  ): void => {
    const large = N * w.OH * w.OW * w.kh * w.kw * w.C * O >= LARGE_PRODUCT;
    run(large, bytesOf(chunkOf(N, O, w, precision)), operands, output, (kernels, operands, output) => {
      use(tableOf(kernels), operands, output, N);
    });
  };
  /** For results of their own for each image: slice by slice. `first` holds A numbers an image, the output B. */
  const bySamples = (
    [first, ...fixed]: readonly [FloatArray, ...FloatArray[]],
    output: FloatArray,
    [A, B]: readonly [number, number],
    [N, O, w, precision]: readonly [number, number, Windows, DotPrecision],
    use: Use,
  ): void => {
    const count = Math.max(1, Math.floor(SLICE / 4 / Math.max(A, B)));
    for (let n = 0; n < N; n += count) {
      const end = Math.min(N, n + count);
      const operands = [first.subarray(n * A, end * A), ...fixed];
      onCopies(operands, output.subarray(n * B, end * B), [end - n, O, w, precision], use);
    }
  };
  return {
    ...reference,
    convolve(x, weights, biases, y, N, O, w, precision) {
      const sizes = [w.H * w.W * w.C, w.OH * w.OW * O] as const;
      const operands = [x, weights, ...(biases ? [biases] : [])] as const;
      bySamples(operands, y, sizes, [N, O, w, precision], (table, [x, weights, biases], y, N) => {
        table.convolve(x!, weights!, biases, y, N, O, w, precision);
      });
    },
    convolveInputsT(x, dy, dw, N, O, w, precision) {
      onCopies([x, dy], dw, [N, O, w, precision], (table, [x, dy], dw) => {
        table.convolveInputsT(x!, dy!, dw, N, O, w, precision);
      });
    },
    convolveWeightsT(dy, weights, dx, N, O, w, precision) {
      const sizes = [w.OH * w.OW * O, w.H * w.W * w.C] as const;
      bySamples([dy, weights], dx, sizes, [N, O, w, precision], (table, [dy, weights], dx, N) => {
        table.convolveWeightsT(dy!, weights!, dx, N, O, w, precision);
      });
    },
  };
}
