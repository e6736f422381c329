/** Normalization; each step is rounded to the type of gamma. */
import { sumRun } from '../../../tensor/kernels/reference/reductions.ts';
import { roomLike, roundingTo, rowsOf, type Sample } from './sample.ts';

/** scale x + offset, in float64, rounded once. */
export function rescaling({ shape, data }: Sample, scale: number, offset: number): Sample {
  return { shape, data: data.map((value) => scale * value + offset) };
}

/** gamma (x - mean) / √(variance + epsilon) + beta, each feature with numbers of its own. */
export function batchNormalization(
  x: Sample,
  gamma: Sample,
  beta: Sample,
  mean: Sample,
  variance: Sample,
  epsilon: number,
): Sample {
  const round = roundingTo(gamma.data);
  const C = gamma.data.length;
  const shape = [...rowsOf(x, C), C];
  const scale = gamma.data.map((_, c) => 1 / round(Math.sqrt(round(variance.data[c]! + round(epsilon)))));
  const data = roomLike(gamma.data, x.data.length);
  for (let i = 0; i < data.length; i++) {
    const c = i % C;
    const normal = round(round(round(x.data[i]!) - mean.data[c]!) * scale[c]!);
    data[i] = round(gamma.data[c]! * normal) + beta.data[c]!;
  }
  return { shape, data };
}

/** gamma (x - mean) / √(variance + epsilon) + beta, mean and variance being those of each row. */
export function layerNormalization(x: Sample, gamma: Sample, beta: Sample, epsilon: number): Sample {
  const round = roundingTo(gamma.data);
  const C = gamma.data.length;
  const shape = [...rowsOf(x, C), C];
  const data = roomLike(gamma.data, x.data.length);
  data.set(x.data);
  for (let at = 0; at < data.length; at += C) {
    const row = data.subarray(at, at + C);
    const mean = round(sumRun(row, 0, C, round) / C);
    row.forEach((value, c) => (row[c] = value - mean));
    const variance = round(sumRun(row.map((value) => value * value), 0, C, round) / C); // prettier-ignore
    const scale = round(1 / round(Math.sqrt(round(variance + round(epsilon)))));
    row.forEach((value, c) => (row[c] = round(gamma.data[c]! * round(value * scale)) + beta.data[c]!));
  }
  return { shape, data };
}
