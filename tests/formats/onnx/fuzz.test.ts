/** ONNX files with random damage. ONNX_FUZZ=20000 sets how many; the default keeps the test quick. */
import { expect, test } from 'vitest';
import { FormatError, Model, NnfsError, RandomState, fromOnnx, toOnnx } from 'nnfs';
import { randomNetwork } from '../networks.ts';

const COUNT = Number(process.env.ONNX_FUZZ ?? 500);

const originals = Array.from({ length: 24 }, (_, i) => randomNetwork(i)).map(({ model, X }) => ({
  X,
  bytes: Buffer.from(toOnnx(model, { inputShape: X.shape.slice(1) })),
}));

/** What readers trip over: names of operators, lengths and numbers that are too large. */
const WORDS = ['Gemm', 'MatMul', 'Conv', 'Add', 'Mul', 'Div', 'Reshape', 'Transpose', 'Identity', 'Loop', 'MaxPool'];

function damage(original: Buffer, dice: RandomState): Buffer {
  let bytes = Buffer.from(original);
  for (let i = dice.randint(1, 4); i > 0; i--) {
    const at = dice.randint(0, bytes.length + 1);
    switch (dice.randint(0, 6)) {
      case 0: {
        // One operator in the place of another.
        const [from, to] = [0, 0].map(() => WORDS[dice.randint(0, WORDS.length)]!) as [string, string];
        const found = bytes.indexOf(from, at);
        if (found >= 0) bytes.set(Buffer.from(to.slice(0, from.length).padEnd(from.length)), found);
        break;
      }
      case 1:
        bytes = Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + dice.randint(1, 9))]);
        break;
      case 2:
        bytes = Buffer.concat([bytes.subarray(0, at), Buffer.alloc(dice.randint(1, 5), 0xff), bytes.subarray(at)]);
        break;
      case 3:
        bytes = bytes.subarray(0, at);
        break;
      default:
        if (at < bytes.length) bytes[at]! ^= 1 << dice.randint(0, 8);
    }
  }
  return bytes;
}

test(`${COUNT} damaged ONNX files are refused, or are models`, { timeout: 900_000 }, () => {
  const dice = new RandomState(43);
  const start = process.memoryUsage().rss;
  let [refused, most] = [0, 0];
  for (let i = 0; i < COUNT; i++) {
    const { bytes, X } = originals[dice.randint(0, originals.length)]!;
    let model: Model | undefined;
    try {
      model = fromOnnx(damage(bytes, dice));
    } catch (error) {
      if (!(error instanceof FormatError)) throw new Error(`file ${i}`, { cause: error });
      expect(error.message).toMatch(/^fromOnnx[:,].* expected .*, received /s);
      refused++;
    }
    if (model !== undefined && i % 10 === 0) {
      expect(model).toBeInstanceOf(Model);
      try {
        model.predict(X);
      } catch (error) {
        if (!(error instanceof NnfsError)) throw new Error(`model ${i}`, { cause: error });
      }
    }
    if (i % 100 === 0) most = Math.max(most, process.memoryUsage().rss - start);
  }
  expect(refused).toBeGreaterThan(COUNT / 4);
  expect(refused).toBeLessThan(0.95 * COUNT);
  expect(most).toBeLessThan(400e6); // what is collected late, not what a file claims
});

test.each([
  ['a chain of products', 'Mul'],
  ['a chain of sums of itself', 'Add'],
  ['a chain of passed constants', 'Identity'],
])('long graphs take no long time: %s', (_, op) => {
  const graph = [...Array(30_000).keys()];
  expect(() => fromOnnx(chain(op, graph.length))).toThrow(FormatError);
});

/** A graph of many equal nodes, each of the one before it. */
function chain(op: string, count: number): Uint8Array {
  const field = (id: number, body: Uint8Array | string): Buffer => {
    const bytes = Buffer.from(body);
    const length: number[] = [];
    for (let rest = bytes.length; ; rest >>>= 7) {
      length.push(rest > 127 ? (rest & 127) | 128 : rest);
      if (rest <= 127) break;
    }
    return Buffer.concat([Buffer.from([(id << 3) | 2, ...length]), bytes]);
  };
  const inputs = (name: string): Buffer[] => (op === 'Identity' ? [field(1, name)] : [field(1, name), field(1, name)]);
  const nodes = Array.from({ length: count }, (_, i) =>
    field(1, Buffer.concat([...inputs(i === 0 ? 'x' : `t${i - 1}`), field(2, `t${i}`), field(4, op)])),
  );
  const names = [field(12, field(1, `t${count - 1}`)), field(11, field(1, 'x'))];
  return Buffer.concat([field(7, Buffer.concat([...nodes, ...names])), field(8, Buffer.from([16, 13]))]);
}
