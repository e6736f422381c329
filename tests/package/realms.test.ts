/** What comes from elsewhere: arrays, bytes and streams of another realm, tensors that were posted to a worker, shared memory. */
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import {
  Dense,
  MeanSquaredError,
  Model,
  RandomState,
  SGD,
  Tensor,
  add,
  decodeSafetensors,
  encodeSafetensors,
  parseCsv,
  readTable,
  tensor,
  type PlainTensor,
} from 'nnfs';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { dist } from '../support/dist.ts';

const CSV = 'a,b\n1,é\n2,y\n';
const ROWS = [
  { a: 1, b: 'é' },
  { a: 2, b: 'y' },
];
const text = new TextEncoder().encode(CSV);
const file = encodeSafetensors(new Map([['x', tensor([1, 2])]]));
const model = new Model([new Dense(2, 3)]);

/** The same bytes as an array of another realm. */
const foreign = (bytes: Uint8Array): Uint8Array => runInNewContext(`Uint8Array.of(${bytes.join()})`) as Uint8Array;

function shared(bytes: Uint8Array): Uint8Array<SharedArrayBuffer> {
  const array = new Uint8Array(new SharedArrayBuffer(bytes.length + 3), 3);
  array.set(bytes);
  return array;
}

/** A decoder that refuses shared memory, as those of pages do; Node's takes it. */
class Strict extends TextDecoder {
  override decode(...args: Parameters<TextDecoder['decode']>): string {
    const [bytes] = args as [Uint8Array | undefined];
    if (bytes?.buffer instanceof SharedArrayBuffer) throw new TypeError('The provided view is shared.');
    return super.decode(...args);
  }
}
afterEach(() => void vi.unstubAllGlobals());

describe.each([
  ['of another realm', foreign],
  ['of shared memory', shared],
  ["of Node's Buffer", (bytes: Uint8Array) => Buffer.from(bytes)],
])('bytes %s', (_, made) => {
  test('are read by every reader', async () => {
    vi.stubGlobal('TextDecoder', Strict);
    expect(parseCsv(made(text)).toRows()).toEqual(ROWS);
    const utf16 = Uint8Array.from(Buffer.from(`\ufeff${CSV}`, 'utf16le'));
    expect(parseCsv(made(utf16)).toRows()).toEqual(ROWS);
    expect(decodeSafetensors(made(file)).tensors.get('x')).toEqualTensor(tensor([1, 2]));
    expect(Model.fromBytes(made(model.toBytes())).toBytes()).toEqual(model.toBytes());
    async function* chunks(): AsyncGenerator<Uint8Array> {
      await Promise.resolve();
      for (let at = 0; at < utf16.length; at += 10) yield made(utf16.subarray(at, at + 10));
    }
    expect((await readTable(chunks())).toRows()).toEqual(ROWS);
  });

  test('make tensors, and are shuffled in a copy', () => {
    expect(tensor(made(text))).toEqualTensor(tensor([...text]));
    const bytes = made(text);
    const shuffled = new RandomState(1).permutation(bytes) as Uint8Array;
    expect(shuffled).not.toEqual(text);
    expect([...bytes]).toEqual([...text]);
  });
});

test('a buffer of another realm is read as one of this realm', () => {
  expect(parseCsv(foreign(text).buffer as never).toRows()).toEqual(ROWS);
  const hint = 'Wrap it: new Uint8Array(buffer).';
  expect(() => decodeSafetensors(foreign(file).buffer as never)).toThrow(hint);
});

test("a Blob that is no instance of this realm's, and streams of it, are read", async () => {
  const { Blob } = globalThis;
  vi.stubGlobal('Blob', undefined);
  expect((await readTable(new Blob([CSV]))).toRows()).toEqual(ROWS);
  expect((await readTable(new Blob([CSV]).stream())).toRows()).toEqual(ROWS);
});

test('a tensor over shared memory stays there', () => {
  const x = new Tensor('float32', [2], new Float32Array(new SharedArrayBuffer(8)));
  x.data[0] = 3;
  expect(add(x, 1)).toEqualTensor(tensor([4, 1]));
  expect(x.clone().data.buffer).toBeInstanceOf(ArrayBuffer);
  expect(new Dense(2, 1).forward(x.reshape([1, 2])).shape).toEqual([1, 1]);
});

describe('a tensor that was cloned', () => {
  const x = tensor([[1.1, 2, 3], [4, 5, 6]], 'float64').transpose(); // prettier-ignore
  const plain = structuredClone(x) as PlainTensor;

  test('has lost its methods, and is a tensor again by tensor()', () => {
    expect(plain).not.toBeInstanceOf(Tensor);
    expect(tensor(plain, plain.dtype)).toEqual(x);
    expect(tensor(plain)).toEqual(tensor(x));
  });

  test('is taken where arrays are', () => {
    expect(add(plain, 1)).toEqualTensor(add(x, 1));
    const batch = structuredClone(tensor([[1, 2]])) as PlainTensor;
    expect(model.predict(batch)).toEqualTensor(model.predict([[1, 2]]));
  });

  test('lies in the memory of a model', async () => {
    const trained = new Model([new Dense(2, 3)]).set({ loss: new MeanSquaredError(), optimizer: new SGD() });
    await trained.train([[1, 2]], [[0, 0, 0]]);
    const { weights } = trained.layers[0] as Dense;
    expect(weights.data.buffer.byteLength % 65536).toBe(0); // whole pages of WebAssembly
    expect(tensor(structuredClone(weights) as PlainTensor)).toEqualTensor(weights);
  });

  test.each([
    [{ ...plain, shape: [7] }, 'Tensor: expected 7 elements for [7], received 6.'],
    [{ ...plain, dtype: 'int32' }, 'Tensor: expected elements of type int32, received a Float64Array.'],
    [{ ...plain, shape: undefined }, 'Tensor: expected'],
    [{ ...plain, data: [1, 2] }, 'tensor: expected numbers, received an object.'],
  ])('and damaged is refused: %o', (damaged, message) => {
    expect(() => tensor(damaged as PlainTensor)).toThrow(message);
  });

  test('crosses to a worker and back', async () => {
    const code = `
      const { parentPort } = require('node:worker_threads');
      const { tensor, multiply } = require(${JSON.stringify(dist('index.cjs'))});
      parentPort.once('message', (x) => parentPort.postMessage(multiply(tensor(x, x.dtype), 2)));`;
    const worker = new Worker(code, { eval: true });
    worker.postMessage(x);
    const doubled = await new Promise((resolve) => worker.once('message', resolve));
    await worker.terminate();
    expect(tensor(doubled as PlainTensor, 'float64')).toEqualTensor(add(x, x));
  });
});
