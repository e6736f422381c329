/** Options that several commands share, and how their texts are read. */
import { Option } from 'commander';
import { ValueError, describe } from '../errors.ts';
import type { DotPrecision } from '../tensor/kernels/index.ts';

/** A call that cannot be meant: exit code 2, where work that failed has 1. */
export class WrongCall extends ValueError {}

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

/** An option that counts something: decimal digits only, `least` or more. */
export function countOption(flags: string, description: string, fallback: number, least = 1): Option {
  return option(flags, description, fallback, `a whole number, ${least} or more`, (text) => {
    const count = wholeNumber(text);
    return count !== undefined && count >= least ? count : undefined;
  });
}

/** An option that takes one of a few words, which the help lists. */
export function choiceOption<T extends string>(
  flags: string,
  description: string,
  fallback: T,
  choices: readonly T[],
): Option {
  const expected = choices.join(', ').replace(/, (?!.*, )/, ' or ');
  const result = option(flags, description, fallback, expected, (text) => choices.find((choice) => choice === text));
  result.argChoices = [...choices];
  return result;
}

/** `--seed`: a whole number starts NumPy's stream, any other text a stream of its own. */
export function seedOption(): Option {
  const expected = 'a whole number from 0 to 4294967295, or any other text';
  return option<number | string>(
    '--seed <seed>',
    'where the random stream starts: a number or any text',
    0,
    expected,
    (text) => {
      if (!/^[+-]?\d+$/.test(text)) return text === '' ? undefined : text;
      const seed = wholeNumber(text);
      return seed !== undefined && seed < 2 ** 32 ? seed : undefined;
    },
  );
}

/** `--dot-precision`: float64 gives NumPy's digits, float32 is faster. */
export function dotPrecisionOption(fallback: DotPrecision): Option {
  const description = 'how dot products accumulate';
  return choiceOption<DotPrecision>('--dot-precision <type>', description, fallback, ['float64', 'float32']);
}

function wholeNumber(text: string): number | undefined {
  const value = /^\d+$/.test(text) ? Number(text) : NaN;
  return Number.isSafeInteger(value) ? value : undefined;
}
