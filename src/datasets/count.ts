import { ValueError, describe } from '../errors.ts';

/** Checks a number of samples or classes. */
export function checkCount(where: string, name: string, count: unknown): number {
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1) {
    throw new ValueError(where, `${name} a whole number, 1 or more`, describe(count));
  }
  return count;
}
