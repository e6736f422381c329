/**
 * What optimizers and regularizers do to a flat array of parameters. Scalars are rounded to the type of the gradient before they meet
 * it, and every operation rounds once, as NumPy does with arrays; where the gradient is float64 and the parameters float32, the step
 * is worked out in float64 and rounded when it is added.
 */
import type { FloatArray } from '../../dtype.ts';
import { arithmeticOf } from '../arithmetic.ts';

export function sgd(value: FloatArray, gradient: FloatArray, rate: number): void {
  const { round } = arithmeticOf(gradient);
  const step = round(-rate);
  for (let i = 0; i < value.length; i++) value[i]! += round(step * gradient[i]!);
}

export function momentum(
  value: FloatArray,
  gradient: FloatArray,
  velocity: FloatArray,
  rate: number,
  beta: number,
  nesterov: boolean,
): void {
  const { round } = arithmeticOf(gradient);
  const [keep, step] = [round(beta), round(rate)];
  for (let i = 0; i < value.length; i++) {
    const slope = round(step * gradient[i]!);
    velocity[i] = round(keep * velocity[i]!) - slope;
    value[i]! += nesterov ? round(round(keep * velocity[i]!) - slope) : velocity[i]!;
  }
}

export function adagrad(
  value: FloatArray,
  gradient: FloatArray,
  cache: FloatArray,
  rate: number,
  epsilon: number,
): void {
  const { round } = arithmeticOf(gradient);
  const stored = arithmeticOf(cache).round;
  const step = round(-rate);
  for (let i = 0; i < value.length; i++) {
    cache[i]! += round(gradient[i]! * gradient[i]!);
    const scale = stored(stored(Math.sqrt(cache[i]!)) + stored(epsilon));
    value[i]! += round(round(step * gradient[i]!) / scale);
  }
}

export function rmsprop(
  value: FloatArray,
  gradient: FloatArray,
  cache: FloatArray,
  rate: number,
  rho: number,
  epsilon: number,
): void {
  const { round } = arithmeticOf(gradient);
  const [keep, take, step, small] = [round(rho), round(1 - rho), round(-rate), round(epsilon)];
  for (let i = 0; i < value.length; i++) {
    const g = gradient[i]!;
    cache[i] = round(keep * cache[i]!) + round(take * round(g * g));
    value[i]! += round(round(step * g) / round(round(Math.sqrt(cache[i]!)) + small));
  }
}

export function adam(
  value: FloatArray,
  gradient: FloatArray,
  momentum: FloatArray,
  cache: FloatArray,
  rate: number,
  beta1: number,
  beta2: number,
  correction1: number,
  correction2: number,
  epsilon: number,
): void {
  const { round } = arithmeticOf(gradient);
  const [keep1, take1, keep2, take2] = [round(beta1), round(1 - beta1), round(beta2), round(1 - beta2)];
  const [whole1, whole2, step, small] = [round(correction1), round(correction2), round(-rate), round(epsilon)];
  for (let i = 0; i < value.length; i++) {
    const g = gradient[i]!;
    momentum[i] = round(keep1 * momentum[i]!) + round(take1 * g);
    cache[i] = round(keep2 * cache[i]!) + round(take2 * round(g * g));
    const mean = round(momentum[i]! / whole1);
    const scale = round(round(Math.sqrt(round(cache[i]! / whole2))) + small);
    value[i]! += round(round(step * mean) / scale);
  }
}

export function scale(x: FloatArray, factor: number): void {
  const { round } = arithmeticOf(x);
  const by = round(factor);
  for (let i = 0; i < x.length; i++) x[i]! *= by;
}

export function regularize(value: FloatArray, gradient: FloatArray, l1: number, l2: number): void {
  const { round } = arithmeticOf(value);
  const [slope, pull] = [round(l1), round(2 * l2)];
  for (let i = 0; i < value.length; i++) {
    if (l1 > 0) gradient[i]! += value[i]! < 0 ? -slope : slope;
    if (l2 > 0) gradient[i]! += round(pull * value[i]!);
  }
}
