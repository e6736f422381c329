/** The rows of a table in two parts, ready for a network. */
import { NnfsError, ValueError } from '../errors.ts';
import { TableEncoder } from '../datasets/tables/encoder/encoder.ts';
import { textsOf } from '../datasets/tables/encoder/cells.ts';
import type { EncoderOptions } from '../datasets/tables/encoder/options.ts';
import { taskOf } from '../datasets/tables/encoder/target.ts';
import type { Column } from '../datasets/tables/column.ts';
import { groupByLabel, splitIndices } from '../datasets/split-indices.ts';
import { Table } from '../datasets/tables/table.ts';
import type { RandomState } from '../random/random-state.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** Rows of a table that have a target, and what a network makes of those whose class it knows. */
export interface EncodedRows {
  readonly table: Table;
  /** [N, I] */
  readonly X: Tensor<'float32'>;
  /** Class indices [N], or standardized numbers [N, 1]. */
  readonly y: Tensor;
}

/** What a model learns from, and what it is judged by. */
export interface TableData {
  readonly encoder: TableEncoder;
  readonly training: EncodedRows;
  readonly validation?: EncodedRows | undefined;
}

/**
 * Splits rows off for validation, where a share of them is wanted, and encodes both parts as the training rows say.
 *
 * @param validation a share of the rows, or other rows
 * @param fitted an encoder that has learnt from these rows before
 * @throws ValueError for a share that leaves a part empty, and what `TableEncoder` refuses
 */
export function encodeTable(
  table: Table,
  options: EncoderOptions,
  validation: number | Table | undefined,
  random: RandomState,
  fitted?: TableEncoder,
): TableData {
  const encoder = fitted ?? new TableEncoder(options);
  const [training, heldBack] = partsOf(encoder, table, validation, random, options);
  if (fitted === undefined) encoder.fit(training);
  const encode = (rows: Table, known = rows): EncodedRows => {
    return { table: rows, X: encoder.transformInputs(known), y: encoder.transformTarget(known) };
  };
  const learnt = encode(encoder.labeled(training));
  if (heldBack === undefined) return { encoder, training: learnt };
  const rows = encoder.labeled(heldBack);
  return { encoder, training: learnt, validation: encode(rows, encoder.known(rows)) };
}

function partsOf(
  encoder: TableEncoder,
  table: Table,
  validation: number | Table | undefined,
  random: RandomState,
  { target, task }: EncoderOptions,
): [training: Table, validation?: Table] {
  if (validation === undefined) return [table];
  if (validation instanceof Table) return [table, validation];
  const rows = encoder.labeled(table);
  const column = rows.column(target!);
  const byClass = (task ?? taskOf(column)) === 'classification';
  // Classes of one row cannot be in both parts: they are learnt.
  const groups = byClass ? [...groupByLabel('validation', labelsOf(column), rows.rows).values()] : undefined;
  const alone = new Set(groups?.flatMap((group) => (group.length === 1 ? group : [])));
  const many = Array.from({ length: rows.rows }, (_, row) => row).filter((row) => !alone.has(row));
  try {
    const labels = groups && labelsOf(column).filter((_, row) => !alone.has(row));
    const { train, test } = splitIndices('validation', many.length, validation, random, labels && groupByLabel('validation', labels, many.length)); // prettier-ignore
    const pick = (places: Tensor): number[] => Array.from(places.data, (place) => many[place]!);
    return [rows.take([...pick(train), ...alone].sort((a, b) => a - b)), rows.take(pick(test).sort((a, b) => a - b))];
  } catch (error) {
    if (!(error instanceof NnfsError)) throw error;
    throw new ValueError('validation', error.expected, error.received, error.hint);
  }
}

function labelsOf(column: Column): Int32Array {
  return Int32Array.from(textsOf(column).codes);
}
