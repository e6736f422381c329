/** A line of numbers across a picture. */
export interface Axis {
  /** Where it begins and ends, in pixels. */
  readonly from: number;
  readonly to: number;
  /** The place of a value, in pixels. */
  at(value: number): number;
  /** Round values along it, and what stands beside them. */
  readonly ticks: readonly { readonly value: number; readonly text: string }[];
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
  const width = high - low;
  const span = width > 0 && width < Infinity ? width : Math.max(1, Math.abs(low)); // where all values are equal
  const at = (value: number): number => {
    const share = (value - low) / span;
    return from + (Number.isFinite(share) ? share : 0) * (to - from);
  };
  const step = Math.max(least, stepOf(span, steps));
  const first = Math.ceil(low / step - 1e-9);
  const count = Math.floor((low + span) / step + 1e-9) - first + 1;
  const ticks = Array.from({ length: count < MOST ? count : 0 }, (_, i) => {
    const value = (first + i) * step;
    return { value, text: tickText(value, step) };
  });
  return { from, to, at, ticks };
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
    return { value, text: tickText(value, value) };
  });
  return { from, to, at, ticks };
}

function tickText(value: number, step: number): string {
  const size = Math.max(Math.abs(value), step);
  if (size >= 1e6 || step < 1e-5)
    return value
      .toPrecision(3)
      .replace(/\.?0+(e|$)/, '$1')
      .replace('e+', 'e');
  return value.toFixed(Math.max(0, -Math.floor(Math.log10(step) + 1e-9)));
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
