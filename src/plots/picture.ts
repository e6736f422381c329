import { HEADING, shortened } from './text-width.ts';

/** A picture as SVG: what stands between the tags, and its size in pixels. */
export interface Picture {
  readonly title: string;
  readonly width: number;
  readonly height: number;
  readonly body: string;
}

/** How wide a picture is drawn, in pixels, and its title, where they are not the usual ones. */
export interface Form {
  readonly width?: number;
  readonly title?: string;
}

/** The usual width; what is drawn narrower than this is for columns and telephones. */
export const WIDE = 720;

export const INK = '#374151';
export const GRID = '#e5e7eb';
export const PAPER = '#ffffff';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
// What XML 1.0 has no way to write, halves of characters among it; and what HTML forbids, since terminals obey it.
const UNWRITABLE = /(?![\t\n])[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

/** Any text as it may stand in SVG and HTML, between tags and in attributes. */
export function escapeMarkup(text: string): string {
  return text
    .replaceAll('\r', ' ')
    .replace(UNWRITABLE, '\ufffd')
    .replace(/[&<>"']/g, (mark) => ESCAPES[mark]!);
}

/** A length or place, to a tenth of a pixel. */
export function pixel(value: number): string {
  return String(Math.round(value * 10) / 10);
}

/** Text at a place; further attributes as they stand in SVG. */
export function label(text: string, x: number, y: number, attributes = ''): string {
  return `<text x="${pixel(x)}" y="${pixel(y)}" ${attributes}>${escapeMarkup(text)}</text>`;
}

/** The title of a panel that is so wide. */
export function heading(text: string, width: number): string {
  return label(shortened(text, width - 32, HEADING), 16, 20, 'font-size="14" font-weight="600"');
}

/** A title that tells how many values could not be drawn. */
export function titled(title: string, notFinite: number): string {
  return notFinite === 0 ? title : `${title}, ${notFinite} not finite`;
}

/** Pictures one under another. */
export function stack(title: string, pictures: readonly Picture[]): Picture {
  let height = 0;
  const parts = pictures.map((picture) => {
    const part = `<g transform="translate(0 ${height})">\n${picture.body}\n</g>`;
    height += picture.height;
    return part;
  });
  return { title, width: Math.max(...pictures.map(({ width }) => width)), height, body: parts.join('\n') };
}

/** A whole SVG file, which a page may hold too; classes of CSS let a page give it other colours. */
export function svgOf({ title, width, height, body }: Picture): string {
  const name = escapeMarkup(title);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-label="${name}" font-family="system-ui, 'DejaVu Sans', sans-serif" font-size="12" fill="${INK}" class="nnfs-plot">`,
    `<title>${name}</title>`,
    `<rect class="paper" width="100%" height="100%" fill="${PAPER}"/>`,
    body,
    '</svg>\n',
  ].join('\n');
}
