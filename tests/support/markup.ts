import { expect } from 'vitest';

/** A text that no page, picture or terminal should obey. */
export const HOSTILE = '<script>alert("1")</script>&\u0000\ud800';

/** Throws where a text is no XML of elements that close in order, with quoted attributes, each once, escaped text and sizes that can be. */
export function checkMarkup(svg: string): void {
  const open: string[] = [];
  const tags = /<(\/?)([a-z]+)((?: [\w:-]+="[^"<&]*(?:&(?:amp|lt|gt|quot|#39);[^"<&]*)*")*)(\/?)>|&(?:amp|lt|gt|quot|#39);|[^<&]+|([^])/g; // prettier-ignore
  for (const [, closing, name = '', attributes = '', alone, odd] of svg.matchAll(tags)) {
    if (odd !== undefined) throw new Error(`stray ${odd}`);
    const given = Array.from(attributes.matchAll(/ ([\w:-]+)=/g), ([, attribute]) => attribute);
    if (new Set(given).size < given.length) throw new Error(`an attribute twice: ${name}${attributes}`);
    if (/ (?:width|height|r)="-/.test(attributes)) throw new Error(`a size below 0: ${name}${attributes}`);
    if (name === '' || alone === '/') continue;
    if (closing === '/') expect(open.pop()).toBe(name);
    else open.push(name);
  }
  expect(open).toEqual([]);
  expect(svg).not.toMatch(/NaN|undefined|Infinity|(?![\t\n])\p{Cc}|\p{Cs}|\p{Noncharacter_Code_Point}/u);
}
