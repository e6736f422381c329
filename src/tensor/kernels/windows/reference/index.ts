import type { WindowKernels } from '../kernels.ts';
import { convolve, convolveInputsT, convolveWeightsT } from './convolution.ts';
import { averagePool, averagePoolGradient, maxPool, maxPoolGradient, spreadPixels, sumPixels } from './pooling.ts';

/** The specification of the kernels of windows, in plain loops. */
export const reference: WindowKernels = {
  convolve,
  convolveInputsT,
  convolveWeightsT,
  maxPool,
  maxPoolGradient,
  averagePool,
  averagePoolGradient,
  sumPixels,
  spreadPixels,
};
