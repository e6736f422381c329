import { extname } from 'node:path';
import { FormatError, NnfsError, describe } from '../../errors.ts';
import { toJavaScript } from '../../formats/javascript/to-javascript.ts';
import { toOnnx } from '../../formats/onnx/to-onnx.ts';
import { toPyTorch } from '../../formats/pytorch/to-pytorch.ts';
import { FILE_OPTIONS } from '../../formats/pytorch/write/table.ts';
import { writeFileAtomically } from '../../io/node-file.ts';
import { checkNewFolder, writeFolderAtomically } from '../../io/node-folder.ts';
import { encodeNpz } from '../../io/npy/npz.ts';
import { encodeUtf8 } from '../../io/utf8.ts';
import { openModel, type SavedModel } from '../data/model-data.ts';
import { listOf } from '../text.ts';
import { checkOutput } from '../output-file.ts';
import { readingOf, type ReadingFlags } from '../tables/reading.ts';
import { settingsOf } from '../training/resume.ts';
import { pick } from '../training/table-plan.ts';
import { WrongCall } from '../wrong-call.ts';

export interface ExportFlags {
  readonly to: string;
  readonly target?: 'pytorch' | undefined;
  readonly inputShape?: readonly number[] | undefined;
}

type Format = (saved: SavedModel, flags: ExportFlags) => Uint8Array;

/** With dot products as in training, where the file tells it. */
const javaScript: Format = ({ model, record, path }, { inputShape }) => {
  const trained = record && settingsOf(path, model, record).dotPrecision;
  return encodeUtf8(
    toJavaScript(model, { ...(inputShape && { inputShape }), ...(trained && { dotPrecision: trained }) }),
  );
};

/** By the ending of the file: its bytes. */
const FORMATS: Readonly<Record<string, Format>> = {
  '.onnx': ({ model }, { inputShape }) => toOnnx(model, inputShape && { inputShape }),
  '.js': javaScript,
  '.mjs': javaScript,
  '.npz': ({ model }) => encodeNpz(new Map(model.parameters().map(({ name, tensor }) => [name, tensor]))),
  '.safetensors': ({ model }) => model.toBytes(),
};
/** Those that write the layers, not only what they hold. */
const OF_SHAPES = ['.onnx', '.js', '.mjs'];

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
  if (inputShape !== undefined && !OF_SHAPES.includes(ending))
    throw new WrongCall('--input-shape', '--to FILE.onnx or FILE.js', describe(to));
  checkOutput('--to', to, { MODEL: path });
  const saved = openModel(path);
  const bytes = inFlags(path, () => format(saved, flags));
  writeFileAtomically('--to', to, bytes);
  return `wrote ${to}, ${bytes.length} bytes`;
}

/** A folder of Python; a learning rate that fell over the epochs of a run still does. */
function exportToPyTorch(path: string, { to, inputShape }: ExportFlags): string {
  if (Object.hasOwn(FORMATS, extname(to).toLowerCase()))
    throw new WrongCall('--to', 'a folder, for --target pytorch', describe(to));
  checkNewFolder('--to', to);
  const { model, record } = openModel(path);
  const settings = record && settingsOf(path, model, record);
  const classWeights = settings?.classWeights === true;
  // How the call of training said that files are written; the rest is found out there, too.
  const csv = pick({ ...readingOf((settings ?? {}) as ReadingFlags) }, FILE_OPTIONS);
  const files = inFlags(path, () => toPyTorch(model, { classWeights, csv, ...(inputShape && { inputShape }) }));
  const contents = [...files].map(
    ([name, text]) => [name, typeof text === 'string' ? encodeUtf8(text) : text] as const,
  );
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
