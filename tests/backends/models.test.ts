/** Models trained on the SIMD kernels and on the plain ones: the same bytes. */
import type { Dense } from 'nnfs';
import { describe, expect, it } from 'vitest';
import { differences } from '../model/support.ts';
import { OBSTACLES, copy, facing } from './library.ts';
import { NETWORKS, trained, type Trained } from './networks.ts';

/** Whether the parameters lie where the SIMD kernels reach them: a memory of whole pages. */
function inKernelMemory({ model }: Trained): boolean {
  const { buffer, byteLength } = (model.layers[0] as Dense).weights.data;
  return buffer.byteLength > byteLength && buffer.byteLength % 65536 === 0;
}

function expectSame(received: Trained, expected: Trained): void {
  expect(differences(received.file, expected.file)).toEqual([]);
  expect(received.epochs).toEqual(expected.epochs);
  expect(received.scores).toEqual(expected.scores);
  received.predictions.forEach((tensor, i) => expect(tensor).toEqualTensor(expected.predictions[i]!));
}

describe('trained on either backend', () => {
  it.each(Object.entries(NETWORKS))('%s', async (_, network) => {
    const simd = await trained(await copy(), network);
    const plain = await facing(undefined, (nnfs) => trained(nnfs, network));
    expect([inKernelMemory(simd), inKernelMemory(plain)]).toEqual([true, false]);
    expectSame(simd, plain);
  });
});

describe('where the SIMD kernels cannot run', () => {
  const network = NETWORKS['chapter 19: L2, dropout, Adam with decay']!;
  it.each(Object.entries(OBSTACLES))('%s: slower, the same numbers', async (_, obstacle) => {
    const plain = await facing(obstacle, (nnfs) => trained(nnfs, network));
    expect(inKernelMemory(plain)).toBe(false);
    expectSame(plain, await trained(await copy(), network));
  });
});

it('a model saved on one backend trains on on the other', async () => {
  const network = NETWORKS['chapter 19: L2, dropout, Adam with decay']!;
  const { X, y } = (await copy()).spiralData({ samples: 20, classes: 3 });
  const whole = async (first: unknown, second: unknown) => {
    const { file } = await facing(first, (nnfs) => trained(nnfs, network));
    return facing(second, async (nnfs) => {
      nnfs.init({ dotPrecision: network.precision });
      const model = nnfs.Model.fromBytes(file);
      await model.train(X.toArray() as number[][], [...y.data], network.options);
      return model.toBytes({ training: true });
    });
  };
  const expected = await whole(WebAssembly, WebAssembly);
  expect(differences(await whole(WebAssembly, undefined), expected)).toEqual([]);
  expect(differences(await whole(undefined, WebAssembly), expected)).toEqual([]);
});
