/** Batches are the rows they should be, narrow rows and wide ones. */
import { RandomState, Tensor, takeRows } from 'nnfs';
import { describe, expect, it } from 'vitest';
import { gather } from '../../src/model/run/batches.ts';

describe.each([1, 3, 31, 32, 33, 200])('rows of %i', (width) => {
  const random = new RandomState(width);
  const samples = random.randn([20, width]);
  const integers = random.randint(0, 9, [20, width]);
  const order = random.permutation(20).data;

  it.each([samples, integers])('from some row on', (source) => {
    const target = new Tensor(source.dtype, [7, width]);
    gather(source, target, 5);
    expect(target).toEqualTensor(source.slice(5, 12));
  });

  it.each([samples, integers])('in the order asked for', (source) => {
    const target = new Tensor(source.dtype, [7, width]);
    gather(source, target, 5, order);
    expect(target).toEqualTensor(takeRows(source, [...order].slice(5, 12)));
  });
});
