import type { Axis } from './axis.ts';
import { GRID, heading, label, pixel } from './picture.ts';

/** Room around what a panel draws. */
export const MARGIN = { top: 34, right: 20, bottom: 42, left: 64 };

export interface FrameTexts {
  readonly title: string;
  /** How wide the title may be. @default as wide as the axis */
  readonly room?: number;
  readonly x: string;
  readonly y?: string;
}

/** The lines and numbers of two axes, and what is written around them. */
export function frame(x: Axis, y: Axis, texts: FrameTexts): string {
  const rows = y.ticks.map(({ value, text }) => {
    const at = y.at(value);
    return (
      `<line x1="${pixel(x.from)}" x2="${pixel(x.to)}" y1="${pixel(at)}" y2="${pixel(at)}" class="grid" stroke="${GRID}"/>` +
      label(text, x.from - 8, at, 'dy="0.35em" text-anchor="end"')
    );
  });
  const columns = x.ticks.map(({ value, text }) => label(text, x.at(value), y.from + 16, 'text-anchor="middle"'));
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
