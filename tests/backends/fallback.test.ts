/** No kernel of a model goes to the plain loops: they give the same numbers, many times later. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import {
  Adam,
  AveragePooling2D,
  BatchNormalization,
  CategoricalCrossentropy,
  Conv1D,
  Conv2D,
  Dense,
  Dropout,
  Flatten,
  GlobalAveragePooling2D,
  GlobalMaxPooling2D,
  LayerNormalization,
  MaxPooling2D,
  MeanSquaredError,
  Model,
  RandomState,
  ReLU,
  Reshape,
  Residual,
  SGD,
  Softmax,
  init,
  type DotPrecision,
  type Layer,
} from 'nnfs';

/** The plain kernels that ran. */
const ran = vi.hoisted(() => [] as string[]);

function noting<T extends object>(table: T): T {
  const wrap = ([name, kernel]: [string, (...args: never[]) => unknown]) => [
    name,
    (...args: never[]) => {
      ran.push(name);
      return kernel(...args);
    },
  ];
  return Object.fromEntries(Object.entries(table).map((entry) => wrap(entry as never))) as T;
}

vi.mock('../../src/tensor/kernels/reference/products.ts', async (load) => noting(await load<object>()));
vi.mock('../../src/tensor/kernels/windows/reference/convolution.ts', async (load) => noting(await load<object>()));
vi.mock('../../src/tensor/kernels/windows/reference/pooling.ts', async (load) => noting(await load<object>()));
vi.mock('../../src/tensor/kernels/norms/reference/normalization.ts', async (load) => noting(await load<object>()));

beforeEach(() => {
  init();
  ran.length = 0;
});

const random = new RandomState(4);
const NETWORKS: Readonly<Record<string, () => Layer[]>> = {
  'the net for digits': () => [
    new Conv2D(1, 6, 3, { random }),
    new ReLU(),
    new MaxPooling2D(2),
    new Conv2D(6, 9, 3, { random, padding: 'same', useBias: false }),
    new BatchNormalization(9),
    new ReLU(),
    new AveragePooling2D(2, { padding: 'same' }),
    new Flatten(),
    new Dense(81, 10, { random }),
    new Softmax(),
  ],
  'blocks with a way around, after dropout': () => [
    new Dropout(0.2, { random }),
    new Conv2D(1, 4, 3, { random, strides: 2 }),
    new Residual([
      new BatchNormalization(4),
      new Dropout(0.2, { random }),
      new Conv2D(4, 4, 1, { random }),
      new Dropout(0.2, { random }),
      new LayerNormalization(4),
      new Dropout(0.2, { random }),
      new MaxPooling2D(3, { strides: 1, padding: 'same' }),
      new AveragePooling2D(3, { strides: 1, padding: 'same' }),
    ]),
    new GlobalAveragePooling2D(),
    new Dense(4, 10, { random }),
    new Softmax(),
  ],
  sequences: () => [
    new Reshape([196, 1]),
    new Conv1D(1, 5, 7, { random, padding: 'causal', dilation: 3 }),
    new ReLU(),
    new Reshape([14, 14, 5]),
    new Dropout(0.1, { random }),
    new GlobalMaxPooling2D(),
    new Dense(5, 10, { random }),
    new Softmax(),
  ],
};

/** What the layers of a model ask for: `scales` of a few columns is the same on both. */
const slow = (): string[] => ran.filter((name) => name !== 'scales');

describe.each<DotPrecision>(['float32', 'float64'])('with dot products in %s', (dotPrecision) => {
  it.each(Object.entries(NETWORKS))('%s', async (_, layers) => {
    init({ dotPrecision });
    const X = random.randn([22, 14, 14, 1]);
    const y = random.randint(0, 10, [22]);
    const model = new Model(layers()).set({ loss: new CategoricalCrossentropy(), optimizer: new Adam() });
    ran.length = 0;
    await model.train(X, y, { epochs: 2, batchSize: 8, validationData: [X, y] });
    model.predict(X, { batchSize: 5 });
    expect(slow()).toEqual([]);
  });
});

it.each<DotPrecision>(['float32', 'float64'])('convolutions of any number of filters, in %s', async (dotPrecision) => {
  init({ dotPrecision });
  const slow: string[] = [];
  for (const channels of [1, 3, 8]) {
    const X = random.randn([9, 8, 8, channels]);
    for (let filters = 1; filters <= 17; filters++) {
      const y = random.randn([9, 6, 6, filters]);
      const model = new Model([new Conv2D(channels, filters, 3, { random })]);
      ran.length = 0;
      await model.set({ loss: new MeanSquaredError(), optimizer: new SGD() }).train(X, y, { epochs: 1 });
      if (ran.length > 0) slow.push(`${channels} channels, ${filters} filters: ${[...new Set(ran)].join(', ')}`);
    }
  }
  expect(slow).toEqual([]);
});

it('a convolution that stands alone, where it is worth a copy', () => {
  const X = random.randn([9, 8, 8, 8]);
  for (let filters = 2; filters <= 17; filters++) {
    const conv = new Conv2D(8, filters, 3, { random });
    conv.backward(conv.forward(X));
  }
  expect(new Set(ran)).toEqual(new Set(['sumPixels'])); // of dbiases, which is not
});

it('notices those that do', () => {
  new Conv2D(1, 2, 3, { random }).forward(random.randn([1, 4, 4, 1]));
  expect(slow()).toContain('convolve');
});
