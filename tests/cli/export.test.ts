import { readFileSync } from 'node:fs';
import { expect, it, test } from 'vitest';
import { Conv2D, Dense, Flatten, GlobalAveragePooling2D, Linear, Model, RandomState, ReLU, decodeNpz, fromOnnx, init, toJavaScript, toOnnx } from 'nnfs'; // prettier-ignore
import { folder, run } from './run.ts';

const random = new RandomState(0);
const model = new Model([new Dense(2, 3, { random }), new ReLU(), new Dense(3, 1, { random })]);
const files = { 'model.safetensors': model.toBytes({ training: true }) };

it('writes ONNX', async () => {
  const at = folder(files);
  const { code, stdout } = await run('export', at('model.safetensors'), '--to', at('model.onnx'));
  const bytes = readFileSync(at('model.onnx'));
  expect({ code, stdout }).toEqual({ code: 0, stdout: `wrote ${at('model.onnx')}, ${bytes.length} bytes\n` });
  expect(Buffer.compare(bytes, toOnnx(model))).toBe(0);
});

it.each(['model.js', 'model.MJS'])('writes JavaScript: %s', async (name) => {
  const at = folder(files);
  init({ dotPrecision: 'float32' });
  expect((await run('export', at('model.safetensors'), '--to', at(name))).code).toBe(0);
  expect(readFileSync(at(name), 'utf8')).toBe(toJavaScript(model, { dotPrecision: 'float32' }));
});

it.each(['float32', 'float64'])('writes JavaScript with dot products as in training: %s', async (precision) => {
  const at = folder({});
  const of = ['--data', 'spiral', '--samples', '5', '--epochs', '1', '--hidden', '4', '--dot-precision', precision];
  expect((await run('train', ...of, '--save', at('model.safetensors'))).code).toBe(0);
  expect((await run('export', at('model.safetensors'), '--to', at('model.js'))).code).toBe(0);
  expect(readFileSync(at('model.js'), 'utf8')).toContain(`Dot products add up in ${precision}.`);
});

it('writes the parameters for NumPy', async () => {
  const at = folder(files);
  expect((await run('export', at('model.safetensors'), '--to', at('model.npz'))).code).toBe(0);
  const arrays = decodeNpz(readFileSync(at('model.npz')));
  expect([...arrays]).toEqual(model.parameters().map(({ name, tensor }) => [name, tensor]));
});

it('writes the model without what training needs', async () => {
  const at = folder(files);
  expect((await run('export', at('model.safetensors'), '--to', at('small.safetensors'))).code).toBe(0);
  expect(Buffer.compare(readFileSync(at('small.safetensors')), model.toBytes())).toBe(0);
});

it('writes a file for images of one size, where it is told', async () => {
  const images = new Model([new Conv2D(1, 2, 3, { random }), new GlobalAveragePooling2D(), new Linear()]);
  const at = folder({ 'model.safetensors': images.toBytes() });
  const call = ['export', at('model.safetensors'), '--to', at('model.onnx')];
  expect((await run(...call, '--input-shape', '5,6,1')).code).toBe(0);
  expect(Buffer.compare(readFileSync(at('model.onnx')), toOnnx(images, { inputShape: [5, 6, 1] }))).toBe(0);
  expect((await run(...call, '--input-shape', '5,6')).stderr).toContain(
    'expected inputs [N, H, W, 1], received [1, 5, 6]',
  );
});

it('makes a model of an ONNX file', async () => {
  const at = folder({ 'model.onnx': toOnnx(model) });
  const { code, stdout } = await run('import', at('model.onnx'), '--save', at('model.safetensors'));
  expect({ code, stdout }).toEqual({ code: 0, stdout: `${fromOnnx(toOnnx(model)).summary()}\n` });
  expect(Model.fromBytes(readFileSync(at('model.safetensors'))).getParameters()).toEqual(model.getParameters());
});

test.each<[argv: string[], code: number, message: string]>([
  [['export', 'model.safetensors', '--to', 'model.pt'], 2, '--to: expected a file that ends in .onnx, .js, .mjs, .npz or .safetensors, received "model.pt".'],
  [['export', 'model.safetensors', '--to', 'x.npz', '--input-shape', '2'], 2, '--input-shape: expected --to FILE.onnx or FILE.js, received "x.npz".'],
  [['export', 'model.safetensors'], 2, "required option '--to <file>' not specified"],
  [['export', 'model.safetensors', '--to', 'model.safetensors'], 2, '--to: expected another file than that of MODEL, received "model.safetensors".'],
  [['export', 'flat.safetensors', '--to', 'x.onnx'], 1, 'flat.safetensors, toOnnx: expected layers that tell the shape of a sample, received none that does. Tell it: --input-shape 28,28,1.'],
  [['export', 'flat.safetensors', '--to', 'x.js'], 1, 'flat.safetensors, toJavaScript: expected layers that tell the shape of a sample, received none that does. Tell it: --input-shape 28,28,1.'],
  [['export', 'none.safetensors', '--to', 'x.onnx'], 1, 'MODEL: expected'],
  [['import', 'model.safetensors', '--save', 'x.safetensors'], 1, 'model.safetensors: fromOnnx: expected an ONNX file, received other bytes'],
  [['import', 'model.onnx'], 2, "required option '--save <file>' not specified"],
  [['import', 'model.onnx', '--save', 'model.onnx'], 2, '--save: expected another file than that of FILE, received "model.onnx".'],
])('%j is refused', async (argv, code, message) => {
  const at = folder({ ...files, 'model.onnx': toOnnx(model), 'flat.safetensors': new Model([new Flatten()]).toBytes() });
  const placed = argv.map((word) => (/\.\w+$/.test(word) ? at(word) : word));
  const result = await run(...placed);
  expect(result.stderr.replaceAll(at(''), '')).toContain(`nnfs: ${message}`);
  expect(result.code).toBe(code);
}); // prettier-ignore
