import { FormatError } from '../../errors.ts';
import { fromOnnx } from '../../formats/onnx/from-onnx.ts';
import { readFile, writeFileAtomically } from '../../io/node-file.ts';
import { checkOutput } from '../output-file.ts';

/** Makes a model of an ONNX file and saves it. @returns its layers, a table */
export function importModel(path: string, save: string): string {
  checkOutput('--save', save, { FILE: path });
  const bytes = readFile('FILE', path);
  try {
    const model = fromOnnx(bytes);
    writeFileAtomically('--save', save, model.toBytes());
    return model.summary();
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new FormatError(`${path}: ${error.where}`, error.expected, error.received, error.hint);
  }
}
