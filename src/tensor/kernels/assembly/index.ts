/**
 * The kernels in WebAssembly with 128-bit vectors: float32 data, the bits of the plain kernels in `../reference`.
 *
 * Every function takes addresses and lengths and allocates nothing. Lengths are N samples, I inputs, O outputs, C classes.
 */
export { useScratch } from './scratch';
export { dense, dotInputsT, dotInputsTPart, dotWeightsT } from './products';
export { sum, maxAbs, sumRows, sumRowsWide, argmaxRows } from './reductions';
export { exp, log, tanh } from './functions';
export { add, multiply } from './elementwise';
export { relu, reluGradient, reluGradientWide, softmax, softmaxGradient, sigmoid, sigmoidGradient } from './activations';
export {
  crossEntropy,
  crossEntropyRows,
  crossEntropyGradient,
  crossEntropyRowsGradient,
  softmaxCrossEntropyGradient,
  softmaxCrossEntropyRowsGradient,
} from './losses';
export { sgd, momentum, adagrad, rmsprop, adam, scale, regularize } from './updates';
export { bernoulli } from './draws';
