/**
 * The kernels of windows in WebAssembly with 128-bit vectors: the bits of the plain ones in `../reference`. The module runs in a memory
 * beside that of `../../assembly`, whose products it calls.
 */
export { setWindows } from './geometry';
export { convolve, convolveInputsT, convolveWeightsT } from './convolution';
export { averagePool, averagePoolGradient, maxPool, maxPoolGradient } from './pooling';
export { spreadPixels, sumPixels } from './pixels';
