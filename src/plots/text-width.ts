/**
 * How wide texts are drawn. A picture names no font that every reader has, so these are the widths of DejaVu Sans, one of the widest:
 * what has room by them has room.
 */

/** The usual size of letters, in pixels, and that of headings; bold ones are wider by a tenth. */
export const LETTERS = 12;
export const HEADING = 14 * 1.1;

/** Letters by their widths, in parts of their size; the first row that has one counts. */
const WIDTHS: readonly (readonly [letters: RegExp, width: number])[] = [
  [/[\p{M}\p{Cf}]/u, 0], // accents, and signs that only say how others are written
  [/[ '",.:;|/\\!()[\]IJijlfrt-]/, 0.4],
  [/[a-z\d_*?{}$]/, 0.64],
  [/[A-Z]/, 0.76],
  [/[\p{Extended_Pictographic}\p{Regional_Indicator}]/u, 1.4],
  [/[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Hangul}\u3000-\u303f\uff00-\uff60]/u, 1],
];
/** Letters wider than others of their row, and those of all other scripts. */
const WIDE = /[mMwW@%]/;
const OTHER = 0.86;

/** The width of a text, in pixels. */
export function widthOf(text: string, size = LETTERS): number {
  let width = 0;
  for (const letter of text) width += widthOfLetter(letter);
  return width * size;
}

function widthOfLetter(letter: string): number {
  return WIDE.test(letter) ? 1 : (WIDTHS.find(([letters]) => letters.test(letter))?.[1] ?? OTHER);
}

/** As much of a text as there is room for, in pixels, with three dots behind it where some is left out. */
export function shortened(text: string, room: number, size = LETTERS): string {
  if (widthOf(text, size) <= room) return text;
  let left = room / size - 1; // the dots are as wide as a Chinese letter
  let kept = '';
  for (const letter of text) {
    left -= widthOfLetter(letter);
    if (left < 0) break;
    kept += letter;
  }
  return `${kept.trimEnd()}…`;
}
