/** ONNX Runtime, which computes what files say; and how far its numbers lie from ours. */
import { InferenceSession, Tensor as OrtTensor } from 'onnxruntime-node';
import type { Tensor } from 'nnfs';

/** What a file gives for inputs by their names. */
export async function runOnnx(file: Uint8Array, inputs: Readonly<Record<string, Tensor | readonly string[]>>) {
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const feeds = Object.entries(inputs).map(([name, x]) => {
    if ('data' in x) return [name, new OrtTensor(x.dtype as 'float32', x.data as Float32Array, [...x.shape])] as const;
    return [name, new OrtTensor('string', [...x], [x.length, 1])] as const;
  });
  const results = await session.run(Object.fromEntries<OrtTensor>(feeds));
  await session.release();
  return results;
}

/** The largest distance, in units of max(1, |value|). */
export function distance(found: ArrayLike<number>, wanted: ArrayLike<number>): number {
  if (found.length !== wanted.length) return Infinity;
  let most = 0;
  for (let i = 0; i < wanted.length; i++) {
    const error = Math.abs(found[i]! - wanted[i]!) / Math.max(1, Math.abs(wanted[i]!));
    if (!(error <= most)) most = error;
  }
  return most;
}
