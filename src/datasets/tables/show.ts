/** Texts in columns, for people. */

/** What a terminal obeys: control characters, line ends, other separators of lines, and what turns the direction of writing. */
const CONTROLS = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A text on one line, in which control characters are shown, not obeyed, and of which only so much is shown. */
export function printable(text: string, most = 32): string {
  const escaped = text.slice(0, 4 * most).replace(CONTROLS, (character) => {
    if (character === '\n') return '\\n';
    return character === '\t' ? '\\t' : `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  });
  const characters = Array.from(escaped);
  return characters.length > most || text.length > 4 * most ? `${characters.slice(0, most - 1).join('')}…` : escaped;
}

/** How many places of a terminal a text takes: two for a wide character, none for a mark on another. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue;
    width += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60]|\p{Emoji_Presentation}/u.test(character) ? 2 : 1; // prettier-ignore
  }
  return width;
}

/** A column of texts: what stands on top and in each row, and on which side it is aligned. */
export interface ShownColumn {
  readonly title: string;
  readonly cells: readonly string[];
  readonly right?: boolean;
}

/** Columns side by side, two spaces between them. */
export function sideBySide(columns: readonly ShownColumn[]): string {
  const padded = columns.map(({ title, cells, right = false }) => {
    const texts = [title, ...cells];
    const width = texts.reduce((most, text) => Math.max(most, widthOf(text)), 0);
    return texts.map((text) => {
      const spaces = ' '.repeat(width - widthOf(text));
      return right ? spaces + text : text + spaces;
    });
  });
  const [first = []] = padded;
  return first.map((_, i) => padded.map((texts) => texts[i]!).join('  ').trimEnd()).join('\n'); // prettier-ignore
}
