import { extname } from 'node:path';
import { FormatError, NnfsError, describe } from '../../errors.ts';
import { toJavaScript } from '../../formats/javascript/to-javascript.ts';
import { toOnnx } from '../../formats/onnx/to-onnx.ts';
import { writeFileAtomically } from '../../io/node-file.ts';
import { encodeNpz } from '../../io/npy/npz.ts';
import { encodeUtf8 } from '../../io/utf8.ts';
import { answersPictures } from '../../recipes/predict-images.ts';
import { openModel, type SavedModel } from '../data/model-data.ts';
import { listOf } from '../text.ts';
import { checkOutput } from '../output-file.ts';
import { savedSettings } from '../training/flags.ts';
import { WrongCall } from '../wrong-call.ts';

export interface ExportFlags {
  readonly to: string;
  readonly inputShape?: readonly number[] | undefined;
}

type Format = (saved: SavedModel, flags: ExportFlags) => Uint8Array;

/** With dot products as in training, where the file tells it. */
const javaScript: Format = ({ model, record, path }, { inputShape }) => {
  const trained = record && savedSettings(record.options, path, answersPictures(model)).dotPrecision;
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
  const { to, inputShape } = flags;
  const ending = extname(to).toLowerCase();
  const format = FORMATS[ending];
  if (format === undefined)
    throw new WrongCall('--to', `a file that ends in ${listOf(Object.keys(FORMATS))}`, describe(to));
  if (inputShape !== undefined && !OF_SHAPES.includes(ending))
    throw new WrongCall('--input-shape', '--to FILE.onnx or FILE.js', describe(to));
  checkOutput('--to', to, { MODEL: path });
  const saved = openModel(path);
  const bytes = inFlags(path, () => format(saved, flags));
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
