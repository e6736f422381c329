/** The activations beyond the book, and their slopes, against PyTorch's in float64. */
import { describe, expect, it } from 'vitest';
import { PReLU, kinds, type Layer, type Tensor } from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

const { cases } = golden<{
  cases: {
    x: GoldenArray;
    dvalues: GoldenArray;
    kinds: readonly ({ kind: string } & Record<'output' | 'dinputs', GoldenArray> &
      Partial<Record<'slopes' | 'dslopes', GoldenArray>>)[];
  };
}>('activations.json');

const [x, dvalues] = [decode(cases.x), decode(cases.dvalues)];

describe.each(cases.kinds)('$kind', ({ kind, output, dinputs, slopes, dslopes }) => {
  const layer = Reflect.construct(kinds[kind]!, slopes ? [slopes.shape[1]] : []) as Layer;
  if (layer instanceof PReLU) layer.slopes = decode(slopes!);

  // exp and log differ by a unit in the last place between libraries, and 1 + tanh(u) has no digits left far below 0. PyTorch's
  // HardSigmoid has a float32's 1/6 as its slope.
  const limit = kind === 'HardSigmoid' ? 1e-8 : 1e-14;
  const near = (found: Tensor, wanted: Tensor): void => {
    found.data.forEach((value, i) => {
      const x = wanted.data[i]!;
      expect(Math.abs(value - x), `at ${i}`).toBeLessThanOrEqual(limit * Math.max(1, Math.abs(x)));
    });
  };

  it('in float64', () => {
    near(layer.forward(x), decode(output));
    near(layer.backward(dvalues), decode(dinputs));
    if (layer instanceof PReLU) expect(layer.dslopes).toEqualTensor(decode(dslopes!), { relative: 1e-13 });
  });

  it.runIf(!slopes)('in float32, worked out in doubles and rounded once', () => {
    const [single, slope] = [x.astype('float32'), dvalues.astype('float32')];
    const [output, dinputs] = [layer.forward(single), layer.backward(slope)];
    expect([output.dtype, dinputs.dtype]).toEqual(['float32', 'float32']);
    expect(output).toEqualTensor(layer.forward(single.astype('float64')).astype('float32'));
    expect(dinputs).toEqualTensor(layer.backward(slope.astype('float64')).astype('float32'));
  });
});
