/** Files as the checker of python3-onnx sees them, shapes inferred and compared. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { toOnnx, trainTable, parseCsv } from 'nnfs';
import { hasPython, python } from '../../support/python.ts';
import { randomNetwork } from '../networks.ts';

const CHECK = `
import glob, sys
import onnx
for path in sorted(glob.glob(sys.argv[1] + '/*.onnx')):
    model = onnx.load(path)
    onnx.checker.check_model(model, full_check=True)
    inferred = onnx.shape_inference.infer_shapes(model, strict_mode=True)
    print([(v.name, [d.dim_param or d.dim_value for d in v.type.tensor_type.shape.dim]) for v in list(inferred.graph.input) + list(inferred.graph.output)])
`;

test.skipIf(!hasPython('onnx'))('the checker finds nothing wrong', { timeout: 60_000 }, async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onnx-'));
  const wanted: string[] = [];
  for (let i = 0; i < 60; i++) {
    const { model, X } = randomNetwork(i);
    const [sample, output] = [X.shape.slice(1), model.predict(X).shape.slice(1)];
    writeFileSync(join(folder, `${String(i).padStart(3, '0')}.onnx`), toOnnx(model, { inputShape: sample }));
    wanted.push(`[('input', ['N', ${sample.join(', ')}]), ('output', ['N', ${output.join(', ')}])]`);
  }
  const rows = Array.from({ length: 40 }, (_, i) => `${i % 5},${'abc'[i % 3]!},${i % 2 ? 'yes' : 'no'}`);
  const { model } = await trainTable(parseCsv(`size,letter,answer\n${rows.join('\n')}`), {
    target: 'answer',
    epochs: 3,
  });
  writeFileSync(join(folder, 'table.onnx'), toOnnx(model));
  wanted.push("[('size', ['N', 1]), ('letter', ['N', 1]), ('output', ['N', 2]), ('answer', ['N']), ('confidences', ['N', 2])]"); // prettier-ignore
  expect((python(CHECK, [folder]) as { text: string }).text.trim().split('\n')).toEqual(wanted);
  rmSync(folder, { recursive: true });
});
