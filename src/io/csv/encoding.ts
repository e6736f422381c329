/**
 * The encodings of tables. All that has a meaning in a CSV text is ASCII, so bytes are parted into cells as they are, and only cells are
 * decoded; UTF-16 and what a person names is turned into UTF-8 first.
 */

import { decodeUtf8 } from '../utf8.ts';

/** Turns bytes, chunk after chunk, into UTF-8; undefined ends them. */
export type Transcoder = (bytes: Uint8Array | undefined) => Uint8Array;

/**
 * How the bytes become UTF-8, or something as good as that.
 *
 * @param head the first bytes
 * @param encoding what a person says it is
 * @returns undefined where the bytes can be read as they are
 */
export function transcoderFor(head: Uint8Array, encoding = utf16Of(head)): (() => Transcoder) | undefined {
  if (encoding === undefined || new TextDecoder(encoding).encoding === 'utf-8') return undefined;
  return () => {
    // A stream, since Node decodes windows-1252 as another encoding in one piece.
    const decoder = new TextDecoder(encoding);
    const encoder = new TextEncoder();
    return (bytes) => encoder.encode(decoder.decode(bytes, { stream: bytes !== undefined }));
  };
}

/** Which UTF-16 bytes begin like: by the byte order mark, or the zeros beside ASCII. */
function utf16Of(head: Uint8Array): string | undefined {
  const [first, second] = head;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  const zeros = [0, 0];
  const length = Math.min(head.length, 1000);
  for (let i = 0; i < length; i++) if (head[i] === 0) zeros[i % 2]!++;
  const many = length / 4;
  if (zeros[1]! > many && zeros[0] === 0) return 'utf-16le';
  return zeros[0]! > many && zeros[1] === 0 ? 'utf-16be' : undefined;
}

/** How many bytes a byte order mark of UTF-8 takes. */
export function markLength(bytes: Uint8Array): number {
  return bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
}

/** A text whose characters are the bytes. */
export function binaryText(bytes: Uint8Array): string {
  const part = 4096;
  let text = '';
  for (let at = 0; at < bytes.length; at += part) text += String.fromCharCode(...bytes.subarray(at, at + part));
  return text;
}

const ASCII = /^[\0-\x7f]*$/;

/** The text that `binaryText` stands for: UTF-8, or windows-1252 where it is not. */
export function textOfBinary(binary: string): string {
  if (ASCII.test(binary)) return binary;
  const bytes = Uint8Array.from(binary, (character) => character.charCodeAt(0));
  return decodeUtf8(bytes) ?? decodeWindows1252(bytes);
}

/** A character for every byte. */
export function decodeWindows1252(bytes: Uint8Array): string {
  return new TextDecoder('windows-1252').decode(bytes, { stream: true });
}
