import { ValueError, describe } from './errors.ts';

/**
 * Checks that `options` is an object with no other names than `known`, so that a misspelt option is an error and never a default.
 *
 * @throws ValueError naming the first stranger
 */
export function checkOptions(where: string, options: unknown, known: readonly string[]): void {
  const expected = `options { ${known.join(', ')} }`;
  if (typeof options !== 'object' || options === null || Array.isArray(options)) {
    throw new ValueError(where, expected, describe(options));
  }
  for (const name of Object.keys(options)) {
    if (!known.includes(name)) throw new ValueError(where, expected, `the option ${describe(name)}`);
  }
}

/**
 * Checks a number of samples, classes, neurons.
 *
 * @throws ValueError unless it is a whole number, 1 or more
 */
export function checkCount(where: string, name: string, count: unknown): void {
  if (typeof count !== 'number' || !Number.isSafeInteger(count) || count < 1) {
    throw new ValueError(where, `${name} to be a whole number, 1 or more`, describe(count));
  }
}

/**
 * Checks an option that is a number in a range.
 *
 * @throws ValueError unless it is a finite number that `holds` is true of
 */
export function checkRange(where: string, expected: string, value: unknown, holds: (value: number) => boolean): void {
  if (typeof value !== 'number' || !Number.isFinite(value) || !holds(value)) {
    throw new ValueError(where, expected, describe(value));
  }
}
