import type { RandomState } from '../random/random-state.ts';
import { multiply } from '../tensor/elementwise.ts';
import type { FloatDType } from '../tensor/dtype.ts';
import type { Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Draws the first values of a layer's weights [I, O]. */
export type Initializer = (shape: Shape, random: RandomState) => Tensor<FloatDType>;

/** scale * randn(shape): the book's start, small and symmetric. */
export function scaledNormal(scale = 0.01): Initializer {
  return (shape, random) => multiply(scale, random.randn(shape)) as Tensor<FloatDType>;
}
