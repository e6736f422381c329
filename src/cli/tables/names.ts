/** Lists of names on the command line: commas between them; a name that holds a comma or a quote, or nothing, stands in double quotes, as in CSV. */
const NAME = /(?:"((?:[^"]|"")*)"|([^",][^,]*))(,|$)/y;

/** The names of a list; undefined for a text that is none. */
export function readNames(text: string): string[] | undefined {
  const names: string[] = [];
  NAME.lastIndex = 0;
  for (let more = true; more;) {
    const found = NAME.exec(text);
    if (found === null) return undefined;
    const [, quoted, plain = '', comma] = found;
    names.push(quoted === undefined ? plain.trim() : quoted.replaceAll('""', '"'));
    more = comma === ',';
  }
  return names;
}

/** The text that `readNames` reads as these names. */
export function namesText(names: readonly string[]): string {
  return names.map((name) => (/[",]|^\s|\s$|^$/.test(name) ? `"${name.replaceAll('"', '""')}"` : name)).join(',');
}
