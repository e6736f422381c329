/** ONNX Runtime, one thread, on the file that nnfs writes of its model. */
import { createRequire } from 'node:module';
import * as nnfs from './nnfs.mjs';

const { InferenceSession, Tensor } = createRequire(import.meta.url)('onnxruntime-node');
export let version;

export async function start(settings) {
  await nnfs.start({ ...settings, precision: 'float32' });
  version = createRequire(import.meta.url)('onnxruntime-node/package.json').version;
}

export async function predict(cell) {
  const { samples, widths, batch } = cell;
  const session = await InferenceSession.create(nnfs.onnxOf(cell), { intraOpNumThreads: 1, interOpNumThreads: 1 });
  const batches = [];
  for (let begin = 0; begin < samples; begin += batch) {
    const rows = cell.X.subarray(begin * widths[0], (begin + batch) * widths[0]);
    batches.push(new Tensor('float32', rows, [rows.length / widths[0], widths[0]]));
  }
  const [input] = session.inputNames;
  const [output] = session.outputNames;
  return {
    begin() {},
    async run(count) {
      let first;
      for (let i = 0; i < count; i++) {
        for (const [at, rows] of batches.entries()) {
          const { data } = (await session.run({ [input]: rows }))[output];
          if (at === 0) first = data[0];
        }
      }
      return first;
    },
  };
}
