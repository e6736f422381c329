/** Model files as `nnfs train` writes them: in the model's notes, how it was trained. */
import { FormatError } from '../../errors.ts';
import { JsonValue } from '../../io/json.ts';
import { readFile, writeFileAtomically } from '../../io/node-file.ts';
import { kinds } from '../../model/files/all-kinds.ts';
import { Model } from '../../model/model.ts';
import { encoderOf } from '../../recipes/predict-rows.ts';
import { checkMayBeModel, checkNoFolder } from './no-model.ts';

/** How a model was trained. */
export interface TrainingRecord {
  /** The options that make an equal run, as words of a call. */
  readonly options: readonly string[];
  /** What tells the rows or pictures of the run from others, those held back left out. */
  readonly fingerprint?: number | undefined;
  /** The columns of a table that are inputs, in order, and the one to predict. */
  readonly features?: readonly string[] | undefined;
  readonly target?: string | undefined;
}

const KEY = 'train';

/** Writes a model with all that training needs to go on; the old or the new file is there whole, whatever happens. */
export function writeModelFile(path: string, model: Model, record: TrainingRecord): void {
  model.notes = { ...model.notes, [KEY]: record };
  writeFileAtomically('--save', path, model.toBytes({ training: true }));
}

/**
 * Reads a model; the record is undefined where another program wrote the file.
 *
 * @param where the option or argument that names the file
 * @throws FormatError, naming the path, for a file that is no model; WrongCall for a folder
 */
export function readModelFile(where: string, path: string): { model: Model; record: TrainingRecord | undefined } {
  checkNoFolder(where, path);
  const bytes = readFile(where, path);
  checkMayBeModel(path, bytes);
  try {
    const model = Model.fromBytes(bytes, { kinds });
    const { [KEY]: record, encoder } = model.notes;
    if (encoder !== undefined) encoderOf('notes.encoder', model); // what does not fit is told before data is read
    return { model, record: record === undefined ? undefined : readRecord(record) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(`${path}: ${error.where}`, error.expected, error.received, error.hint);
  }
}

function readRecord(record: unknown): TrainingRecord {
  const json = new JsonValue('notes', KEY, record);
  const words = (name: string): string[] =>
    json
      .member(name)
      .items()
      .map((word) => word.string());
  return {
    options: words('options'),
    fingerprint: json.optional('fingerprint', (member) => member.count()),
    ...(json.member('features').present && { features: words('features') }),
    ...(json.member('target').present && { target: json.member('target').string() }),
  };
}
