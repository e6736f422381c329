import { FormatError, ValueError, describe } from '../../../errors.ts';
import type { ColumnType, CsvOptions } from '../options.ts';
import type { CsvRecord } from './records.ts';

/** The name of each column, '' for none; as many as rows have cells. */
export function columnNames(
  name: string,
  first: readonly string[],
  body: readonly CsvRecord[],
  header: boolean | readonly string[],
): { names: string[]; notices: string[] } {
  const notices: string[] = [];
  const atEnd = (width: number): boolean => body.every(({ cells }) => (cells[width] ?? '') === '');
  if (header !== true) {
    const width = first.length > 1 && atEnd(first.length - 1) ? first.length - 1 : first.length;
    if (header === false) return { names: new Array<string>(width).fill(''), notices };
    if (header.length === width || header.length === first.length) return { names: [...header], notices };
    throw new FormatError(name, `${header.length} cells in a row, as header has names`, `${width}`);
  }
  const names = [...first];
  const width = names.length;
  if (body.length > 0 && body.every(({ cells }) => cells.length === width + 1) && !atEnd(width)) {
    names.unshift(''); // as R writes the names of rows
  } else if (width > 1 && names[width - 1] === '' && atEnd(width - 1)) {
    names.pop(); // each line ends in a delimiter
  }
  const seen = new Set<string>();
  const again = names.find((each) => each !== '' && (seen.has(each) || !seen.add(each)));
  if (again !== undefined) notices.push(`more than one column is called ${describe(again)}: the others got a number`);
  return { names, notices };
}

/** Names of their own for all columns: one that has none is called by its position, one that comes again gets a number. */
export function distinctNames(names: readonly string[]): string[] {
  const given = new Set(names);
  const taken = new Set<string>();
  const counts = new Map<string, number>();
  return names.map((original, i) => {
    let name = original === '' ? `column_${i + 1}` : original;
    const base = name;
    while (taken.has(name) || (name !== original && given.has(name))) {
      const count = (counts.get(base) ?? 1) + 1;
      counts.set(base, count);
      name = `${base}_${count}`;
    }
    taken.add(name);
    return name;
  });
}

/** What a person says that columns are. @throws ValueError for a name that no column has */
export function typesByName(
  types: CsvOptions['types'] = {},
  names: readonly string[],
): ReadonlyMap<string, ColumnType> {
  const known = new Set(names);
  if (typeof types === 'function') {
    return new Map(
      names.flatMap((name): [string, ColumnType][] => {
        const type = types(name);
        return type === undefined ? [] : [[name, type]];
      }),
    );
  }
  for (const name of Object.keys(types)) {
    if (known.has(name)) continue;
    throw new ValueError('types', `names of columns: ${[...known].slice(0, 8).join(', ')}`, describe(name));
  }
  return new Map(Object.entries(types));
}
