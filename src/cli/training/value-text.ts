import { namesText } from '../tables/names.ts';

/** The value of an option as the text of a call; a switch has none. */
export function textOf(value: unknown): string {
  if (typeof value === 'boolean') return value ? 'given' : 'none';
  if (!Array.isArray(value)) return String(value);
  return value.length === 0 ? 'none' : namesText(value.map(String));
}
