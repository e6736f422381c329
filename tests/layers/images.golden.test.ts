/** Convolutions, pooling, normalization and pictures that are moved against PyTorch: tests/golden/layers.py is the recipe. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { init, kinds, Tensor, type Layer, type Shape } from 'nnfs';
import { golden } from '../support/golden.ts';

interface Array {
  readonly shape: Shape;
  readonly data: readonly number[];
}

interface Case {
  readonly make: readonly [kind: string, ...args: unknown[]];
  readonly inputs: Array;
  readonly output: Array;
  readonly dvalues: Array;
  readonly dinputs: Array;
  readonly parameters: Readonly<Record<string, Array>>;
  readonly gradients: Readonly<Record<string, Array>>;
  readonly training?: boolean;
  readonly state?: Readonly<Record<string, Array>>;
  readonly stateAfter?: Readonly<Record<string, Array>>;
  readonly inference?: Array;
}

const { cases } = golden<{ cases: readonly Case[] }>('layers.json');

type Type = 'float32' | 'float64';

beforeEach(() => init());
afterEach(() => init());

const tensorOf = (dtype: Type, { shape, data }: Array): Tensor<Type> =>
  dtype === 'float32'
    ? new Tensor(dtype, shape, Float32Array.from(data))
    : new Tensor(dtype, shape, Float64Array.from(data));

const valueOf = ({ parameters }: Layer, name: string): Tensor => parameters.find((each) => each.name === name)!.value;

/** Convolutions and largest numbers of integers are exact. The others divide, take roots or interpolate; some of their sums cancel. */
const isExact = ({ make: [kind] }: Case): boolean => kind.startsWith('Conv') || kind.includes('Max');
const DISTANCE = { float32: 2e-6, float64: 4e-15 } as const;

function compare(what: string, received: Tensor, expected: Array, exact: boolean, type: Type): void {
  expect(received.shape, what).toEqual(expected.shape);
  const largest = Math.max(...expected.data.map(Math.abs));
  const limit = exact ? 0 : DISTANCE[type] * largest;
  received.data.forEach((value, i) => {
    const distance = Math.abs(value - expected.data[i]!);
    if (!(distance <= limit)) expect.fail(`${what}[${i}] is ${value}, not ${expected.data[i]!}`);
  });
}

describe.each(['float64', 'float32'] as const)('in %s', (type) => {
  it.each(cases.map((one) => [JSON.stringify(one.make), one] as const))('%s', (_, one) => {
    const [kind, ...args] = one.make;
    const layer = Reflect.construct(kinds[kind]!, args) as Layer;
    const exact = isExact(one);
    const given = { ...one.parameters, ...one.state };
    for (const parameter of layer.parameters) parameter.value = tensorOf(type, given[parameter.name]!);

    if (one.inference) {
      const still = layer.forward(tensorOf(type, one.inputs));
      compare('inference', still, one.inference, exact, type);
      for (const [name, expected] of Object.entries(one.state!)) {
        expect(valueOf(layer, name)).toEqualTensor(tensorOf(type, expected));
      }
    }
    const output = layer.forward(tensorOf(type, one.inputs), { training: one.training ?? false });
    expect(output.dtype).toBe(type);
    compare('output', output, one.output, exact, type);
    compare('dinputs', layer.backward(tensorOf(type, one.dvalues)), one.dinputs, exact, type);
    for (const [name, expected] of Object.entries(one.gradients)) {
      compare(name, (layer as unknown as Record<string, Tensor>)[name]!, expected, exact, type);
    }
    for (const [name, expected] of Object.entries(one.stateAfter ?? {})) {
      compare(name, valueOf(layer, name), expected, exact, type);
    }
  });
});
