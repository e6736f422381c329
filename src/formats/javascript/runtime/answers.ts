/** What a network says, in the terms of a table's target. */
import type { Sample } from './sample.ts';

/** Confidences in all classes; of one, in the second, also that in the first. */
export function bothOf({ shape, data }: Sample): Sample {
  if (data.length > 1) return { shape, data };
  const both = data instanceof Float32Array ? new Float32Array(2) : new Float64Array(2);
  both.set([1 - data[0]!, data[0]!]);
  return { shape: [2], data: both };
}

/** The index of the largest, the first of equals; NaN counts as largest. */
export function argmax({ data }: Sample): number {
  let best = 0;
  for (let i = 1; i < data.length; i++) {
    if (data[best] === data[best] && (data[i]! > data[best]! || data[i] !== data[i])) best = i;
  }
  return best;
}
