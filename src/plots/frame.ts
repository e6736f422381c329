import type { Axis, Tick } from './axis.ts';
import { GRID, heading, label, pixel } from './picture.ts';
import { widthOf } from './text-width.ts';

/** Room around what a panel draws. */
export const MARGIN = { top: 34, right: 20, bottom: 42, left: 64 };
/** Pixels between numbers and what they stand beside, between two of them, and of the line of letters left of them. */
const [GAP, APART, LINE] = [8, 10, 20];

export interface FrameTexts {
  readonly title: string;
  /** How wide the title may be. @default as wide as the axis */
  readonly room?: number;
  readonly x: string;
  readonly y?: string;
}

/** Where an axis across begins, so that the numbers of the one upwards have room, and a name beside them. */
export function leftOf({ ticks }: Axis, named = false): number {
  return Math.max(MARGIN.left, Math.ceil(GAP + widest(ticks) + (named ? LINE : 0)) + 4);
}

/** The lines and numbers of two axes, and what is written around them. */
export function frame(x: Axis, y: Axis, texts: FrameTexts): string {
  const rows = y.ticks.map(({ value, text }) => {
    const at = y.at(value);
    return (
      `<line x1="${pixel(x.from)}" x2="${pixel(x.to)}" y1="${pixel(at)}" y2="${pixel(at)}" class="grid" stroke="${GRID}"/>` +
      label(text, x.from - GAP, at, 'dy="0.35em" text-anchor="end"')
    );
  });
  const columns = readable(x).map(({ value, text }) => {
    const half = widthOf(text) / 2;
    const at = Math.min(Math.max(x.at(value), half), x.to + MARGIN.right - 4 - half); // inside the picture
    return label(text, at, y.from + 16, 'text-anchor="middle"');
  });
  const middle = (y.from + y.to) / 2;
  const turned = `text-anchor="middle" transform="rotate(-90 14 ${pixel(middle)})"`;
  return [
    heading(texts.title, texts.room ?? x.to),
    ...rows,
    ...columns,
    label(texts.x, (x.from + x.to) / 2, y.from + 34, 'text-anchor="middle"'),
    ...(texts.y === undefined ? [] : [label(texts.y, 14, middle, turned)]),
  ].join('\n');
}

/** Of the ticks across as many as leave each other room. */
function readable(x: Axis): readonly Tick[] {
  const { ticks } = x;
  const [first, second] = ticks;
  if (first === undefined || second === undefined) return ticks;
  const every = Math.ceil((widest(ticks) + APART) / (x.at(second.value) - x.at(first.value)));
  return ticks.filter((_, i) => i % every === 0);
}

function widest(ticks: readonly Tick[]): number {
  return Math.max(0, ...ticks.map(({ text }) => widthOf(text)));
}
