/** ONNX Runtime, which .ci/run installs outside the checkout, computes what files say; and how far its numbers lie from ours. */
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Tensor } from 'nnfs';

const folder = join(tmpdir(), 'nnfs-engines/node_modules/onnxruntime-node');

/** Whether ONNX Runtime is there. */
export const hasRuntime = existsSync(folder);
if (!hasRuntime) console.warn(`skipped: no ONNX Runtime in ${folder}`);

interface Value {
  readonly dims: readonly number[];
  readonly data: Float32Array | readonly string[];
}
interface Session {
  run(feeds: Readonly<Record<string, Value>>): Promise<Record<string, Value>>;
  release(): Promise<void>;
}
interface Runtime {
  readonly InferenceSession: { create(file: Uint8Array, options: object): Promise<Session> };
  readonly Tensor: new (type: string, data: Tensor['data'] | readonly string[], dims: readonly number[]) => Value;
}

/** What a file gives for inputs by their names. */
export async function runOnnx(file: Uint8Array, inputs: Readonly<Record<string, Tensor | readonly string[]>>) {
  const { InferenceSession, Tensor } = createRequire(import.meta.url)(folder) as Runtime;
  const session = await InferenceSession.create(file, { intraOpNumThreads: 1, logSeverityLevel: 3 });
  const feeds = Object.entries(inputs).map(([name, x]) => {
    if ('data' in x) return [name, new Tensor(x.dtype, x.data, [...x.shape])] as const;
    return [name, new Tensor('string', [...x], [x.length, 1])] as const;
  });
  const results = await session.run(Object.fromEntries<Value>(feeds));
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
