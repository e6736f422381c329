import { extname } from 'node:path';
import { FormatError, NnfsError, describe } from '../../errors.ts';
import { toOnnx } from '../../formats/onnx/to-onnx.ts';
import { toPyTorch } from '../../formats/pytorch/to-pytorch.ts';
import { writeFileAtomically } from '../../io/node-file.ts';
import { checkNewFolder, writeFolderAtomically } from '../../io/node-folder.ts';
import { encodeNpz } from '../../io/npy/npz.ts';
import type { Model } from '../../model/model.ts';
import { listOf } from '../text.ts';
import { checkOutput } from '../output-file.ts';
import { readModelFile } from '../training/model-file.ts';
import { settingsOf } from '../training/resume.ts';
import { WrongCall } from '../wrong-call.ts';

export interface ExportFlags {
  readonly to: string;
  readonly target?: 'pytorch' | undefined;
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
  const { to, inputShape, target } = flags;
  if (target !== undefined) return exportToPyTorch(path, flags);
  const ending = extname(to).toLowerCase();
  const format = FORMATS[ending];
  if (format === undefined)
    throw new WrongCall(
      '--to',
      `a file that ends in ${listOf(Object.keys(FORMATS))}`,
      describe(to),
      '--target pytorch writes a folder.',
    );
  if (inputShape !== undefined && ending !== '.onnx')
    throw new WrongCall('--input-shape', '--to FILE.onnx', describe(to));
  checkOutput('--to', to, { MODEL: path });
  const { model } = readModelFile('MODEL', path);
  const bytes = inFlags(path, () => format(model, flags));
  writeFileAtomically('--to', to, bytes);
  return `wrote ${to}, ${bytes.length} bytes`;
}

/** A folder of Python; a learning rate that fell over the epochs of a run still does. */
function exportToPyTorch(path: string, { to, inputShape }: ExportFlags): string {
  if (Object.hasOwn(FORMATS, extname(to).toLowerCase()))
    throw new WrongCall('--to', 'a folder, for --target pytorch', describe(to));
  checkNewFolder('--to', to);
  const { model, record } = readModelFile('MODEL', path);
  const { classWeights = false } = record === undefined ? {} : settingsOf(path, model, record);
  const files = inFlags(path, () => toPyTorch(model, { classWeights, ...(inputShape && { inputShape }) }));
  const encoder = new TextEncoder();
  const contents = [...files].map(([name, text]) => [name, typeof text === 'string' ? encoder.encode(text) : text] as const); // prettier-ignore
  writeFolderAtomically('--to', to, contents);
  const idle = files.has('train.py') ? '' : '; no train.py, since the model has no loss and no optimizer';
  return `wrote ${to}: ${listOf([...files.keys()], 'and')}${idle}`;
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
