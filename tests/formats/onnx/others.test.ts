/** Graphs in the forms of tf2onnx and skl2onnx, beside what ONNX Runtime makes of them. */
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { RandomState, fromOnnx } from 'nnfs';
import { root } from '../../support/dist.ts';
import { hasPython, runPython } from '../../support/python.ts';
import { distance, hasRuntime, runOnnx } from './runtime.ts';

const SAMPLES: Readonly<Record<string, readonly [shape: number[], layers: string]>> = {
  keras_images: [[10, 9, 2], 'Model(Conv2D(2, 3, 3), ReLU(), MaxPooling2D(2), BatchNormalization(3), Conv2D(3, 4, 3, { strides: 2, padding: [[0, 1], [1, 1]] }), Flatten(), Dense(16, 5), ReLU(), Dense(5, 3), Softmax())'],
  keras_mean: [[6, 7, 2], "Model(Conv2D(2, 4, [3, 2], { strides: [1, 2], padding: 'same' }), LeakyReLU({ slope: 0.3 }), AveragePooling2D(2, { strides: 1, padding: 'same' }), GlobalAveragePooling2D(), Dense(4, 2))"],
  keras_rows: [[7, 3], 'Model(Rescaling({ scale: 0.33333334, offset: -1 }), Dense(3, 4), Swish(), GlobalAveragePooling1D())'],
  keras_norm: [[5, 6, 4], 'Model(GlobalAveragePooling2D(), LayerNormalization(4), GELUTanh())'],
  sklearn_classes: [[4], 'Model(BatchNormalization(4), Dense(4, 6), ReLU(), Dense(6, 3), Softmax())'],
  sklearn_binary: [[4], 'Model(Dense(4, 6), Tanh(), Dense(6, 1), Dense(1, 2), Softmax())'],
  sklearn_regressor: [[3], 'Model(BatchNormalization(3), Dense(3, 5), ReLU(), Dense(5, 1))'],
}; // prettier-ignore

test.skipIf(!hasPython('onnx') || !hasRuntime)('reads graphs in the forms of Keras and scikit-learn', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'others-'));
  runPython(`${root}tests/formats/onnx/others_recipe.py`, [folder]);
  const random = new RandomState(2);
  const names = readdirSync(folder).map((name) => name.replace('.onnx', ''));
  expect(names.sort()).toEqual(Object.keys(SAMPLES).sort());
  for (const name of names) {
    const [shape, layers] = SAMPLES[name]!;
    const file = readFileSync(join(folder, `${name}.onnx`));
    const model = fromOnnx(file);
    expect(model.toString(), name).toBe(layers);
    const X = random.randn([3, ...shape]);
    const { y } = await runOnnx(file, { x: X });
    const found = model.predict(X);
    expect(found.shape, name).toEqual(y!.dims);
    expect(distance(found.data, y!.data as Float32Array), name).toBeLessThan(3e-6);
  }
  rmSync(folder, { recursive: true });
});
