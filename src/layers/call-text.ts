import { isArray } from '../tensor/shape.ts';

const shown = (value: unknown): string => {
  if (isArray(value)) return `[${value.map(shown).join(', ')}]`;
  return typeof value === 'string' ? `'${value}'` : String(value);
};

/** A constructor call: its arguments, then those options that are not what they are by themselves. */
export function callText(
  kind: string,
  args: readonly unknown[],
  options: Readonly<Record<string, readonly [value: unknown, usual: unknown]>>,
): string {
  const given = Object.entries(options).filter(([, [value, usual]]) => shown(value) !== shown(usual));
  const object = given.map(([name, [value]]) => `${name}: ${shown(value)}`).join(', ');
  return `${kind}(${[...args.map(shown), ...(object ? [`{ ${object} }`] : [])].join(', ')})`;
}
