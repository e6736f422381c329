/** What optimizers and regularizers do to a flat array of parameters, each operation rounded once. */
import { load4, save4 } from './lanes';

/** value -= rate * gradient; `step` is -rate */
export function sgd(value: usize, gradient: usize, length: usize, step: f32): void {
  const steps = f32x4.splat(step);
  const last = gradient + 4 * length;
  for (const end = value + 4 * length; value < end; value += 16, gradient += 16) {
    save4(value, f32x4.add(load4(value, end), f32x4.mul(steps, load4(gradient, last))), end - value);
  }
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
  for (let i: usize = 0; i < bytes; i += 16) {
    const slope = f32x4.mul(rates, load4(gradient + i, gradient + bytes));
    let v = f32x4.sub(f32x4.mul(keeps, load4(velocity + i, velocity + bytes)), slope);
    save4(velocity + i, v, bytes - i);
    if (nesterov) v = f32x4.sub(f32x4.mul(keeps, v), slope);
    save4(value + i, f32x4.add(load4(value + i, value + bytes), v), bytes - i);
  }
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
    const mean = f32x4.div(m, f32x4.splat(whole1));
    const scale = f32x4.add(f32x4.sqrt(f32x4.div(c, f32x4.splat(whole2))), f32x4.splat(epsilon));
    const change = f32x4.div(f32x4.mul(f32x4.splat(step), mean), scale);
    save4(value + i, f32x4.add(load4(value + i, value + bytes), change), bytes - i);
  }
}

/** x *= factor */
export function scale(x: usize, length: usize, factor: f32): void {
  const by = f32x4.splat(factor);
  for (const end = x + 4 * length; x < end; x += 16) save4(x, f32x4.mul(load4(x, end), by), end - x);
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
