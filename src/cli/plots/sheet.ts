/** A report as one picture. */
import { GRID, PAPER, label, pixel, type Picture } from '../../plots/picture.ts';
import { COLUMN } from './judgement.ts';
import type { Report } from './report.ts';

const GAP = 16;
/** Characters in a line of small text, as wide as the sheet. */
const LINE = 142;

export function sheetOf({ title, notes, figures, panels, settings, call, versions }: Report): Picture {
  const columns = panels.length > 1 ? 2 : 1;
  const widest = Math.max(COLUMN, ...panels.map(({ width }) => width));
  const width = GAP + columns * (widest + GAP);
  const perLine = Math.floor((LINE * width) / 928);
  const said = [...notes, figures.map(([name, text]) => `${name} ${text}`).join('   ')];
  const head = lines(said, 52, perLine);
  const body = inColumns(panels, head.bottom + 8, widest, columns);
  const told = [settings.map(([name, text]) => `${name} ${text}`).join('   '), call, versions];
  const foot = lines(told, body.bottom + 16, perLine);
  const parts = [
    label(title, GAP, 30, 'font-size="18" font-weight="600"'),
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
function lines(texts: readonly string[], top: number, perLine: number): Placed {
  const broken = texts.filter(Boolean).flatMap((text) => wrapped(text, perLine));
  const parts = broken.map((line, i) => label(line, GAP, top + 17 * i, 'xml:space="preserve"'));
  return { parts, bottom: top + 17 * broken.length };
}

function wrapped(text: string, most: number): string[] {
  const found: string[] = [];
  let rest = Array.from(text);
  while (rest.length > most) {
    const space = rest.slice(0, most).lastIndexOf(' ');
    const end = space > most / 2 ? space : most;
    found.push(rest.slice(0, end).join(''));
    rest = rest.slice(space > most / 2 ? end + 1 : end);
  }
  return [...found, rest.join('')];
}
