import type { Kernels } from '../kernels.ts';
import {
  exp,
  log,
  relu,
  reluGradient,
  sigmoid,
  sigmoidGradient,
  softmax,
  softmaxGradient,
  tanh,
} from './activations.ts';
import { crossEntropy, crossEntropyRows } from './losses.ts';
import { dense, dot, dotInputsT, dotWeightsT } from './products.ts';
import { argmaxRows, sum, sumRows } from './reductions.ts';

/** The specification of every kernel, in plain loops. */
export const reference: Kernels = {
  dot,
  dense,
  dotInputsT,
  dotWeightsT,
  sum,
  sumRows,
  argmaxRows,
  exp,
  log,
  tanh,
  relu,
  reluGradient,
  softmax,
  softmaxGradient,
  sigmoid,
  sigmoidGradient,
  crossEntropy,
  crossEntropyRows,
};
