/** A line of numbers across a picture. */
export interface Axis {
  /** Where it begins and ends, in pixels. */
  readonly from: number;
  readonly to: number;
  /** The place of a value, in pixels. */
  at(value: number): number;
  /** Round values along it, and what stands beside them: no two texts are alike. */
  readonly ticks: readonly Tick[];
}

export interface Tick {
  readonly value: number;
  readonly text: string;
}

export type Range = readonly [low: number, high: number];

/** No axis has as many ticks; where numbers are too large to be told apart, it has none. */
const MOST = 100;

/** Of 1, 2 and 5 times powers of ten, what parts a span into a number of steps nearest to a wanted one. */
function stepOf(span: number, steps: number): number {
  const power = 10 ** Math.floor(Math.log10(span / steps));
  const off = (step: number): number => Math.abs(Math.log(span / step / steps));
  return [1, 2, 5, 10].map((times) => times * power).reduce((best, step) => (off(step) < off(best) ? step : best));
}

/**
 * @param values the least and the greatest value
 * @param pixels where they come to stand
 * @param steps about how many ticks
 * @param least the least distance of two ticks, such as 1 where things are counted
 */
export function axis([low, high]: Range, [from, to]: Range, steps = 5, least = 0): Axis {
  // In halves: from the least to the greatest number of float64 it is further than that holds.
  const distance = high / 2 - low / 2;
  const half = distance > 0 ? distance : Math.max(1, Math.abs(low)) / 2; // where all values are equal
  const at = (value: number): number => from + ((value / 2 - low / 2) / half) * (to - from);
  const step = Math.max(least, stepOf(half, steps / 2));
  const end = distance > 0 ? high : low + 2 * half;
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor(end / step + 1e-9) - first + 1;
  const ticks = Array.from({ length: count < MOST ? count : 0 }, (_, i) => tickOf((first + i) * step, step));
  return { from, to, at, ticks: ticks.filter(({ text }, i) => text !== ticks[i - 1]?.text) };
}

/**
 * An axis of powers of ten, for values above 0 of very different sizes.
 *
 * @param steps at most how many ticks
 */
export function logAxis([low, high]: Range, [from, to]: Range, steps = 5): Axis {
  const [first, last] = [Math.log10(low), Math.log10(high)];
  const at = (value: number): number => from + ((Math.log10(value) - first) / (last - first)) * (to - from);
  const lowest = Math.ceil(first - 1e-9);
  const every = Math.ceil((last - lowest + 1) / steps);
  const ticks = Array.from({ length: Math.floor((last + 1e-9 - lowest) / every) + 1 }, (_, i) => {
    const value = Number(`1e${lowest + i * every}`);
    return tickOf(value, value);
  });
  return { from, to, at, ticks };
}

/** A tick with the digits that tell it from the next, which is a step away. */
function tickOf(value: number, step: number): Tick {
  const size = Math.max(Math.abs(value), step);
  if (size < 1e6 && step >= 1e-5) return { value, text: value.toFixed(Math.max(0, -powerOf(step))) };
  if (value === 0) return { value, text: '0' };
  const digits = 1 + powerOf(size) - powerOf(step);
  const [number, power] = value.toPrecision(Math.min(17, digits)).split('e') as [string, string?];
  const short = number.includes('.') ? number.replace(/\.?0+$/, '') : number;
  return { value, text: power === undefined ? short : `${short}e${power.replace('+', '')}` };
}

/** The power of ten that a number is at least. */
export function powerOf(value: number): number {
  return Math.floor(Math.log10(value) + 1e-9);
}

/** A range with some room at both ends, a share of it. */
export function widened([low, high]: Range, share: number): Range {
  const room = (high / 2 - low / 2 || Math.abs(low / 2) || 0.5) * 2 * share;
  return [Math.max(low - room, -Number.MAX_VALUE), Math.min(high + room, Number.MAX_VALUE)];
}

/** The least and the greatest of finite values, 0 and 1 where there are none. */
export function rangeOf(values: Iterable<number>): [low: number, high: number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return low <= high ? [low, high] : [0, 1];
}
