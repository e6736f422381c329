/** Updates of parameters. */
import type { Kernels } from '../kernels.ts';
import * as plain from '../reference/updates.ts';
import type { Addresses } from './addresses.ts';

/** A step is the negative of a rate; a whole is a correction; flags are 0 or 1. */
export interface UpdateExports {
  sgd(value: number, gradient: number, length: number, step: number): void;
  momentum(
    value: number,
    gradient: number,
    velocity: number,
    length: number,
    rate: number,
    beta: number,
    nesterov: number,
  ): void;
  adagrad(value: number, gradient: number, cache: number, length: number, step: number, epsilon: number): void;
  rmsprop(
    value: number,
    gradient: number,
    cache: number,
    length: number,
    step: number,
    keep: number,
    take: number,
    epsilon: number,
  ): void;
  adam(
    value: number,
    gradient: number,
    momentum: number,
    cache: number,
    length: number,
    step: number,
    keep1: number,
    take1: number,
    keep2: number,
    take2: number,
    whole1: number,
    whole2: number,
    epsilon: number,
  ): void;
  scale(x: number, length: number, factor: number): void;
  /** A term is left out where its flag, `l1` or `l2`, is 0. */
  regularize(
    value: number,
    gradient: number,
    length: number,
    slope: number,
    pull: number,
    l1: number,
    l2: number,
  ): void;
}

export function updates(wasm: UpdateExports, at: Addresses) {
  return {
    sgd(value, gradient, rate) {
      const valueAt = at.float(value);
      const gradientAt = at.float(gradient);
      if ((valueAt | gradientAt) >= 0) wasm.sgd(valueAt, gradientAt, value.length, -rate);
      else plain.sgd(value, gradient, rate);
    },
    momentum(value, gradient, velocity, rate, beta, nesterov) {
      const valueAt = at.float(value);
      const gradientAt = at.float(gradient);
      const velocityAt = at.float(velocity);
      if ((valueAt | gradientAt | velocityAt) >= 0) {
        wasm.momentum(valueAt, gradientAt, velocityAt, value.length, rate, beta, nesterov ? 1 : 0);
      } else plain.momentum(value, gradient, velocity, rate, beta, nesterov);
    },
    adagrad(value, gradient, cache, rate, epsilon) {
      const valueAt = at.float(value);
      const gradientAt = at.float(gradient);
      const cacheAt = at.float(cache);
      if ((valueAt | gradientAt | cacheAt) >= 0) {
        wasm.adagrad(valueAt, gradientAt, cacheAt, value.length, -rate, epsilon);
      } else plain.adagrad(value, gradient, cache, rate, epsilon);
    },
    rmsprop(value, gradient, cache, rate, rho, epsilon) {
      const valueAt = at.float(value);
      const gradientAt = at.float(gradient);
      const cacheAt = at.float(cache);
      if ((valueAt | gradientAt | cacheAt) >= 0) {
        wasm.rmsprop(valueAt, gradientAt, cacheAt, value.length, -rate, rho, 1 - rho, epsilon);
      } else plain.rmsprop(value, gradient, cache, rate, rho, epsilon);
    },
    adam(value, gradient, momentum, cache, rate, beta1, beta2, correction1, correction2, epsilon) {
      const valueAt = at.float(value);
      const gradientAt = at.float(gradient);
      const momentumAt = at.float(momentum);
      const cacheAt = at.float(cache);
      if ((valueAt | gradientAt | momentumAt | cacheAt) >= 0) {
        wasm.adam(
          valueAt,
          gradientAt,
          momentumAt,
          cacheAt,
          value.length,
          -rate,
          beta1,
          1 - beta1,
          beta2,
          1 - beta2,
          correction1,
          correction2,
          epsilon,
        );
      } else plain.adam(value, gradient, momentum, cache, rate, beta1, beta2, correction1, correction2, epsilon);
    },
    scale(x, factor) {
      const xAt = at.float(x);
      if (xAt >= 0) wasm.scale(xAt, x.length, factor);
      else plain.scale(x, factor);
    },
    regularize(value, gradient, l1, l2) {
      const valueAt = at.float(value);
      const gradientAt = at.float(gradient);
      if ((valueAt | gradientAt) >= 0) {
        wasm.regularize(valueAt, gradientAt, value.length, l1, 2 * l2, l1 > 0 ? 1 : 0, l2 > 0 ? 1 : 0);
      } else plain.regularize(value, gradient, l1, l2);
    },
  } satisfies Partial<Kernels>;
}
