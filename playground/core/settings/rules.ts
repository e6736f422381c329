/** What the parts of a link may be: a text for each value, and the value of each text. */
export interface Rule<T> {
  readonly fallback: T;
  /** To follow the name in an error: `a whole number from 1 to 500`. */
  readonly expected: string;
  /** undefined for a text that is no such value. */
  readonly read: (text: string) => T | undefined;
  readonly write: (value: T) => string;
}

/** As numbers are written that are not negative and below 1e10: up to 23 decimal places, and smaller ones with a power of ten. */
const DECIMAL = /^\d{1,10}(\.\d{1,24})?(e-\d{1,3})?$/;

function numberOf(text: string, low: number, high: number): number | undefined {
  const value = DECIMAL.test(text) ? Number(text) : NaN;
  return value >= low && value <= high ? value : undefined;
}

export const decimal = (low: number, high: number, fallback: number): Rule<number> => ({
  fallback,
  expected: `a number from ${low} to ${high}`,
  read: (text) => numberOf(text, low, high),
  write: String,
});

/** Nothing, or a share that is not too small. */
export const share = (low: number, high: number, fallback: number): Rule<number> => ({
  ...decimal(0, high, fallback),
  expected: `0, or a number from ${low} to ${high}`,
  read: (text) => numberOf(text, 0, 0) ?? numberOf(text, low, high),
});

export const whole = (low: number, high: number, fallback: number): Rule<number> => ({
  ...decimal(low, high, fallback),
  expected: `a whole number from ${low} to ${high}`,
  read: (text) => (/^\d+$/.test(text) ? numberOf(text, low, high) : undefined),
});

/** A whole number, or nothing. */
export const maybeWhole = (low: number, high: number): Rule<number | undefined> => ({
  ...whole(low, high, low),
  fallback: undefined,
  write: (value) => String(value ?? ''),
});

export const word = <const T extends string>(words: readonly T[], fallback: T): Rule<T> => ({
  fallback,
  expected: `one of ${words.join(', ')}`,
  read: (text) => words.find((each) => each === text),
  write: (value) => value,
});

/** Any text of some length. */
export const text = (most: number): Rule<string> => ({
  fallback: '',
  expected: `a text of up to ${most} characters`,
  read: (given) => (given.length <= most ? given : undefined),
  write: (value) => value,
});

/** Whole numbers with commas between them, or `none`. */
export const wholes = (most: number, high: number, fallback: readonly number[]): Rule<readonly number[]> => ({
  fallback,
  expected: `none, or up to ${most} whole numbers from 1 to ${high} with commas between them`,
  read(text) {
    const values = text === 'none' ? [] : text.split(',').map(whole(1, high, 1).read);
    return values.length <= most && values.every((value) => value !== undefined) ? values : undefined;
  },
  write: (values) => (values.length === 0 ? 'none' : values.join(',')),
});
