/** How many values there are of which size. */
export interface Histogram {
  readonly low: number;
  readonly high: number;
  /** Of bins of one width from low to high. */
  readonly counts: Uint32Array<ArrayBuffer>;
  readonly mean: number;
  readonly deviation: number;
}

const BINS = 40;

/** @returns undefined for no values, and where all are 0: gradients before any step */
export function histogramOf(values: ArrayLike<number>): Histogram | undefined {
  let [low, high, sum, squares] = [Infinity, -Infinity, 0, 0];
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    low = Math.min(low, value);
    high = Math.max(high, value);
    sum += value;
    squares += value * value;
  }
  if (!(high > low || high !== 0) || !Number.isFinite(high - low)) return undefined;
  const counts = new Uint32Array(BINS);
  const width = (high - low) / BINS || 1;
  for (let i = 0; i < values.length; i++) counts[Math.min(BINS - 1, Math.floor((values[i]! - low) / width))]!++;
  const mean = sum / values.length;
  return { low, high, counts, mean, deviation: Math.sqrt(Math.max(0, squares / values.length - mean * mean)) };
}
