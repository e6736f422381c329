/** What a terminal obeys, line ends aside: control characters, other separators of lines, and what turns the direction of writing. */
const CONTROLS = /(?!\n)[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** A text in which control characters are shown, not obeyed: `\u001b` for an escape. JSON still says the same. */
export function escapeControls(text: string): string {
  return text.replace(CONTROLS, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
