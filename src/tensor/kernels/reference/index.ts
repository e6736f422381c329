import type { Kernels } from '../kernels.ts';
import {
  bernoulli,
  exp,
  log,
  multiply,
  relu,
  reluGradient,
  sigmoid,
  sigmoidGradient,
  softmax,
  softmaxGradient,
  tanh,
} from './activations.ts';
import {
  crossEntropy,
  crossEntropyGradient,
  crossEntropyRows,
  crossEntropyRowsGradient,
  softmaxCrossEntropyGradient,
  softmaxCrossEntropyRowsGradient,
} from './losses.ts';
import { dense, dot, dotInputsT, dotWeightsT } from './products.ts';
import { argmaxRows, sum, sumRows } from './reductions.ts';
import { adagrad, adam, maxAbs, momentum, regularize, rmsprop, scale, sgd, sumAbs, sumSquares } from './updates.ts';

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
  multiply,
  bernoulli,
  crossEntropy,
  crossEntropyRows,
  crossEntropyGradient,
  crossEntropyRowsGradient,
  softmaxCrossEntropyGradient,
  softmaxCrossEntropyRowsGradient,
  sgd,
  momentum,
  adagrad,
  rmsprop,
  adam,
  scale,
  regularize,
  sumAbs,
  sumSquares,
  maxAbs,
};
