/** Small folders of pictures: lines that stand, lie or cross, at places that are counted, not drawn. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { pngFile } from '../io/images/support.ts';
import { folder } from './run.ts';

export const SIDE = 6;

/** A gray picture of bytes, as a PNG file. */
export function grayPng(pixels: readonly number[], width: number): Buffer {
  const height = pixels.length / width;
  const rows = Array.from({ length: height }, (_, y) => [0, ...pixels.slice(y * width, (y + 1) * width)]);
  return pngFile({ width, height }, Buffer.from(rows.flat()));
}

/** A line of class 0, which stands, 1, which lies, or 2, which crosses: at `at`, on a ground that is not quite black. */
export function linePixels(kind: number, at: number, side = SIDE): number[] {
  return Array.from({ length: side * side }, (_, i) => {
    const [y, x] = [Math.floor(i / side), i % side];
    const on = kind === 0 ? x === at % side : kind === 1 ? y === at % side : x === y || x === side - 1 - y;
    return on ? 255 - ((7 * at) % 60) : (11 * (i + at)) % 50;
  });
}

export const linePng = (kind: number, at: number): Buffer => grayPng(linePixels(kind, at), SIDE);

const KINDS = ['stands', 'lies', 'crosses'];

/** Files by their paths; folders are made as they are needed. */
export function folderWith(files: Readonly<Record<string, Uint8Array>>): (name: string) => string {
  const at = folder();
  for (const [name, bytes] of Object.entries(files)) {
    mkdirSync(dirname(at(name)), { recursive: true });
    writeFileSync(at(name), bytes);
  }
  return at;
}

/** So many pictures of each class, in a folder for each. */
export function lines(count: number, under = '', first = 0): Record<string, Uint8Array> {
  return Object.fromEntries(
    KINDS.flatMap((name, kind) =>
      Array.from({ length: count }, (_, n) => [`${under}${name}/${n}.png`, linePng(kind, first + n)]),
    ),
  );
}
