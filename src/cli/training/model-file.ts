/** Model files as `nnfs train` writes them: beside the model, in metadata of its own, how it was trained. */
import { FormatError } from '../../errors.ts';
import { JsonValue, parseJson } from '../../io/json.ts';
import { readFile, writeFileAtomically } from '../../io/node-file.ts';
import { decodeSafetensors, encodeSafetensors } from '../../io/safetensors.ts';
import type { TrainedModel } from '../../model/callbacks.ts';
import { Model } from '../../model/model.ts';

/** How a model was trained. */
export interface TrainingRecord {
  /** The options that make an equal run, as words of a call. */
  readonly options: readonly string[];
  /** The columns of a CSV file that are inputs, in order, and the one to predict. */
  readonly features?: readonly string[] | undefined;
  readonly target?: string | undefined;
}

const KEY = 'nnfs.train';

/** Writes a model with all that training needs to go on; the old or the new file is there whole, whatever happens. */
export function writeModelFile(path: string, model: TrainedModel, record: TrainingRecord): void {
  const { tensors, metadata } = decodeSafetensors(model.toBytes({ training: true }));
  const bytes = encodeSafetensors(tensors, new Map([...metadata, [KEY, JSON.stringify(record)]]));
  writeFileAtomically('--save', path, bytes);
}

/**
 * Reads a model; the record is undefined where another program wrote the file.
 *
 * @param where the option or argument that names the file
 * @throws FormatError, naming the path, for a file that is no model
 */
export function readModelFile(where: string, path: string): { model: Model; record: TrainingRecord | undefined } {
  const bytes = readFile(where, path);
  try {
    const model = Model.fromBytes(bytes);
    const text = decodeSafetensors(bytes).metadata.get(KEY);
    return { model, record: text === undefined ? undefined : readRecord(text) };
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(`${path}: ${error.where}`, error.expected, error.received, error.hint);
  }
}

function readRecord(text: string): TrainingRecord {
  const json = new JsonValue(KEY, 'metadata', parseJson(KEY, text));
  const words = (name: string): string[] =>
    json
      .member(name)
      .items()
      .map((word) => word.string());
  return {
    options: words('options'),
    ...(json.member('features').present && { features: words('features') }),
    ...(json.member('target').present && { target: json.member('target').string() }),
  };
}
