/** The cells of a table as they stand in its file. */
import { Readable } from 'node:stream';
import type { ColumnType } from '../../datasets/tables/column.ts';
import type { ReadTableOptions } from '../../datasets/tables/read-table.ts';
import type { Table } from '../../datasets/tables/table.ts';
import { readAll, type ByteSource } from '../../io/byte-source.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { nameOfFile, readFrom, sourceFor } from './load.ts';

/** A table, and the same rows as a person wrote them. */
export interface TableWithTexts {
  readonly table: Table;
  /** The text of each cell; a first column that only numbers the rows is there too, under an empty name where it has none. */
  readonly texts: readonly WrittenColumn[];
}

/** One column of a file as it stands there. */
export interface WrittenColumn {
  readonly name: string;
  /** '' where nothing is. */
  readonly at: (row: number) => string;
}

/** Reads a table twice: as `loadTable` does, and as texts. What can be read only once is kept meanwhile. @throws as `loadTable` */
export async function loadWithTexts(
  where: string,
  path: string,
  options: ReadTableOptions,
  terminal: Terminal,
): Promise<TableWithTexts> {
  const source = await kept(await sourceFor(where, path, options, terminal), nameOfFile(path));
  const table = await readFrom(source, path, options, terminal);
  const asText = { ...options, index: false, types: (): ColumnType => 'text', verbatim: true };
  const { columns } = await readFrom(source, path, asText, terminal);
  const numbered = columns.length > table.columns.length;
  const texts = columns.map((column, i) => ({
    name: numbered && i === 0 && column.name === UNNAMED ? '' : column.name,
    at: (row: number) => String(column.at(row) ?? ''),
  }));
  return { table, texts };
}

/** What readers call a first column that has no name. */
const UNNAMED = 'column_1';

/** More bytes than this are not kept. */
const MOST_KEPT = 1_000_000_000;
const CHUNK = 1_048_576;

/** A source that can be read again. @throws FormatError for one that can be read once and is too long to be kept */
async function kept(source: ByteSource, name: string): Promise<ByteSource> {
  if (source.again) return source;
  const bytes = await readAll(name, source, MOST_KEPT, 'A file may be longer.');
  return { ...source, open: () => Readable.from(chunksOf(bytes)), again: true, size: bytes.length };
}

function* chunksOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += CHUNK) yield bytes.subarray(at, at + CHUNK);
}
