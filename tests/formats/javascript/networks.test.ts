/** What modules compute is what models compute, to the bit. JAVASCRIPT_MODELS sets how many random ones; the default keeps the test quick. */
import { describe, expect, it, test } from 'vitest';
import { AveragePooling2D, Dense, GlobalAveragePooling2D, GlobalMaxPooling2D, LayerNormalization, MaxPooling2D, Model, RandomState, Softmax, kinds, tensor, toJavaScript, type Layer, type Tensor } from 'nnfs'; // prettier-ignore
import { withDotPrecision } from '../../../src/tensor/precision.ts';
import { randomNetwork } from '../networks.ts';
import { load } from './load.ts';

const COUNT = Number(process.env.JAVASCRIPT_MODELS ?? 30);

const flat = (list: readonly unknown[]): number[] => (list as number[]).flat(Infinity as 1);

/** @param X inputs; what they are nested like is what comes out */
async function expectSame(model: Model, X: Tensor, precision: 'float32' | 'float64', note = ''): Promise<void> {
  const { predict } = await load(toJavaScript(model, { inputShape: X.shape.slice(1), dotPrecision: precision }));
  const wanted = withDotPrecision(precision, () => model.predict(X));
  const found = predict(X.toArray() as unknown[]);
  const told = `${note}${model.toString()}, ${precision}`;
  expect(tensor(found as number[], 'float64').shape, told).toEqual(wanted.shape);
  const wrong = flat(found).findIndex((value, i) => !Object.is(value, wanted.data[i]));
  expect(wrong < 0 ? undefined : [wrong, flat(found)[wrong], wanted.data[wrong]], told).toBeUndefined();
}

/** Parameters in float64, some of them or all. */
function widen(model: Model, random: RandomState): void {
  const all = random.randint(0, 2) === 0;
  model.setParameters(
    model.parameters().map(({ tensor: value }) => (all || random.randint(0, 2) ? value.astype('float64') : value)),
  );
}

test.each(['float32', 'float64'] as const)(`${COUNT} random models, in dot products of %s`, async (precision) => {
  for (let i = 0; i < COUNT; i++) {
    const { model, X } = randomNetwork(i);
    await expectSame(model, X, precision, `${i}: `);
    widen(model, new RandomState(i));
    await expectSame(model, X, precision, `${i}, with float64: `);
  }
}); // prettier-ignore

/** What is not everyday: limits of the types, both zeros, thresholds of the activations, NaN. */
const EXTREMES = [
  0, -0, 1e-45, -1e-45, 1e-38, 1e-20, -1e-9, 0.01, -0.01, 0.4375, 0.5, -0.5, 0.7, 1, -1, 1.5, 2.5, -2.5, 3, -3, 5.99, 6, -6, 9.02, -9.02, 20, -20,
  44, -46, 88.5, 89, -89, -103.9, -104, 300, 709, 711, -746, 1e6, -1e6, 1e30, -1e30, 3.4e38, -3.4e38, Infinity, -Infinity, NaN,
]; // prettier-ignore

describe('at the limits of numbers', () => {
  const activations = Object.values(kinds).filter(({ prototype }) => 'predictions' in prototype) as unknown as (new () => Layer)[]; // prettier-ignore
  const random = new RandomState(5);
  const rows = Array.from({ length: 40 }, () => Array.from({ length: 4 }, () => EXTREMES[random.randint(0, EXTREMES.length)]!)); // prettier-ignore
  const X = tensor([...rows, ...EXTREMES.map((x) => [x, x, -x, 1])]);

  it('has all activations', () => expect(activations.length).toBe(19));

  it.each(activations.map((Kind) => [new Kind().kind, Kind] as const))('%s', async (_, Kind) => {
    await expectSame(new Model([new Kind()]), X, 'float32');
    const wide = new Dense(4, 4, { useBias: false });
    wide.weights = tensor([[1.1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1 / 3, 0], [0, 0, 0, 0.01]], 'float64'); // prettier-ignore
    await expectSame(new Model([wide, new Kind()]), X, 'float32');
  });
});

it.each([new MaxPooling2D(2), new AveragePooling2D(2), new GlobalMaxPooling2D(), new GlobalAveragePooling2D()])(
  'pools what is no number: %s',
  async (layer) => {
    const random = new RandomState(4);
    const X = random.randn([6, 4, 4, 1]);
    [NaN, -NaN, Infinity, -Infinity, -0].forEach((x, n) => [1, 6, 15].forEach((at) => (X.data[16 * n + at] = x)));
    await expectSame(new Model([layer]), X, 'float32');
  },
);

it('long rows are added up as there', async () => {
  const random = new RandomState(2);
  for (const C of [7, 8, 129, 300]) {
    const model = new Model([new LayerNormalization(C), new Softmax()]);
    await expectSame(model, random.randn([2, C]), 'float32');
  }
});
