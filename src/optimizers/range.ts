import { checkRange } from '../options.ts';

/** Checks a hyper-parameter that must be above 0. */
export function checkAbove0(where: string, name: string, value: unknown): void {
  checkRange(where, `${name} above 0`, value, (number) => number > 0);
}

/** Checks a hyper-parameter that may be 0, which switches it off. */
export function checkFrom0(where: string, name: string, value: unknown): void {
  checkRange(where, `${name} of 0 or more`, value, (number) => number >= 0);
}

/** Checks a share that is kept from one step to the next. */
export function checkShare(where: string, name: string, value: unknown): void {
  checkRange(where, `${name} from 0 to below 1`, value, (number) => number >= 0 && number < 1);
}
