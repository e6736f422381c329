/** UTF-8, also where the engine offers no coder for it: test runners that imitate a page leave it out. */

const coders: { readonly TextEncoder?: typeof TextEncoder; readonly TextDecoder?: typeof TextDecoder } = globalThis;

/** The bytes of a text; half a character becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array {
  if (coders.TextEncoder !== undefined) return new coders.TextEncoder().encode(text);
  const escaped = encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, '\ufffd'));
  const binary = escaped.replaceAll(/%(..)/g, (_, digits: string) => String.fromCharCode(parseInt(digits, 16)));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}

/** The text of bytes, a byte order mark included; undefined where they are not UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    if (coders.TextDecoder !== undefined)
      return new coders.TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    return decodeURIComponent(Array.from(bytes, (byte) => `%${byte.toString(16).padStart(2, '0')}`).join(''));
  } catch {
    return undefined;
  }
}
