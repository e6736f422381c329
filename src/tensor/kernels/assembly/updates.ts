/** What optimizers and regularizers do to a flat array of parameters, each operation rounded once. */
import { get, load4, put, save4 } from './lanes';

/** value -= rate * gradient; `step` is -rate */
export function sgd(value: usize, gradient: usize, length: usize, step: f32): void {
  const steps = f32x4.splat(step);
  const bytes = length * 4;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) descend<v128>(value + i, gradient + i, steps);
  for (; i < bytes; i += 4) descend<f32>(value + i, gradient + i, steps);
}

@inline
function descend<W>(value: usize, gradient: usize, steps: v128): void {
  put<W>(value, f32x4.add(get<W>(value), f32x4.mul(steps, get<W>(gradient))));
}

/** velocity = keep * velocity - rate * gradient;  value += velocity, or with Nesterov value += keep * velocity - rate * gradient */
export function momentum(
  value: usize,
  gradient: usize,
  velocity: usize,
  length: usize,
  rate: f32,
  keep: f32,
  nesterov: bool,
): void {
  const rates = f32x4.splat(rate);
  const keeps = f32x4.splat(keep);
  const bytes = length * 4;
  let i: usize = 0;
  for (; i + 16 <= bytes; i += 16) roll<v128>(value + i, gradient + i, velocity + i, rates, keeps, nesterov);
  for (; i < bytes; i += 4) roll<f32>(value + i, gradient + i, velocity + i, rates, keeps, nesterov);
}

@inline
function roll<W>(value: usize, gradient: usize, velocity: usize, rates: v128, keeps: v128, nesterov: bool): void {
  const slope = f32x4.mul(rates, get<W>(gradient));
  let v = f32x4.sub(f32x4.mul(keeps, get<W>(velocity)), slope);
  put<W>(velocity, v);
  if (nesterov) v = f32x4.sub(f32x4.mul(keeps, v), slope);
  put<W>(value, f32x4.add(get<W>(value), v));
}

/** cache += gradient²;  value -= rate * gradient / (√cache + epsilon); `step` is -rate */
export function adagrad(value: usize, gradient: usize, cache: usize, length: usize, step: f32, epsilon: f32): void {
  rmsprop(value, gradient, cache, length, step, 1, 1, epsilon);
}

/** cache = keep * cache + take * gradient²;  value -= rate * gradient / (√cache + epsilon); `step` is -rate */
export function rmsprop(
  value: usize,
  gradient: usize,
  cache: usize,
  length: usize,
  step: f32,
  keep: f32,
  take: f32,
  epsilon: f32,
): void {
  const steps = f32x4.splat(step);
  const keeps = f32x4.splat(keep);
  const takes = f32x4.splat(take);
  const small = f32x4.splat(epsilon);
  const bytes = length * 4;
  for (let i: usize = 0; i < bytes; i += 16) {
    const g = load4(gradient + i, gradient + bytes);
    const c = f32x4.add(f32x4.mul(keeps, load4(cache + i, cache + bytes)), f32x4.mul(takes, f32x4.mul(g, g)));
    save4(cache + i, c, bytes - i);
    const change = f32x4.div(f32x4.mul(steps, g), f32x4.add(f32x4.sqrt(c), small));
    save4(value + i, f32x4.add(load4(value + i, value + bytes), change), bytes - i);
  }
}

/**
 * momentum = keep1 * momentum + take1 * gradient;  cache = keep2 * cache + take2 * gradient²;
 * value -= rate * (momentum / whole1) / (√(cache / whole2) + epsilon); `step` is -rate
 *
 * The division by whole1 is left out where it is 1, as it is after 165 steps with a beta1 of 0.9: divisions are what takes the time.
 */
export function adam(
  value: usize,
  gradient: usize,
  momentum: usize,
  cache: usize,
  length: usize,
  step: f32,
  keep1: f32,
  take1: f32,
  keep2: f32,
  take2: f32,
  whole1: f32,
  whole2: f32,
  epsilon: f32,
): void {
  const bytes = length * 4;
  const young = whole1 != 1;
  for (let i: usize = 0; i < bytes; i += 16) {
    const g = load4(gradient + i, gradient + bytes);
    const m = f32x4.add(
      f32x4.mul(f32x4.splat(keep1), load4(momentum + i, momentum + bytes)),
      f32x4.mul(f32x4.splat(take1), g),
    );
    const c = f32x4.add(
      f32x4.mul(f32x4.splat(keep2), load4(cache + i, cache + bytes)),
      f32x4.mul(f32x4.splat(take2), f32x4.mul(g, g)),
    );
    save4(momentum + i, m, bytes - i);
    save4(cache + i, c, bytes - i);
    let mean = m;
    if (young) mean = f32x4.div(m, f32x4.splat(whole1));
    const scale = f32x4.add(f32x4.sqrt(f32x4.div(c, f32x4.splat(whole2))), f32x4.splat(epsilon));
    const change = f32x4.div(f32x4.mul(f32x4.splat(step), mean), scale);
    save4(value + i, f32x4.add(load4(value + i, value + bytes), change), bytes - i);
  }
}

/** x *= factor */
export function scale(x: usize, length: usize, factor: f32): void {
  const by = f32x4.splat(factor);
  const end = x + length * 4;
  for (; x + 16 <= end; x += 16) put<v128>(x, f32x4.mul(get<v128>(x), by));
  for (; x < end; x += 4) put<f32>(x, f32x4.mul(get<f32>(x), by));
}

/** gradient += slope * sign(value), with sign(0) = 1;  gradient += pull * value; a factor of 0 leaves its term out */
export function regularize(
  value: usize,
  gradient: usize,
  length: usize,
  slope: f32,
  pull: f32,
  l1: bool,
  l2: bool,
): void {
  const slopes = f32x4.splat(slope);
  const pulls = f32x4.splat(pull);
  const bytes = length * 4;
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = load4(value + i, value + bytes);
    let g = load4(gradient + i, gradient + bytes);
    if (l1) g = f32x4.add(g, v128.bitselect(f32x4.neg(slopes), slopes, f32x4.lt(v, f32x4.splat(0))));
    if (l2) g = f32x4.add(g, f32x4.mul(pulls, v));
    save4(gradient + i, g, bytes - i);
  }
}
