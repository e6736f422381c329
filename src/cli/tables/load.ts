import { readTableFrom, checkReadOptions, type ReadTableOptions } from '../../datasets/tables/read-table.ts';
import type { Table } from '../../datasets/tables/table.ts';
import { ValueError } from '../../errors.ts';
import { sourceOf, type ByteSource } from '../../io/byte-source.ts';
import type { CsvReading } from '../../io/csv/options.ts';
import { fileSource } from '../../io/node-chunks.ts';
import { checkTablePath } from '../data/source.ts';
import { showProgress } from '../terminal/progress-bar.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { WrongCall } from '../wrong-call.ts';
import { onFile } from './in-flags.ts';

/** The path that stands for standard input. */
export const STDIN = '-';

/** Files of so many bytes are read with a progress bar. */
const LARGE = 50_000_000;

/** What errors and notices call a file. */
export function nameOfFile(path: string): string {
  return path === STDIN ? 'standard input' : path;
}

/**
 * Reads a table from a file, or from standard input for `-`: CSV, JSON, JSON lines, packed by gzip or not.
 *
 * @param where the option that names the file
 * @throws NnfsError naming the file, WrongCall for a word that is no path and options that contradict each other
 */
export async function loadTable(
  where: string,
  path: string,
  options: ReadTableOptions,
  terminal: Terminal,
): Promise<Table> {
  return readFrom(await sourceFor(where, path, options, terminal), path, options, terminal);
}

/** Where the bytes of a file are. @throws NnfsError, WrongCall as `loadTable` */
export async function sourceFor(
  where: string,
  path: string,
  options: ReadTableOptions,
  { streams }: Terminal,
): Promise<ByteSource> {
  checkTablePath(where, path);
  try {
    checkReadOptions(where, options);
  } catch (error) {
    throw error instanceof ValueError ? new WrongCall(where, error.expected, error.received) : error;
  }
  return path === STDIN ? sourceOf(where, streams.stdin ?? process.stdin, '') : fileSource(where, path);
}

/** Reads a table from what `sourceFor` gave. */
export async function readFrom(
  source: ByteSource,
  path: string,
  options: ReadTableOptions & CsvReading,
  { streams }: Terminal,
): Promise<Table> {
  const name = nameOfFile(path);
  const { size = 0 } = source;
  const bar = size > LARGE ? await showProgress(streams.stderr, { unit: 'MB', total: inMegabytes(size) }) : undefined;
  const onProgress = (done: number): void => bar?.moveTo(inMegabytes(done));
  try {
    return await onFile(name, () => readTableFrom(source, { ...options, name, ...(bar && { onProgress }) }));
  } finally {
    bar?.stop();
  }
}

function inMegabytes(bytes: number): number {
  return bytes / 1e6;
}
