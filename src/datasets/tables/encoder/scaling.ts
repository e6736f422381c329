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

/** The scaling of finite numbers; that of equal ones, or none, leaves their spread alone. */
export function scaleOf(values: Float64Array, name: ScaleName): Scaling {
  if (name === 'none' || values.length === 0) return { offset: 0, scale: 1 };
  const offset = name === 'minmax' ? values.reduce((a, b) => Math.min(a, b)) : meanOf(values);
  const spread = name === 'minmax' ? values.reduce((a, b) => Math.max(a, b)) - offset : deviationOf(values, offset);
  return { offset, scale: Number.isFinite(spread) && spread > 0 ? spread : 1 };
}

/** √(mean of (x - offset)²), the squares being of numbers up to 1. */
function deviationOf(values: Float64Array, offset: number): number {
  const most = values.reduce((sofar, value) => Math.max(sofar, Math.abs(value - offset)), 0);
  if (most === 0 || most === Infinity) return most;
  const unit = most < 1e-100 || most > 1e100 ? most : 1; // else the bits of the plain formula
  return unit * Math.sqrt(meanOf(values.map((value) => ((value - offset) / unit) ** 2)));
}

/** The mean, centred once more, so that of equal numbers it is that number. No sum of finite numbers overflows. */
function meanOf(values: Float64Array): number {
  const share = (value: number): number => value / values.length;
  const mean = values.reduce((sum, value) => sum + share(value), 0);
  return mean + values.reduce((sum, value) => sum + (share(value) - share(mean)), 0);
}

/** The greatest float32, where inputs end. */
const GREATEST = 3.4028234663852886e38;

/** A value on its scale, as finite as float32 can be. */
export function scaled(value: number, { offset, scale }: Scaling): number {
  return Math.max(-GREATEST, Math.min(GREATEST, (value - offset) / scale));
}

/** The median of finite numbers; 0 of none. */
export function medianOf(values: Float64Array): number {
  const sorted = values.slice().sort();
  const [low = 0, high = low] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
  return low + (high - low) / 2;
}
