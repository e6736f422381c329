/** Cross-entropy and its gradients. */
import { load4, save4 } from './lanes';
import { log } from './functions';
import { sum } from './reductions';
import { scratch } from './scratch';

/** to = x brought between low and high; NaN stays NaN. */
function clip(x: usize, to: usize, length: usize, least: f32, most: f32): void {
  const lowest = f32x4.splat(least);
  const highest = f32x4.splat(most);
  for (const end = x + 4 * length; x < end; x += 16, to += 16) {
    save4(to, f32x4.pmin(f32x4.pmax(load4(x, end), lowest), highest), end - x);
  }
}

/** losses[N] = -log(clip(confidences[N, C] at labels[N], low, high)) */
export function crossEntropy(
  confidences: usize,
  labels: usize,
  losses: usize,
  N: usize,
  C: usize,
  least: f32,
  most: f32,
): void {
  const end = losses + 4 * N;
  for (let to = losses; to < end; to += 4, labels += 4, confidences += 4 * C) {
    store<f32>(to, load<f32>(confidences + 4 * load<u32>(labels)));
  }
  clip(losses, losses, N, least, most);
  log(losses, losses, N);
  for (; losses < end; losses += 16) save4(losses, f32x4.neg(load4(losses, end)), end - losses);
}

/** losses[N] = -Σ_c targets[N, C] * log(clip(confidences[N, C], low, high)) */
export function crossEntropyRows(
  confidences: usize,
  targets: usize,
  losses: usize,
  N: usize,
  C: usize,
  least: f32,
  most: f32,
): void {
  const pitch = C * 4;
  const zero = f32x4.splat(0);
  for (const end = losses + 4 * N; losses < end; losses += 4, confidences += pitch, targets += pitch) {
    clip(confidences, scratch, C, least, most);
    log(scratch, scratch, C);
    for (let i: usize = 0; i < pitch; i += 16) {
      const target = load4(targets + i, targets + pitch);
      v128.store(scratch + i, v128.and(f32x4.mul(target, v128.load(scratch + i)), f32x4.ne(target, zero)));
    }
    store<f32>(losses, 0 - sum(scratch, C, 0));
  }
}

/** dinputs[N, C] = -1 / confidences[N, C] / N at the labels[N], -0 / confidences[N, C] elsewhere */
export function crossEntropyGradient(confidences: usize, labels: usize, dinputs: usize, N: usize, C: usize): void {
  const zero = f32x4.splat(-0.0);
  const end = confidences + 4 * N * C;
  let to = dinputs;
  for (let from = confidences; from < end; from += 16, to += 16) {
    save4(to, f32x4.div(zero, load4(from, end)), end - from);
  }
  for (; confidences < end; confidences += 4 * C, dinputs += 4 * C, labels += 4) {
    const at = 4 * load<u32>(labels);
    store<f32>(dinputs + at, -1 / load<f32>(confidences + at) / <f32>N);
  }
}

/** dinputs[N, C] = -targets[N, C] / confidences[N, C] / N */
export function crossEntropyRowsGradient(confidences: usize, targets: usize, dinputs: usize, N: usize, C: usize): void {
  const count = f32x4.splat(<f32>N);
  const last = targets + 4 * N * C;
  for (const end = confidences + 4 * N * C; confidences < end; confidences += 16, targets += 16, dinputs += 16) {
    const slope = f32x4.div(f32x4.neg(load4(targets, last)), load4(confidences, end));
    save4(dinputs, f32x4.div(slope, count), end - confidences);
  }
}

/** dinputs[N, C] = (confidences[N, C] - 1 at the labels[N]) / N */
export function softmaxCrossEntropyGradient(
  confidences: usize,
  labels: usize,
  dinputs: usize,
  N: usize,
  C: usize,
): void {
  const count = f32x4.splat(<f32>N);
  const end = dinputs + 4 * N * C;
  memory.copy(dinputs, confidences, 4 * N * C);
  for (let row = dinputs; row < end; row += 4 * C, labels += 4) {
    const at = row + 4 * load<u32>(labels);
    store<f32>(at, load<f32>(at) - 1);
  }
  for (; dinputs < end; dinputs += 16) save4(dinputs, f32x4.div(load4(dinputs, end), count), end - dinputs);
}

/** dinputs[N, C] = (confidences[N, C] - targets[N, C]) / N */
export function softmaxCrossEntropyRowsGradient(
  confidences: usize,
  targets: usize,
  dinputs: usize,
  N: usize,
  C: usize,
): void {
  const count = f32x4.splat(<f32>N);
  const last = targets + 4 * N * C;
  for (const end = confidences + 4 * N * C; confidences < end; confidences += 16, targets += 16, dinputs += 16) {
    save4(dinputs, f32x4.div(f32x4.sub(load4(confidences, end), load4(targets, last)), count), end - confidences);
  }
}
