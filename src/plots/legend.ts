/** What the colours of a map mean, mark by mark. */
import { MARGIN } from './frame.ts';
import { label } from './picture.ts';
import { edged } from './points.ts';
import type { Explained } from './surface.ts';
import { shortened, widthOf } from './text-width.ts';

interface Legend {
  readonly parts: readonly string[];
  readonly bottom: number;
}

/** Where a legend may be, in pixels. */
interface Place {
  readonly left: number;
  readonly right: number;
}

/** From a mark to its words, and from them to the next mark. */
const [MARK, NEXT] = [12, 18];
/** The widest that words below a picture may be. */
const WORDS = 126;

export function legendBeside(legend: readonly Explained[], { left, right }: Place): Legend {
  const top = MARGIN.top;
  return {
    parts: legend.map((entry, k) => explained(entry, left, top + 12 + 20 * k, right - left - MARK)),
    bottom: top + 20 * legend.length,
  };
}

/** In rows, as far as the picture is wide. */
export function legendBelow(legend: readonly Explained[], top: number, { left, right }: Place): Legend {
  let [x, y] = [left, top + 6];
  const parts = legend.map((entry) => {
    const needed = MARK + Math.min(WORDS, widthOf(entry.text));
    if (x > left && x + needed > right) [x, y] = [left, y + 20];
    const part = explained(entry, x, y, WORDS);
    x += needed + NEXT;
    return part;
  });
  return { parts, bottom: y + 18 };
}

function explained({ text, mark }: Explained, x: number, y: number, room: number): string {
  return (mark ? edged(mark(x, y)) : '') + label(shortened(text, room), x + MARK, y, 'dy="0.35em"');
}
