import { ELEMENT, type VALUE_INFO, type Written } from './proto/schema.ts';

/** A tensor with any number of samples, as files describe it; a length is a number, a name, or left open. */
export function described(
  name: string,
  sample: readonly (number | string | undefined)[],
  elemType: number = ELEMENT.float,
): Written<typeof VALUE_INFO> {
  const dim = ['N', ...sample].map((length) => (typeof length === 'string' ? { param: length } : { value: length }));
  return { name, type: { tensorType: { elemType, shape: { dim } } } };
}
