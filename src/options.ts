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
 * What an option takes. A layer, loss, metric or optimizer declares its options once, as `static readonly options` of its class; the
 * constructor, files and the command line read that declaration.
 */
export interface OptionRule<T> {
  /** What it is where it is left out. */
  readonly fallback: T;
  /** What it must be, to follow its name in an error: `above 0`. */
  readonly expected: string;
  readonly holds: (value: unknown) => boolean;
  /** Whether it is an argument of its own, before the object of options. Arguments are taken in the order of their declaration. */
  readonly positional?: true;
  /** What is no JSON and stays out of files: a random stream; or how a parameter starts, and the name of that parameter. */
  readonly transient?: { readonly stream: true } | { readonly startOf: string };
}

/** The options of a class, by their names. */
export type OptionRules = Readonly<Record<string, OptionRule<unknown>>>;

/** The values of declared options. */
export type OptionValues<R> = { readonly [name in keyof R]: R[name] extends OptionRule<infer T> ? T : never };

/** A finite number in a range. */
export const number =
  (expected: string, holds: (value: number) => boolean) =>
  (fallback: number): OptionRule<number> => ({
    fallback,
    expected,
    holds: (value) => typeof value === 'number' && Number.isFinite(value) && holds(value),
  });

export const above0 = /* @__PURE__ */ number('above 0', (value) => value > 0);
export const from0 = /* @__PURE__ */ number('of 0 or more', (value) => value >= 0);
/** A part of 1 that is kept, or left out. */
export const share = /* @__PURE__ */ number('from 0 to below 1', (value) => value >= 0 && value < 1);
export const finite = /* @__PURE__ */ number('to be a finite number', () => true);

/** A number of samples, classes, epochs. */
export const count = /* @__PURE__ */ number(
  'to be a whole number, 1 or more',
  (value) => Number.isSafeInteger(value) && value > 0,
);

/** Below 1, and above 0: what is to make something smaller, or to leave some on both sides. */
export const part = /* @__PURE__ */ number('above 0 and below 1', (value) => value > 0 && value < 1);

export const flag = (fallback: boolean): OptionRule<boolean> => ({
  fallback,
  expected: 'to be true or false',
  holds: (value) => typeof value === 'boolean',
});

/** One of a few words. */
export const choice = <const T extends string>(words: readonly T[], fallback: T): OptionRule<T> => ({
  fallback,
  expected: `to be one of ${words.join(', ')}`,
  holds: (value) => words.some((word) => word === value),
});

/** The options of both. A call, since bundlers drop a call marked as pure that nobody needs, but never a spread. */
export const join = <A extends OptionRules, B extends OptionRules>(first: A, second: B): A & B => ({
  ...first,
  ...second,
});

export const callable = <T extends (...args: never[]) => unknown>(fallback?: T): OptionRule<T> => ({
  fallback: fallback!,
  expected: 'to be a function',
  holds: (value) => typeof value === 'function',
});

/** What whoever reads it checks. */
export const any = <T>(fallback: T): OptionRule<T> => ({ fallback, expected: '', holds: () => true });

/** The same option, which may be left out. */
export const optional = <T>(rule: OptionRule<T>): OptionRule<T | undefined> => ({
  ...rule,
  fallback: undefined,
  holds: (value) => value === undefined || rule.holds(value),
});

/** The same option as an argument of its own, which has no default. */
export const argument = <T>(rule: OptionRule<T>): OptionRule<T> => ({ ...rule, positional: true });

/** How many neurons, channels, words: an argument. */
export const size = /* @__PURE__ */ argument(/* @__PURE__ */ count(NaN));

/** @throws ValueError unless it is a whole number, 1 or more */
export function checkCount(where: string, name: string, value: unknown): void {
  if (!size.holds(value)) throw new ValueError(where, `${name} ${size.expected}`, describe(value));
}

/**
 * Options as declared, with their defaults.
 *
 * @param given what the constructor was called with: its positional arguments, then the object of options
 * @throws ValueError for a name that is not declared, and for a value that its rule does not take
 */
export function readOptions<R extends OptionRules>(
  where: string,
  given: readonly unknown[],
  rules: R,
): OptionValues<R> {
  const names = Object.keys(rules);
  const named = names.filter((name) => !rules[name]!.positional);
  const { [names.length - named.length]: options = {} } = given;
  checkOptions(where, options, named);
  const values: Record<string, unknown> = {};
  let at = 0;
  for (const name of names) {
    const { fallback, expected, holds, positional } = rules[name]!;
    const value = positional ? given[at++] : (options as Record<string, unknown>)[name];
    values[name] = value === undefined ? fallback : value;
    if (!holds(values[name])) throw new ValueError(where, `${name} ${expected}`, describe(value));
  }
  return values as OptionValues<R>;
}

/** The options that make an equal thing, as JSON: those that its class declares, as its fields of the same names hold them. */
export function declaredConfig(thing: object): Record<string, unknown> {
  const { options = {} } = thing.constructor as { readonly options?: OptionRules };
  const fields = thing as Record<string, unknown>;
  const kept = Object.keys(options).filter((name) => !options[name]!.transient && fields[name] !== undefined);
  return Object.fromEntries(kept.map((name) => [name, fields[name]]));
}

/** The kind of what says none. */
export const UNNAMED = 'unnamed';

/** The name that the class of a thing gives to its kind. */
export function kindOf(thing: object): string {
  return (thing.constructor as { readonly kind?: string }).kind ?? UNNAMED;
}
