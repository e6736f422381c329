import { isChanged } from './csv/quantity.ts';

/** What may be a whole number that float64 changes; more rarely, a part of a text in quotes. */
const MANY_DIGITS = /(?:^|[\s:[,-])\d{16,}(?![\d.eE])/;

/** A text in quotes, which is passed over, or a number. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g;

/**
 * What a text in JSON says, with whole numbers that float64 would change as texts of their digits: 9007199254740993, which becomes ...992,
 * names something rather than measures it.
 *
 * @throws SyntaxError as `JSON.parse`
 */
export function parseKeepingDigits(text: string): unknown {
  const plain: unknown = JSON.parse(text); // what is wrong is told of the text as it is
  if (!MANY_DIGITS.test(text)) return plain;
  return JSON.parse(text.replace(TOKEN, (token) => (isChanged(token) ? `"${token}"` : token)));
}
