/** Model files with random damage. MODEL_FUZZ=100000 sets how many; the default keeps the test quick. */
import { expect, test } from 'vitest';
import { FormatError, Model, NnfsError, RandomState, random, spiralData } from 'nnfs';
import { decodeModel } from '../../src/model/files/native.ts';
import { parts, file } from '../io/support.ts';
import { described, descriptionOf, trained } from './support.ts';

const FILES = Number(process.env.MODEL_FUZZ ?? 2000);

/** The second file is mostly the 624 words of a Mersenne Twister; the first is what damage should hit. */
const originals = [trained(new RandomState('a short state')), trained()].map((bytes) => ({
  bytes,
  ...parts(bytes),
  description: JSON.stringify(descriptionOf(bytes)),
}));

/** Values that parsers trip over. */
const WORDS = [
  ...['0', '-1', '1e15', '9007199254740992', '1e999', '0.5', 'null', 'true', '""', '"NaN"', '"Infinity"', '[]', '{}'],
  ...['"__proto__"', '"constructor"', '"Dense"', '"Dropout"', '"Softmax"', '"SGD"', '"F64"', '"U8"', '"BF16"', '[0,0]'],
];

/** The JSON text with one of its values replaced, or a character changed, left out or said twice. */
function damageText(text: string, dice: RandomState): string {
  const at = dice.randint(0, text.length);
  switch (dice.randint(0, 5)) {
    case 0: {
      const values = [...text.matchAll(/(?<=[:[,])(?:-?[\d.e+-]+|"(?:[^"\\]|\\.)*"|true|false|null)(?=[\],}])/g)];
      const value = values[dice.randint(0, values.length)]!;
      const word = WORDS[dice.randint(0, WORDS.length)]!;
      return text.slice(0, value.index) + word + text.slice(value.index + value[0].length);
    }
    case 1: {
      const names = [...text.matchAll(/"\w+"(?=:)/g)];
      const name = names[dice.randint(0, names.length)]!;
      const other = dice.randint(0, 4) === 0 ? '"__proto__"' : names[dice.randint(0, names.length)]![0];
      return text.slice(0, name.index) + other + text.slice(name.index + name[0].length);
    }
    case 2:
      return text.slice(0, at) + text.slice(at + dice.randint(1, 9));
    case 3:
      return text.slice(0, at) + text.slice(at - Math.min(at, dice.randint(1, 9)));
    default:
      return text.slice(0, at) + String.fromCharCode(dice.randint(1, 256)) + text.slice(at + 1);
  }
}

function damage(dice: RandomState): Uint8Array {
  const { bytes: original, header, data, description } = originals[dice.binomial(1, 0.2)]!;
  const kind = dice.randint(0, 6);
  if (kind === 0) return original.subarray(0, dice.randint(0, original.length));
  if (kind === 1) return file(damageText(header, dice), data);
  if (kind < 4) return described(original, damageText(description, dice));
  const bytes = original.slice();
  for (let i = dice.randint(1, 5); i > 0; i--) {
    const at = dice.randint(0, kind === 4 ? 2000 : bytes.length);
    bytes[at] = dice.randint(0, 2) === 0 ? dice.randint(0, 256) : bytes[at]! ^ (1 << dice.randint(0, 8));
  }
  return bytes;
}

const { X, y } = spiralData({ samples: 10, classes: 3, random: new RandomState(0) });

/** Checks that a file that was taken is a working model: saving it loses nothing, and it trains, or says why it cannot. */
function check(bytes: Uint8Array): void {
  const model = Model.fromBytes(bytes);
  const again = model.toBytes({ training: true });
  expect(Buffer.compare(Model.fromBytes(again).toBytes({ training: true }), again)).toBe(0);
  try {
    model.trainSteps(X, y, { batchSize: 10, shuffle: true, print: () => undefined }).next();
    model.predict(X);
  } catch (error) {
    if (!(error instanceof NnfsError)) throw error;
  }
}

test(`${FILES} damaged model files are each refused with a FormatError, or are a model`, { timeout: 600_000 }, () => {
  const dice = new RandomState(20);
  const before = random.getState();
  const size = (): number => process.memoryUsage().rss;
  const start = size();
  let [accepted, refused, most] = [0, 0, 0];
  for (let i = 0; i < FILES; i++) {
    const bytes = damage(dice);
    let taken = false;
    try {
      decodeModel(bytes);
      taken = true;
    } catch (error) {
      if (!(error instanceof FormatError)) throw new Error(`file ${i}`, { cause: error });
      expect(error.message).toMatch(/^Model\.fromBytes[:,] .*expected .*, received /s);
      refused++;
    }
    if (taken && ++accepted % 10 === 0) check(bytes);
    if (i % 100 === 0) most = Math.max(most, size() - start);
  }
  if (FILES > 10_000) console.log({ accepted, refused, most });
  expect(random.getState()).toEqual(before);
  expect(accepted).toBeGreaterThan(FILES / 20); // the damage is not all so coarse that the first check finds it
  expect(refused).toBeGreaterThan(FILES / 4);
  expect(most).toBeLessThan(300e6); // what is collected late, not what a file claims: those claims are in terabytes
  expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
});
