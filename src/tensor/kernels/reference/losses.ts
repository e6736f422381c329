/** Sample losses and their gradients. */
import type { FloatArray } from '../../dtype.ts';
import { arithmeticOf } from '../arithmetic.ts';

export function crossEntropy(
  confidences: FloatArray, // [N, C]
  labels: Int32Array, // [N]
  losses: FloatArray, // [N]
  N: number,
  C: number,
  low: number,
  high: number,
): void {
  const { round, log } = arithmeticOf(losses);
  const [least, most] = [round(low), round(high)];
  for (let n = 0; n < N; n++) losses[n] = -log(clip(confidences[n * C + labels[n]!]!, least, most));
}

export function crossEntropyRows(
  confidences: FloatArray, // [N, C]
  targets: FloatArray, // [N, C]
  losses: FloatArray, // [N]
  N: number,
  C: number,
  low: number,
  high: number,
): void {
  const { round, log } = arithmeticOf(losses);
  const [least, most] = [round(low), round(high)];
  for (let n = 0; n < N; n++) {
    let total = 0;
    for (let i = n * C; i < (n + 1) * C; i++) {
      if (targets[i] !== 0) total = round(total + round(targets[i]! * log(clip(confidences[i]!, least, most))));
    }
    losses[n] = -total;
  }
}

/** x brought into low..high; NaN stays NaN. */
function clip(x: number, low: number, high: number): number {
  return x < low ? low : x > high ? high : x;
}
