/** Options that several commands share, and how their texts are read. */
import { Option } from 'commander';
import { describe } from '../errors.ts';
import type { OptionRule } from '../options.ts';
import type { DotPrecision } from '../tensor/kernels/index.ts';
import { decimalNumber, listOf, wholeNumber } from './text.ts';
import { WrongCall } from './wrong-call.ts';

/** The flag of an option: `learningRate` is `--learning-rate`. */
export function flagOf(name: string): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/**
 * An option whose value `read` makes of its text; `read` answers undefined for a text that is not `expected`.
 *
 * @throws WrongCall `--samples: expected a whole number, 1 or more, received "0".` when the option is parsed
 */
export function option<T>(
  flags: string,
  description: string,
  fallback: T,
  expected: string,
  read: (text: string) => T | undefined,
): Option {
  const result = new Option(flags, description).default(fallback);
  return result.argParser((text) => {
    const value = read(text);
    if (value === undefined) throw new WrongCall(result.long ?? flags, expected, describe(text));
    return value;
  });
}

/** An option that counts something: decimal digits only, `least` or more. Without a fallback it may be left out. */
export function countOption(flags: string, description: string, fallback?: number, least = 1): Option {
  return option(flags, description, fallback, `a whole number, ${least} or more`, (text) => {
    const count = wholeNumber(text);
    return count !== undefined && count >= least ? count : undefined;
  });
}

/** An option that takes a name or a path; it may be left out. */
export function textOption(flags: string, description: string): Option {
  return option<string | undefined>(flags, description, undefined, 'a name or a path', (text) => text || undefined);
}

/** An option that takes a decimal number, as a class declares it; it may be left out. */
export function numberOption(flags: string, description: string, rule: OptionRule<unknown>): Option {
  return option<number | undefined>(flags, description, undefined, wordsOf(rule), (text) => {
    const value = decimalNumber(text);
    return rule.holds(value) ? value : undefined;
  });
}

/** What a number must be, in words: `a number above 0`. */
export function wordsOf({ expected }: OptionRule<unknown>): string {
  return expected.startsWith('to be ') ? expected.slice('to be '.length) : `a number ${expected}`;
}

/** An option that takes whole numbers, 1 or more, with commas between them, or `none`; it may be left out. */
export function countsOption(flags: string, description: string): Option {
  const expected = 'whole numbers, 1 or more, with commas between them';
  return option<number[] | undefined>(flags, description, undefined, expected, (text) => {
    const counts = text === 'none' ? [] : text.split(',').map(wholeNumber);
    return counts.every((count): count is number => count !== undefined && count >= 1) ? counts : undefined;
  });
}

/** An option that takes one of a few words, which the help lists. Without a fallback it may be left out. */
export function choiceOption<T extends string>(
  flags: string,
  description: string,
  choices: readonly T[],
  fallback?: T,
): Option {
  const read = (text: string): T | undefined => choices.find((choice) => choice === text);
  const result = option(flags, description, fallback, listOf(choices), read);
  result.argChoices = [...choices];
  return result;
}

/** `--seed`: a whole number starts NumPy's stream, any other text a stream of its own. */
export function seedOption(
  fallback?: number,
  description = 'where the random stream starts: a number or any text',
): Option {
  const expected = 'a whole number from 0 to 4294967295, or any other text';
  return option<number | string | undefined>('--seed <seed>', description, fallback, expected, (text) => {
    if (!/^[+-]?\d+$/.test(text)) return text === '' ? undefined : text;
    const seed = wholeNumber(text);
    return seed !== undefined && seed < 2 ** 32 ? seed : undefined;
  });
}

/** `--dot-precision`: float64 gives NumPy's digits, float32 is faster. */
export function dotPrecisionOption(fallback?: DotPrecision, description = 'how dot products accumulate'): Option {
  return choiceOption<DotPrecision>('--dot-precision <type>', description, ['float64', 'float32'], fallback);
}
