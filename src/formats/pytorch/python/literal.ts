/** Values as Python writes them. Texts are not among them: what people wrote goes into JSON files, never into code. */

/** A finite number. */
export function number(value: number): string {
  return Object.is(value, -0) ? '-0.0' : String(value);
}

/** A tuple; what is the same for all axes is one number. */
export function sizes(values: readonly number[]): string {
  return values.every((value) => value === values[0]) ? number(values[0]!) : tuple(values);
}

export function tuple(values: readonly number[]): string {
  return values.length === 1 ? `(${number(values[0]!)},)` : `(${values.map(number).join(', ')})`;
}

export const flag = (value: boolean): string => (value ? 'True' : 'False');

/** The arguments of a call: those in order, and named ones unless they are what PyTorch has anyway. */
export function call(
  name: string,
  positional: readonly string[],
  named: Readonly<Record<string, readonly [value: string, usual?: string]>> = {},
): string {
  const given = Object.entries(named).flatMap(([key, [value, usual]]) => (value === usual ? [] : [`${key}=${value}`]));
  return `${name}(${[...positional, ...given].join(', ')})`;
}
