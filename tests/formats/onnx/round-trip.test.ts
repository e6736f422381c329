/** Models out and in again. ONNX_MODELS=300 sets how many random ones; the default keeps the test quick. */
import { expect, test } from 'vitest';
import { fromOnnx, toOnnx } from 'nnfs';
import { withDotPrecision } from '../../../src/tensor/precision.ts';
import { randomNetwork } from '../networks.ts';
import { distance } from './runtime.ts';

const COUNT = Number(process.env.ONNX_MODELS ?? 60);

test(`${COUNT} random models come back`, { timeout: 600_000 }, () => {
  let equal = 0;
  for (let i = 0; i < COUNT; i++) {
    const { model, X } = randomNetwork(i);
    const again = fromOnnx(toOnnx(model, { inputShape: X.shape.slice(1) }));
    const [wanted, found] = [model, again].map((each) => withDotPrecision('float64', () => each.predict(X)));
    expect(found!.shape, `${i}: ${model.toString()}`).toEqual(wanted!.shape);
    const error = distance(found!.data, wanted!.data);
    expect(error, `${i}: ${model.toString()}, ${again.toString()}`).toBeLessThan(1e-6); // of slopes, which are float32 there
    if (error === 0) equal++;
  }
  expect(equal).toBeGreaterThan(0.8 * COUNT);
});
