/** Dropout: what it draws, keeps and scales. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Dropout, init, ones, RandomState, tensor } from 'nnfs';

beforeEach(() => init());
afterEach(() => init());

describe('in training', () => {
  it('draws a mask for each pass and goes back through the same', () => {
    const random = new RandomState(6);
    const dropout = new Dropout(0.3, { random });
    const mask = new RandomState(6).binomial(1, 1 - 0.3, [4, 5]);
    const X = new RandomState(7).randn([4, 5]);
    const expected = Float64Array.from(X.data, (x, i) => x * (mask.data[i]! / (1 - 0.3)));
    expect(dropout.forward(X, { training: true })).toEqualTensor({ dtype: 'float64', shape: [4, 5], data: expected });
    const back = dropout.backward(ones([4, 5]));
    expect(back.data).toEqual(Float64Array.from(mask.data, (kept) => kept / (1 - 0.3)));
    expect(dropout.forward(X, { training: true })).not.toEqual(dropout.forward(X, { training: true }));
  });

  it('is float32 where dot products are', () => {
    init({ dotPrecision: 'float32' });
    const dropout = new Dropout(0.5, { random: new RandomState(0) });
    const output = dropout.forward([[1, 2, 3, 4]], { training: true });
    expect([output.dtype, dropout.backward(output).dtype]).toEqual(['float32', 'float32']);
  });

  it('keeps the expected value', () => {
    const dropout = new Dropout(0.4, { random: new RandomState(1) });
    const output = dropout.forward(ones([100, 100]), { training: true });
    const mean = [...output.data].reduce((sum, x) => sum + x, 0) / output.size;
    expect(Math.abs(mean - 1)).toBeLessThan(0.05); // six standard errors of 10,000 draws
    const kept = output.data.filter((x) => x > 0).length / output.size;
    expect(Math.abs(kept - 0.6)).toBeLessThan(0.03);
    expect(new Set(output.data)).toEqual(new Set([0, 1 / (1 - 0.4)]));
  });

  it('at rate 0 drops nothing, though it draws', () => {
    const random = new RandomState(2);
    const X = tensor([[1, -2, 3]], 'float64');
    expect(new Dropout(0, { random }).forward(X, { training: true })).toEqualTensor(X);
  });

  it('draws from the global stream by default', () => {
    const [a, b] = [new Dropout(0.5), new Dropout(0.5, { random: new RandomState(0) })];
    const X = ones([3, 3]);
    expect(a.forward(X, { training: true })).toEqualTensor(b.forward(X, { training: true }));
  });
});

describe('outside training', () => {
  it('passes everything on, in both directions, and draws nothing', () => {
    const random = new RandomState(3);
    const state = random.getState();
    const dropout = new Dropout(0.9, { random });
    const X = new RandomState(4).randn([3, 3]);
    expect(dropout.forward(X)).toEqualTensor(X);
    expect(dropout.backward(X)).toEqualTensor(X);
    expect(random.getState()).toEqual(state);
  });
});
