import { extname } from 'node:path';
import { FormatError, NnfsError, describe } from '../../errors.ts';
import { toOnnx } from '../../formats/onnx/to-onnx.ts';
import { writeFileAtomically } from '../../io/node-file.ts';
import { encodeNpz } from '../../io/npy/npz.ts';
import type { Model } from '../../model/model.ts';
import { listOf } from '../text.ts';
import { checkOutput } from '../output-file.ts';
import { readModelFile } from '../training/model-file.ts';
import { WrongCall } from '../wrong-call.ts';

export interface ExportFlags {
  readonly to: string;
  readonly inputShape?: readonly number[] | undefined;
}

/** By the ending of the file: its bytes. */
const FORMATS: Readonly<Record<string, (model: Model, flags: ExportFlags) => Uint8Array>> = {
  '.onnx': (model, { inputShape }) => toOnnx(model, inputShape && { inputShape }),
  '.npz': (model) => encodeNpz(new Map(model.parameters().map(({ name, tensor }) => [name, tensor]))),
  '.safetensors': (model) => model.toBytes(),
};

/** Writes a model in the format that the name of the file says. @returns what was written, in words */
export function exportModel(path: string, flags: ExportFlags): string {
  const { to, inputShape } = flags;
  const ending = extname(to).toLowerCase();
  const format = FORMATS[ending];
  if (format === undefined)
    throw new WrongCall('--to', `a file that ends in ${listOf(Object.keys(FORMATS))}`, describe(to));
  if (inputShape !== undefined && ending !== '.onnx')
    throw new WrongCall('--input-shape', '--to FILE.onnx', describe(to));
  checkOutput('--to', to, { MODEL: path });
  const { model } = readModelFile('MODEL', path);
  const bytes = inFlags(path, () => format(model, flags));
  writeFileAtomically('--to', to, bytes);
  return `wrote ${to}, ${bytes.length} bytes`;
}

/** What the library has to say against a model names its file, and the options of the call. */
function inFlags<T>(path: string, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof NnfsError)) throw error;
    const { where, expected, received, hint } = error;
    const flagged = hint.replace(/\{ inputShape: \[(.*?)\] \}/, (_, lengths: string) => `--input-shape ${lengths.replaceAll(' ', '')}`); // prettier-ignore
    throw new FormatError(`${path}, ${where}`, expected, received, flagged);
  }
}
