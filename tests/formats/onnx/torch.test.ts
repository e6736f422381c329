/** Files that PyTorch writes, of the oldest and the newest opset that it knows, at length of 11 to 17: TORCH_OPSETS names them; those of images become models whose channels are last. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { decodeNpz, fromOnnx, type Tensor } from 'nnfs';
import { root } from '../../support/dist.ts';
import { hasPython, runPython } from '../../support/python.ts';
import { distance } from './runtime.ts';

const OPSETS = (process.env.TORCH_OPSETS ?? '11 17').split(' ');

/** [N, C, ...] as [N, ..., C]. */
const channelsLast = (x: Tensor): Tensor => (x.rank < 3 ? x : x.transpose([0, ...[...x.shape.keys()].slice(2), 1]));
test.skipIf(!hasPython('torch'))('reads what PyTorch writes', { timeout: 300_000 }, () => {
  const folder = mkdtempSync(join(tmpdir(), 'torch-'));
  runPython(`${root}tests/formats/onnx/torch_recipe.py`, [folder, ...OPSETS]);
  const names = readdirSync(folder).filter((name) => name.endsWith('.npz'));
  expect(names.length).toBe(2 * (19 * OPSETS.length - (OPSETS.includes('17') ? 1 : 0)));
  const wrong: string[] = [];
  for (const name of names) {
    const pair = decodeNpz(readFileSync(join(folder, name)));
    const asIs = name.startsWith('rows'); // there the middle axis is that of steps, the last that of features
    const [x, y] = ['x', 'y'].map((each) => (asIs ? pair.get(each)! : channelsLast(pair.get(each)!)));
    try {
      const model = fromOnnx(readFileSync(join(folder, name.replace('.npz', '.onnx'))));
      const error = distance(model.predict(x!).data, y!.data);
      if (!(error < 3e-6)) wrong.push(`${name}: ${error}, ${model.toString()}`);
    } catch (error) {
      wrong.push(`${name}: ${String(error)}`);
    }
  }
  expect(wrong).toEqual([]);
  rmSync(folder, { recursive: true });
});
