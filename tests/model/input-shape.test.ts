/** The shape of a sample: said, trained on, or as the layers are made for it. */
import { expect, test } from 'vitest';
import {
  Adam,
  CategoricalCrossentropy,
  Conv2D,
  Dense,
  FormatError,
  GlobalAveragePooling2D,
  Model,
  Residual,
  Reshape,
  ShapeError,
  Softmax,
  ValueError,
  arange,
  decodeSafetensors,
  encodeSafetensors,
  kinds,
  type Layer,
} from 'nnfs';

const convnet = (): Layer[] => [new Conv2D(1, 2, 3), new GlobalAveragePooling2D(), new Dense(2, 2), new Softmax()];

async function trained(model: Model, ...shape: number[]): Promise<Model> {
  const size = shape.reduce((product, length) => product * length);
  model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam() });
  await model.train(arange(4 * size).reshape([4, ...shape]).astype('float32'), [0, 1, 0, 1], { print: () => undefined }); // prettier-ignore
  return model;
}

const again = (model: Model): Model => Model.fromBytes(model.toBytes(), { kinds });

test('said: layers are checked, shapes are known', () => {
  const model = new Model(convnet(), { inputShape: [8, 6, 1] });
  expect([model.inputShape, model.outputShape]).toEqual([[8, 6, 1], [2]]);
  expect(model.summary()).toMatch(/\n0 {2}Conv2D\(1, 2, 3\) +\[N, 6, 4, 2\] +20\n/);
  const wrong = (): Model => new Model(convnet(), { inputShape: [8, 6, 3] });
  expect(wrong).toThrow(ShapeError);
  expect(wrong).toThrow('Model.add, layer 0, Conv2D(1, 2, 3): expected inputs [N, H, W, 1], received [1, 8, 6, 3].');
  const growing = new Model([], { inputShape: [5] });
  expect(() => growing.add(new Dense(4, 2))).toThrow(ShapeError);
  expect(growing.add(new Dense(5, 2)).outputShape).toEqual([2]);
});

test('trained on: known from the first step, whatever the layers take', async () => {
  const model = new Model(convnet());
  expect([model.inputShape, model.outputShape]).toEqual([undefined, undefined]);
  await trained(model, 5, 5, 1);
  expect(model.inputShape).toEqual([5, 5, 1]);
  await trained(model, 7, 4, 1);
  expect(model.inputShape).toEqual([7, 4, 1]);
  expect(model.predict(arange(9).reshape([1, 3, 3, 1])).shape).toEqual([1, 2]);
});

test('kept in files, where the layers alone do not tell', async () => {
  const model = await trained(new Model(convnet()), 5, 5, 1);
  const loaded = again(model);
  expect(loaded.inputShape).toEqual([5, 5, 1]);
  expect(loaded.summary()).toBe(model.summary());
  expect(again(new Model(convnet(), { inputShape: [9, 9, 1] })).inputShape).toEqual([9, 9, 1]);
  expect(again(new Model(convnet())).inputShape).toBeUndefined();
  const header = (of: Model): string => decodeSafetensors(of.toBytes()).metadata.get('nnfs')!;
  expect(header(loaded)).toContain('"inputs":{"shape":[5,5,1],"dtype":"float32"}');
  const rows = new Model([new Reshape([2, 2, 1]), new Residual([]), new Reshape([4]), new Dense(4, 2), new Softmax()]);
  expect(header(await trained(rows, 4))).not.toContain('"inputs"');
});

test.each([
  ['"shape":[5,5,0]', 'nnfs.inputs.shape: expected the lengths of a sample, received [5, 5, 0].'],
  ['"shape":7', 'nnfs.inputs.shape: expected the lengths of a sample, received 7.'],
  ['"shape":[5,5,2]', 'nnfs.layers, layers, layer 0, Conv2D(1, 2, 3): expected inputs [N, H, W, 1], received [1, 5, 5, 2].'],
  ['"shape":[5,5,1],"dtype":"int8"', 'nnfs.inputs.dtype: expected one of float32, float64, int32, uint8, received "int8".'],
])('a file that says %s', (text, message) => {
  const { tensors, metadata } = decodeSafetensors(new Model(convnet(), { inputShape: [5, 5, 1] }).toBytes());
  const whole = text.includes('dtype') ? '"shape":[5,5,1],"dtype":"float32"' : '"shape":[5,5,1]';
  const changed = metadata.get('nnfs')!.replace(whole, text);
  const bytes = encodeSafetensors(tensors, new Map([['nnfs', changed]]));
  expect(() => Model.fromBytes(bytes, { kinds })).toThrow(FormatError);
  expect(() => Model.fromBytes(bytes, { kinds })).toThrow(message);
}); // prettier-ignore

test('must be a shape', () => {
  expect(() => new Model([], { inputShape: [2.5] })).toThrow(ValueError);
  expect(() => new Model([], { inputShape: [2.5] })).toThrow(
    'Model: expected inputShape to be the lengths of a sample, as [28, 28, 1], received [2.5].',
  );
});
