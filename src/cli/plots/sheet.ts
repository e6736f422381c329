/** A report as one picture. */
import { GRID, PAPER, label, pixel, type Picture } from '../../plots/picture.ts';
import { shortened, widthOf } from '../../plots/text-width.ts';
import { COLUMN } from './judgement.ts';
import type { Report } from './report.ts';

const GAP = 16;
/** The size of the title's letters, which are bold, and the longest that a setting may be, in pixels. */
const [TITLE, SETTING] = [18 * 1.1, 1800];

export function sheetOf({ title, notes, figures, panels, settings, call, versions }: Report): Picture {
  const columns = panels.length > 1 ? 2 : 1;
  const widest = Math.max(COLUMN, ...panels.map(({ width }) => width));
  const width = GAP + columns * (widest + GAP);
  const room = width - 2 * GAP;
  const said = [...notes, figures.map(([name, text]) => `${name} ${text}`).join('   ')];
  const head = lines(said, 52, room);
  const body = inColumns(panels, head.bottom + 8, widest, columns);
  const told = [settings.map(([name, text]) => shortened(`${name} ${text}`, SETTING)).join('   '), call, versions];
  const foot = lines(told, body.bottom + 16, room);
  const parts = [
    label(shortened(title, room, TITLE), GAP, 30, 'font-size="18" font-weight="600"'),
    ...head.parts,
    ...body.parts,
    ...foot.parts,
  ];
  return { title, width, height: foot.bottom, body: parts.join('\n') };
}

interface Placed {
  readonly parts: readonly string[];
  readonly bottom: number;
}

/** Each panel in the column that is the shortest so far. */
function inColumns(panels: readonly Picture[], top: number, width: number, columns: number): Placed {
  const bottoms = Array.from({ length: columns }, () => top);
  const parts = panels.map(({ body, height }) => {
    const column = bottoms.indexOf(Math.min(...bottoms));
    const [x, y] = [GAP + column * (width + GAP), bottoms[column]!];
    bottoms[column] = y + height + GAP;
    const card = `<rect width="${width}" height="${pixel(height)}" rx="10" class="paper grid" fill="${PAPER}" stroke="${GRID}"/>`;
    return `<g transform="translate(${x} ${pixel(y)})">\n${card}\n${body}\n</g>`;
  });
  return { parts, bottom: Math.max(...bottoms) };
}

/** Small text, broken between words. */
function lines(texts: readonly string[], top: number, room: number): Placed {
  const broken = texts.filter(Boolean).flatMap((text) => wrapped(text.replace(/\s/g, ' '), room));
  const parts = broken.map((line, i) => label(line, GAP, top + 17 * i, 'xml:space="preserve"'));
  return { parts, bottom: top + 17 * broken.length };
}

function wrapped(text: string, room: number): string[] {
  const found: string[] = [];
  let line = '';
  for (const piece of text.match(/\S+| +/g) ?? []) {
    if (widthOf(line + piece) <= room) line += piece;
    else if (widthOf(piece) <= room) {
      found.push(line.trimEnd());
      line = piece.trimStart();
    } else {
      for (const letter of piece) {
        if (widthOf(line + letter) > room) {
          found.push(line);
          line = '';
        }
        line += letter;
      }
    }
  }
  return [...found, line.trimEnd()].filter(Boolean);
}
