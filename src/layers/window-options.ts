/** How windows lie on an image, as options say it. */
import { ShapeError } from '../errors.ts';
import type { OptionRule } from '../options.ts';
import type { Windows } from '../tensor/kernels/windows/index.ts';
import { formatShape, isArray, type Shape } from '../tensor/shape.ts';

/** A number for both axes, or one for each: [vertical, horizontal]. */
export type Pair = number | readonly [number, number];

/** Zeros before and after an axis. */
export type Margin = readonly [before: number, after: number];

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) > 0;
const isMargin = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0;
const isPairOf = (holds: (value: unknown) => boolean, value: unknown): boolean =>
  isArray(value) && value.length === 2 && value.every(holds);

/** A pair of whole numbers from 1 on. */
export const pair = (fallback: Pair): OptionRule<Pair> => ({
  fallback,
  expected: 'to be a whole number, 1 or more, or two of them',
  holds: (value) => isCount(value) || isPairOf(isCount, value),
});

export const pairOf = (value: Pair): readonly [number, number] => (typeof value === 'number' ? [value, value] : value);

/** What is added around an image: nothing, as many zeros as keep its size at strides of 1, so many on each side, or those given. */
export type Padding2D = 'valid' | 'same' | number | readonly [vertical: Margin, horizontal: Margin];

export const padding2D: OptionRule<Padding2D> = {
  fallback: 'valid',
  expected: "to be 'valid', 'same', a whole number, or [[above, below], [left, right]]",
  holds: (value) =>
    value === 'valid' || value === 'same' || isMargin(value) || isPairOf((each) => isPairOf(isMargin, each), value),
};

/** The same along a sequence; 'causal' adds zeros in front alone, so that no output sees what comes after it. */
export type Padding1D = 'valid' | 'same' | 'causal' | number | Margin;

export const padding1D: OptionRule<Padding1D> = {
  fallback: 'valid',
  expected: "to be 'valid', 'same', 'causal', a whole number, or [before, after]",
  holds: (value) =>
    value === 'valid' || value === 'same' || value === 'causal' || isMargin(value) || isPairOf(isMargin, value),
};

/** One axis of windows: their size, how far from one to the next, how far apart what is in one. */
export interface Axis {
  readonly size: number;
  readonly stride: number;
  readonly dilation: number;
  readonly padding: Padding1D;
}

/** The zeros before an axis of `length`, and how many windows there are; with 'same' an odd zero lies behind. */
export function along(length: number, { size, stride, dilation, padding }: Axis): { before: number; count: number } {
  const reach = (size - 1) * dilation + 1;
  let [before, after] = [0, 0];
  if (padding === 'same') {
    const total = Math.max(0, (Math.ceil(length / stride) - 1) * stride + reach - length);
    [before, after] = [Math.floor(total / 2), Math.ceil(total / 2)];
  } else if (padding === 'causal') {
    before = reach - 1;
  } else if (padding !== 'valid') {
    [before, after] = typeof padding === 'number' ? [padding, padding] : padding;
  }
  return { before, count: Math.floor((length + before + after - reach) / stride) + 1 };
}

/**
 * The windows over images [N, H, W, C] or sequences [N, W, C].
 *
 * @throws ShapeError where not even one window has room
 */
export function windowsOver(where: string, shape: Shape, vertical: Axis, horizontal: Axis): Windows {
  const [H, W, C] = (shape.length === 4 ? shape.slice(1) : [1, ...shape.slice(1)]) as [number, number, number];
  const y = along(H, vertical);
  const x = along(W, horizontal);
  if (!(y.count > 0 && x.count > 0 && H > 0 && W > 0)) {
    const [kh, kw] = [vertical, horizontal].map(({ size, dilation }) => (size - 1) * dilation + 1);
    const least = shape.length === 4 ? `${kh!} x ${kw!} pixels` : `${kw!} steps`;
    const hint = "Use padding: 'same', or smaller windows.";
    throw new ShapeError(where, `inputs of at least ${least}`, formatShape(shape), hint);
  }
  return {
    ...{ H, W, C, kh: vertical.size, kw: horizontal.size, sy: vertical.stride, sx: horizontal.stride },
    ...{ dy: vertical.dilation, dx: horizontal.dilation, top: y.before, left: x.before, OH: y.count, OW: x.count },
  };
}

/** The axis that a sequence lacks. */
export const NO_AXIS: Axis = { size: 1, stride: 1, dilation: 1, padding: 'valid' };

/** Remembers the windows of the last shape of an image: a model asks again and again for the same. */
export function remembering(over: (shape: Shape) => Windows): (shape: Shape) => Windows {
  let last: Windows | undefined;
  return (shape) => {
    if (last?.W !== shape.at(-2) || last?.H !== (shape.length > 3 ? shape.at(-3) : 1)) last = over(shape);
    return last!;
  };
}
