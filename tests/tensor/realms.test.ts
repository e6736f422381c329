/** Typed arrays of other realms, such as a frame's or a test runner's, are no instances of this one's. */
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { add, decodeSafetensors, encodeSafetensors, tensor, Tensor, type DType } from 'nnfs';
import { dtypeOf, type Data } from '../../src/tensor/dtype.ts';

const foreign = (code: string): Data => runInNewContext(code) as Data;

describe.each<[DType, string]>([
  ['float32', 'Float32Array'],
  ['float64', 'Float64Array'],
  ['int32', 'Int32Array'],
  ['uint8', 'Uint8Array'],
])('%s', (dtype, name) => {
  it('is known', () => {
    const data = foreign(`${name}.of(1, 2, 3)`);
    expect(data.constructor.name).toBe(name);
    expect(data instanceof Object).toBe(false);
    expect(dtypeOf(data)).toBe(dtype);
    expect(tensor(data, dtype)).toEqualTensor(tensor([1, 2, 3], dtype));
    expect(add(data, 1)).toEqualTensor(tensor([2, 3, 4], dtype));
    expect(tensor(runInNewContext(`[${name}.of(1, 2), ${name}.of(3, 4)]`) as Data[] as never).shape).toEqual([2, 2]);
  });

  it('keeps its memory as an array of this realm', () => {
    const data = foreign(`${name}.of(1, 2, 3)`);
    const x = new Tensor(dtype, [3], data);
    expect(x.data).toBeInstanceOf(globalThis[name as 'Float32Array']);
    data[1] = 7;
    expect(x.toArray()).toEqual([1, 7, 3]);
  });
});

it.each([
  'new DataView(new ArrayBuffer(8))',
  'new Float16Arrayish()',
  'Uint8ClampedArray.of(1)',
  'BigInt64Array.of(1n)',
])('%s has no element type', (code) => {
  const other = runInNewContext(
    `class Float16Arrayish { get [Symbol.toStringTag]() { return 'Float32Array'; } } ${code}`,
  );
  expect(dtypeOf(other)).toBeUndefined();
});

it('files are read', () => {
  const bytes = encodeSafetensors(new Map([['x', tensor([1, 2])]]));
  const far = foreign(`Uint8Array.of(${bytes.join()})`) as Uint8Array;
  expect(decodeSafetensors(far).tensors.get('x')).toEqualTensor(tensor([1, 2]));
});

it("Node's Buffer, whose slices share its memory, becomes a plain array", () => {
  const x = new Tensor('uint8', [3], Buffer.from([1, 2, 3]));
  const copy = x.clone();
  x.data.fill(0);
  expect(copy.toArray()).toEqual([1, 2, 3]);
});
