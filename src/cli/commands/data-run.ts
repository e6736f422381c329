import { TableEncoder } from '../../datasets/tables/encoder/encoder.ts';
import type { Table } from '../../datasets/tables/table.ts';
import { FormatError } from '../../errors.ts';
import { inFlags, onFile } from '../tables/in-flags.ts';
import { loadTable, nameOfFile } from '../tables/load.ts';
import { told } from '../tables/notices.ts';
import { readingOf, type ReadingFlags } from '../tables/reading.ts';
import { assumption, lastColumn } from '../tables/target.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** What training would make of a table. */
interface Prospect {
  readonly encoder?: TableEncoder;
  /** Why it cannot be learnt. */
  readonly obstacle?: string;
}

/** Prints the columns of a table, what was found out about the file, and what an encoder would do with them. */
export async function showTable(
  path: string,
  options: ReadingFlags & { readonly target?: string },
  json: boolean,
  terminal: Terminal,
): Promise<void> {
  const table = await loadTable('FILE', path, readingOf(options), terminal);
  const target = options.target ?? lastColumn(table);
  await onFile(nameOfFile(path), () => table.column(target)); // a name that a person gives is there, or it is an error
  const prospect = await prospectOf(nameOfFile(path), table, target, options.missing);
  const { encoder, obstacle } = prospect;
  if (json) {
    terminal.print(JSON.stringify({ ...describe(table), ...learning(table, target, prospect) }));
    return;
  }
  const notices = encoder?.notices ?? [`target: ${target}`, `training would fail: ${obstacle!}`];
  const assumed = options.target === undefined ? [assumption(target)] : [];
  terminal.print([table.describe(), '', ...told(table.notices), ...assumed, ...told(notices)].join('\n'));
}

async function prospectOf(
  name: string,
  table: Table,
  target: string,
  missing: readonly string[] | undefined,
): Promise<Prospect> {
  try {
    return { encoder: await onFile(name, () => new TableEncoder({ target, missing }).fit(table)) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    return { obstacle: error.message };
  }
}

function describe({ rows, columns, notices }: Table) {
  const described = columns.map((column) => {
    const { name, type, missing, distinct } = column;
    return { name, type, missing, distinct, range: column.range() };
  });
  return { rows, columns: described, notices: notices.map(inFlags) };
}

function learning(table: Table, target: string, { encoder, obstacle }: Prospect) {
  const used = new Set(encoder?.inputs.map(({ column }) => column));
  return {
    target,
    task: encoder?.target?.task,
    features: table.names.filter((name) => used.has(name)),
    inputs: encoder?.names,
    training: encoder?.notices.map(inFlags),
    obstacle,
  };
}
