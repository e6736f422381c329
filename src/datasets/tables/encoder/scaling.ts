import { limitsOf } from '../values-column.ts';

export const SCALE_NAMES = ['standard', 'minmax', 'none'] as const;

/** How numbers come to a common scale: mean 0 and deviation 1, from 0 to 1, or not at all. */
export type ScaleName = (typeof SCALE_NAMES)[number];

/** z = (x - offset) / scale */
export interface Scaling {
  readonly offset: number;
  /** Above 0. */
  readonly scale: number;
}

/** How a gap is called in the name of an input. */
export const GAP = 'NA';

/** The finite ones of some numbers, as float64. */
export function finiteOf(values: ArrayLike<number>): Float64Array {
  const finite = new Float64Array(values.length);
  let count = 0;
  for (let n = 0; n < values.length; n++) if (Number.isFinite(values[n])) finite[count++] = values[n]!;
  return finite.subarray(0, count);
}

/** The scaling of finite numbers; that of equal ones, or none, leaves their spread alone. */
export function scaleOf(values: Float64Array, name: ScaleName): Scaling {
  if (name === 'none' || values.length === 0) return { offset: 0, scale: 1 };
  const { low, high } = limitsOf(values);
  const offset = name === 'minmax' ? low : meanOf(values);
  const spread = name === 'minmax' ? high - low : deviationOf(values, offset, Math.max(high - offset, offset - low));
  return { offset, scale: Number.isFinite(spread) && spread > 0 ? spread : 1 };
}

/** √(mean of (x - offset)²). @param most the greatest distance from the offset */
function deviationOf(values: Float64Array, offset: number, most: number): number {
  if (most === 0 || most === Infinity) return most;
  const unit = most < 1e-100 || most > 1e100 ? most : 1; // squares neither vanish nor overflow; else the bits of the plain formula
  const { length } = values;
  let mean = 0;
  for (let n = 0; n < length; n++) mean += ((values[n]! - offset) / unit) ** 2 / length;
  return unit * Math.sqrt(mean);
}

/** The mean, centred once more, so that of equal numbers it is that number. No sum of finite numbers overflows. */
function meanOf(values: Float64Array): number {
  const { length } = values;
  let mean = 0;
  for (let n = 0; n < length; n++) mean += values[n]! / length;
  let rest = 0;
  for (let n = 0; n < length; n++) rest += values[n]! / length - mean / length;
  return mean + rest;
}

/** The greatest float32, where inputs end. */
export const GREATEST = 3.4028234663852886e38;

/** A value on its scale, as finite as float32 can be. */
export function scaled(value: number, { offset, scale }: Scaling): number {
  return Math.max(-GREATEST, Math.min(GREATEST, (value - offset) / scale));
}

/** The median of finite numbers; 0 of none. */
export function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const [low = 0, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  const median = low + (high - low) / 2;
  return Number.isFinite(median) ? median : low / 2 + high / 2;
}
