/** The entry `nnfs/node`: what needs files. */
import { FormatError } from './errors.ts';
import { checkReadOptions, readTableFrom, type ReadTableOptions } from './datasets/tables/read-table.ts';
import type { Table } from './datasets/tables/table.ts';
import { fileSource } from './io/node-chunks.ts';
import { pathOf, readFile, writeFileAtomically, type FilePath } from './io/node-file.ts';
import type { TrainedModel } from './model/callbacks/callback.ts';
import { kinds } from './model/files/all-kinds.ts';
import { Model } from './model/model.ts';

export type { FilePath } from './io/node-file.ts';

/**
 * Saves a model as a safetensors file. Killed at any moment, it leaves the old file or the new one, whole. Synchronous, so that a
 * callback can save while training.
 *
 * @param options `training`: also what is needed to train on as if nothing had happened. @default false
 * @throws NnfsError for a path that cannot be written
 */
export function saveModel(
  model: Pick<TrainedModel, 'toBytes'>,
  path: FilePath,
  options: { readonly training?: boolean } = {},
): void {
  writeFileAtomically('saveModel', path, model.toBytes(options));
}

/**
 * Loads a model that `saveModel` saved, of any kinds of the package.
 *
 * @throws NnfsError for a path that cannot be read, FormatError, naming the path, for a file that is no model
 */
export function loadModel(path: FilePath): Model {
  const bytes = readFile('loadModel', path);
  try {
    return Model.fromBytes(bytes, { kinds });
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(`${pathOf(path)}: ${error.where}`, error.expected, error.received, error.hint);
  }
}

/**
 * Loads a table from a file of any size: CSV as `parseCsv` reads it, JSON as `parseJson`; either packed by gzip.
 *
 * @throws NnfsError for a path that cannot be read; FormatError, naming the path, for a file that is no table
 */
export async function loadTable(path: FilePath, options: ReadTableOptions = {}): Promise<Table> {
  checkReadOptions('loadTable', options);
  return readTableFrom(await fileSource('loadTable', path), { name: pathOf(path), ...options });
}
