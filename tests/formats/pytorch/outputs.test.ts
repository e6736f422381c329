/** Models as PyTorch computes them. TORCH_MODELS=300 sets how many random ones; the default keeps the test quick. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { AveragePooling2D, BatchNormalization, Conv2D, Dense, Flatten, Layer, MaxPooling1D, Model, RandomFlip, RandomRotation, RandomState, RandomTranslation, ReLU, Residual, SpatialDropout, decodeSafetensors, encodeSafetensors, kinds, tensor, toPyTorch, type Tensor } from 'nnfs'; // prettier-ignore
import { PYTORCH } from '../../../src/formats/carried.ts';
import { withDotPrecision } from '../../../src/tensor/precision.ts';
import { root } from '../../support/dist.ts';
import { hasPython, runPython } from '../../support/python.ts';
import { randomNetwork, type Sample } from '../networks.ts';
import { distance } from '../onnx/runtime.ts';
import { newFolder, writeFiles } from './folders.ts';

const COUNT = Number(process.env.TORCH_MODELS ?? 60);

interface Case extends Sample {
  /** Whether PyTorch computes as in training. */
  readonly training?: boolean;
}

/** What PyTorch gives for each, in one process. */
function computed(samples: readonly Case[]): Tensor[] {
  const folder = newFolder();
  const names = samples.map((_, i) => String(i).padStart(4, '0'));
  samples.forEach(({ model, X, training = false }, i) => {
    const files = toPyTorch(model, { inputShape: X.shape.slice(1) });
    files.set('x.safetensors', encodeSafetensors(new Map([['x', X]]), new Map()));
    writeFiles(folder, names[i]!, training ? [...files, ['training', '']] : files);
  });
  runPython(`${root}tests/formats/pytorch/outputs.py`, [folder]);
  return names.map((name) => decodeSafetensors(readFileSync(join(folder, name, 'y.safetensors'))).tensors.get('y')!);
}

const random = new RandomState(3);

/** Layers that move pictures by what is no chance, in training. */
const moving = (['reflect', 'wrap', 'constant', 'nearest'] as const).flatMap((fillMode) => [
  new RandomTranslation([0.3, 0.3], [-0.55, -0.55], { fillMode, fillValue: 0.25 }),
  new RandomTranslation([-1, -1], [1, 1], { fillMode, interpolation: 'nearest' }),
  new RandomRotation([0.07, 0.07], { fillMode }),
  new RandomRotation([-0.3, -0.3], { fillMode, fillValue: 0.5, interpolation: 'nearest' }),
]);
const pictures = random.uniform(0, 1, [2, 5, 6, 3]);

/** Layers that choose by chance, in training. */
const flip = new Model([new RandomFlip('horizontal')], { inputShape: [1, 2, 2] });
const dropout = new Model([new SpatialDropout(0.25)], { inputShape: [1, 2, 2] });
const many = random.uniform(1, 2, [400, 1, 2, 2]);

const frozen = new BatchNormalization(3);
frozen.movingMean = [[0.5, -0.25, 2]];
frozen.movingVariance = [[0.5, 2, 1]];
frozen.trainable = false;
const borders = [
  new Residual([new Conv2D(2, 2, 3, { padding: 'same', random })]),
  new AveragePooling2D(3, { padding: 'same', strides: 2 }),
  new Flatten(),
];

/** Those whose outputs are the same in training. */
const steady: readonly Case[] = [
  { model: new Model([new Dense(2, 3, { random }), frozen]), X: random.randn([4, 2]) },
  { model: new Model(borders), X: random.randn([2, 4, 6, 2]) },
  { model: new Model([new MaxPooling1D(3, { padding: 'same', strides: 2 })]), X: random.randn([1, 6, 2]) },
];

describe.skipIf(!hasPython('torch'))('PyTorch', { timeout: 600_000 }, () => {
  const usual = Array.from({ length: COUNT }, (_, i) => randomNetwork(i));
  let found: Tensor[];
  beforeAll(() => {
    const certain = moving.map((layer) => ({ model: new Model([layer]), X: pictures }));
    const chance = [flip, dropout].map((model) => ({ model, X: many }));
    found = computed([...usual, ...chance, ...[...steady, ...certain, ...chance].map((each) => ({ ...each, training: true }))]); // prettier-ignore
  }, 600_000);

  it(`gives the same numbers for ${COUNT} random models`, () => {
    usual.forEach(({ model, X }, i) => {
      const exact = withDotPrecision('float64', () => model.predict(X)); // only their sums are rounded
      expect(found[i]!.shape, `${i}: ${model.toString()}`).toEqual(exact.shape);
      expect(distance(found[i]!.data, exact.data), `${i}: ${model.toString()}`).toBeLessThan(1e-6);
    });
  });

  it('gives them in training too, for frozen layers and windows at borders', () => {
    const results = found.slice(COUNT + 2);
    steady.forEach(({ model, X }, i) => {
      expect(distance(results[i]!.data, model.predict(X).data)).toBeLessThan(1e-6);
    });
  });

  it('moves pictures as we do', () => {
    const results = found.slice(COUNT + 2 + steady.length);
    moving.forEach((layer, i) => {
      const exact = layer.forward(pictures, { training: true });
      expect(distance(results[i]!.data, exact.data), layer.toString()).toBeLessThan(1e-5); // weights of pixels are float32 there
    });
  });

  it('leaves to chance what we do, in training alone', () => {
    expect(found[COUNT]!.data).toEqual(many.data);
    expect(found[COUNT + 1]!.data).toEqual(many.data);
    const [flipped, dropped] = found.slice(-2) as [Tensor, Tensor];
    let [mirrors, gone] = [0, 0];
    for (let n = 0; n < 400; n++) {
      if (flipped.at(n, 0, 0, 0) === many.at(n, 0, 1, 0)) mirrors++;
      for (let c = 0; c < 2; c++) {
        const [first, second] = [dropped.at(n, 0, 0, c), dropped.at(n, 0, 1, c)];
        if (first === 0) gone++;
        else expect(first).toBeCloseTo(many.at(n, 0, 0, c) / 0.75, 5);
        expect(second === 0).toBe(first === 0);
      }
    }
    expect(Math.abs(mirrors - 200)).toBeLessThan(50); // of 400: five deviations of 10
    expect(Math.abs(gone - 200)).toBeLessThan(60); // of 800: five deviations of 12
  });
});

it('every layer of the package is written', () => {
  const layers = Object.entries(kinds).filter(([, { prototype }]) => prototype instanceof Layer);
  expect(Object.keys(PYTORCH).sort()).toEqual(layers.map(([name]) => name).sort());
});

it('a layer from outside is refused by its name', () => {
  class Named extends ReLU {
    static override readonly kind: string = 'Named';
  }
  expect(() => toPyTorch(new Model([new Dense(1, 1), new Residual([new Named()])]))).toThrow(
    /^toPyTorch, layers\.1\.layers\.0: expected one of the layers Dense, .*, received Named\(\)\. A layer from outside has no equal there\.$/,
  );
  expect(() => toPyTorch(tensor([1]) as unknown as Model)).toThrow('toPyTorch: expected a model, received a Tensor.');
  expect(() => toPyTorch(new Model())).toThrow('toPyTorch: expected a model of at least one layer, received none.');
});
