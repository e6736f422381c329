import type { Kernels } from '../kernels.ts';
import { relu, reluGradient, sigmoid, sigmoidGradient, softmax, softmaxGradient } from './activations.ts';
import { bernoulli } from './draws.ts';
import { add, multiply } from './elementwise.ts';
import { exp, log, tanh } from './functions.ts';
import {
  crossEntropy,
  crossEntropyGradient,
  crossEntropyRows,
  crossEntropyRowsGradient,
  softmaxCrossEntropyGradient,
  softmaxCrossEntropyRowsGradient,
} from './losses.ts';
import { dense, dot, dotInputsT, dotWeightsT } from './products.ts';
import { argmaxRows, maxAbs, sum, sumAbs, sumRows, sumSquares } from './reductions.ts';
import { adagrad, adam, momentum, regularize, rmsprop, scale, sgd } from './updates.ts';

/** The specification of every kernel, in plain loops. */
export const reference: Kernels = {
  dot,
  dense,
  dotInputsT,
  dotWeightsT,
  sum,
  sumAbs,
  sumSquares,
  maxAbs,
  sumRows,
  argmaxRows,
  exp,
  log,
  tanh,
  add,
  multiply,
  relu,
  reluGradient,
  softmax,
  softmaxGradient,
  sigmoid,
  sigmoidGradient,
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
  bernoulli,
  family: ({ reference }) => reference,
};
