import { ShapeError } from '../errors.ts';
import { above0, size, type OptionRule } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { formatShape, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { Layer } from './layer.ts';
import { Parameter } from './parameter.ts';
import type { FloatTensor } from './pass.ts';

/** What normalizations share: how many features, and what keeps a division by a deviation of 0 finite. */
export const NORMALIZATION = { features: size, epsilon: /* @__PURE__ */ above0(1e-3) } satisfies Record<
  string,
  OptionRule<number>
>;

/** One number for each feature. */
export const rowOf = (features: number, value: number): FloatTensor =>
  new Tensor('float32', [1, features], new Float32Array(features).fill(value));

/** A layer that brings inputs to mean 0 and deviation 1, and then to what it learns: gamma and beta [1, features], the last axis. */
export abstract class Normalization extends Layer {
  override readonly parameters: readonly [gamma: Parameter, beta: Parameter, ...state: Parameter[]];
  readonly features: number;
  readonly epsilon: number;

  protected constructor(features: number, epsilon: number, state: readonly Parameter[] = []) {
    super();
    this.features = features;
    this.epsilon = epsilon;
    const gamma = new Parameter('gamma', rowOf(features, 1));
    this.parameters = [gamma, new Parameter('beta', rowOf(features, 0)), ...state];
  }

  /** @throws ShapeError for inputs that are not [N, ..., features] */
  protected check(shape: Shape): void {
    if (shape.length >= 2 && shape.at(-1) === this.features) return;
    const other = `For these inputs the layer is new ${this.kind}(${shape.at(-1)!}).`;
    const hint = shape.length >= 2 ? other : 'Wrap a single sample in another array: [[...]].';
    throw new ShapeError(this.toString(), `inputs [N, ..., ${this.features}]`, formatShape(shape), hint);
  }

  override get inputShape(): Shape {
    return [this.features];
  }

  /** [1, features]; assigning copies the values. */
  get gamma(): FloatTensor {
    return this.parameters[0].value;
  }
  set gamma(values: ArrayLike) {
    this.parameters[0].assign(this.toString(), values);
  }

  /** [1, features]; assigning copies the values. */
  get beta(): FloatTensor {
    return this.parameters[1].value;
  }
  set beta(values: ArrayLike) {
    this.parameters[1].assign(this.toString(), values);
  }

  get dgamma(): FloatTensor {
    return this.parameters[0].gradient;
  }
  set dgamma(values: ArrayLike) {
    this.parameters[0].assignGradient(this.toString(), values);
  }

  get dbeta(): FloatTensor {
    return this.parameters[1].gradient;
  }
  set dbeta(values: ArrayLike) {
    this.parameters[1].assignGradient(this.toString(), values);
  }
}
