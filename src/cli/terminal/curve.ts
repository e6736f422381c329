/** A small curve in the terminal. */
import { blue, plot, reset, yellow } from 'asciichart';
import { powerOf } from '../../plots/axis.ts';

export interface Curves {
  readonly training: readonly number[];
  readonly validation: readonly number[];
}

const HEIGHT = 8;
/** Characters for the values on the left. */
const LABEL = 10;
/** In fewer columns nothing can be seen. */
const NARROWEST = 32;
const WIDEST = 100;
/** What the library draws lines with, and the same dotted, which tells both curves apart without colours. */
const DOTTED = ['┼', '┤', '╶', '╴', '┄', '╰', '╭', '╮', '╯', '┊'] as const;

/**
 * The lines of a curve of the loss; none where there is nothing to draw, or no room. What is not finite is left out.
 *
 * @param columns how wide the terminal is
 */
export function curveLines({ training, validation }: Curves, columns: number, colors: boolean): string[] {
  const width = Math.min(WIDEST, columns - 1) - LABEL - 2;
  const [own, others] = [training, validation].map((values) => resampled(values.filter(Number.isFinite), width)) as [number[], number[]]; // prettier-ignore
  if (columns < NARROWEST || own.length < 2) return [];
  const low = Math.min(...own, ...others);
  const span = Math.max(...own, ...others) - low || Math.abs(low) || 1;
  if (!Number.isFinite(span)) return [];
  // The library divides by the span, which may be too small or too large for that: it gets numbers from 0 to HEIGHT.
  const draw = (values: readonly number[], symbols?: typeof DOTTED): string[] =>
    plot([values.map((value) => ((value - low) / span) * HEIGHT)], {
      ...{ min: 0, max: HEIGHT, height: HEIGHT, offset: 2 },
      format: (at) => labelOf(low + (at / HEIGHT) * span, span / HEIGHT),
      ...(symbols && { symbols: [...symbols] }),
    }).split('\n');
  const ink = (text: string, color: string): string => (colors ? color + text + reset : text);
  const [first, second] = [draw(own), others.length < 2 ? [] : draw(others, DOTTED)];
  const legend = second.length === 0 ? '' : `  ${ink('┄ validation', yellow)}`;
  return [
    `loss  ${ink('─ training', blue)}${legend}`,
    ...first.map((line, i) => line.slice(0, LABEL + 1) + over(line, second[i] ?? '', ink)),
  ];
}

/** One curve over the other, without what stands on their left. */
function over(front: string, back: string, ink: (text: string, color: string) => string): string {
  const [above, below] = [front, back].map((line) => Array.from(line).slice(LABEL + 1)) as [string[], string[]];
  const marks = Array.from({ length: Math.max(above.length, below.length) }, (_, i) => {
    const [mark = ' ', behind = ' '] = [above[i], below[i]];
    if (mark !== ' ') return ink(mark, blue);
    return behind === ' ' ? ' ' : ink(behind, yellow);
  });
  return marks.join('').trimEnd();
}

/** Values at as many places as there are columns. */
function resampled(values: readonly number[], width: number): number[] {
  if (values.length <= width) return [...values];
  return Array.from({ length: width }, (_, i) => values[Math.round((i * (values.length - 1)) / (width - 1))]!);
}

/** A number with three digits or those that tell it from the next, a step away; fewer where there is no room. */
function labelOf(value: number, step: number): string {
  const needed = value === 0 ? 1 : 1 + powerOf(Math.abs(value)) - powerOf(step);
  const texts = Array.from({ length: LABEL }, (_, i) => String(Number(value.toPrecision(LABEL - i))));
  const from = LABEL - Math.min(LABEL, Math.max(3, needed));
  return `${texts.slice(from).find((text) => text.length < LABEL)!} `.padStart(LABEL);
}
