/** exp, log and sqrt of float32, equal to NumPy's in every bit; tanh within 2 ulps (NumPy's is a table of its own). */
import { expect, it } from 'vitest';
import { exp, log, sqrt, tanh } from 'nnfs';
import { decode, golden, type GoldenArray } from '../support/golden.ts';

const file = golden<Record<'x' | 'exp' | 'log' | 'sqrt' | 'tanh', GoldenArray>>('float32_math.json');

it.each([
  { name: 'exp', operation: exp, ulps: 0 },
  { name: 'log', operation: log, ulps: 0 },
  { name: 'sqrt', operation: sqrt, ulps: 0 },
  { name: 'tanh', operation: tanh, ulps: 2 },
] as const)('$name, within $ulps ulps', ({ name, operation, ulps }) => {
  expect(operation(decode(file.x))).toEqualTensor(decode(file[name]), { ulps });
});
