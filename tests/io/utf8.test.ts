/** UTF-8 without the engine's coders gives what they give. */
import { afterEach, expect, test, vi } from 'vitest';
import { decodeUtf8, encodeUtf8 } from '../../src/io/utf8.ts';

afterEach(() => void vi.unstubAllGlobals());

/** The same call with the engine's coders and without. */
function both<T>(call: () => T): [T, T] {
  const own = call();
  vi.stubGlobal('TextEncoder', undefined);
  vi.stubGlobal('TextDecoder', undefined);
  return [own, call()];
}

test.each(['', 'a,b\n', '\ufeffé ß € \u{1f600} %41', '\ud800', 'a\udc00b', '\udc00\ud800'])('%j', (text) => {
  const [own, plain] = both(() => [...encodeUtf8(text)]);
  expect(plain).toEqual(own);
  vi.unstubAllGlobals();
  const read = new TextDecoder('utf-8', { ignoreBOM: true }).decode(Uint8Array.from(own));
  expect(decodeUtf8(Uint8Array.from(own))).toBe(read);
});

test.each([
  ['a byte order mark', [0xef, 0xbb, 0xbf, 0x41], '\ufeffA'],
  ['a cut character', [0xe2, 0x82], undefined],
  ['an overlong one', [0xc0, 0xaf], undefined],
  ['half a pair', [0xed, 0xa0, 0x80], undefined],
  ['above the last one', [0xf4, 0x90, 0x80, 0x80], undefined],
  ['windows-1252', [0xe9, 0x20], undefined],
])('%s', (_, bytes, text) => {
  expect(both(() => decodeUtf8(Uint8Array.from(bytes)))).toEqual([text, text]);
});
