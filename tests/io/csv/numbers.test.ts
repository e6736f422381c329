/** Every number of a column of numbers is `Number(text)`, to the bit. CSV_NUMBERS sets how many of each kind are tried. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCsv } from '../../../src/io/csv/read.ts';
import { SCANNERS, bytesOf } from './support.ts';

const COUNT = Number(process.env.CSV_NUMBERS ?? 5000);

const bits = fc.tuple(fc.integer({ min: 0, max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 2 ** 32 - 1 }));
const anyDouble = bits.map(([high, low]) => {
  const view = new DataView(new ArrayBuffer(8));
  view.setUint32(0, high);
  view.setUint32(4, low);
  const value = view.getFloat64(0);
  return Number.isFinite(value) ? value : 0;
});
const usual = fc.double({ min: -1e6, max: 1e6, noNaN: true });
const digits = (min: number, max: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789')), minLength: min, maxLength: max });

/** Halfway between two neighbours, written out: where rounding is hardest. */
const midpoint = fc
  .tuple(fc.bigInt({ min: 2n ** 52n, max: 2n ** 53n - 1n }), fc.integer({ min: 0, max: 10 }))
  .map(([mantissa, shift]) => String((2n * mantissa + 1n) * 2n ** BigInt(shift)));

const KINDS: Readonly<Record<string, fc.Arbitrary<string>>> = {
  'fixed decimals': fc.tuple(usual, fc.integer({ min: 0, max: 12 })).map(([x, places]) => x.toFixed(places)),
  'shortest texts': usual.map(String),
  'any bits': anyDouble.map(String),
  'exponents of all sizes': anyDouble.map((x) => x.toExponential(17)),
  'nineteen digits': fc.tuple(digits(1, 9), digits(1, 10)).map(([whole, fraction]) => `${whole}.${fraction}`),
  'twenty-five digits': fc.tuple(digits(1, 12), digits(1, 13)).map(([whole, fraction]) => `-${whole}.${fraction}`),
  'whole numbers': digits(1, 21),
  'a power of ten behind': fc
    .tuple(digits(1, 19), fc.integer({ min: -30, max: 30 }))
    .map(([mantissa, power]) => `${mantissa}e${power}`),
  midpoints: midpoint,
  'midpoints divided': midpoint.map((text) => `${text.slice(0, 3)}.${text.slice(3)}`),
  'odd forms': fc.constantFrom('1.', '.5', '-.5', '+7', '-0', '0.0', '-0.000', '00012', '1e5', '1E+5', '1e-05', '0e999', '1e-400', '4.9e-324', '2.2250738585072011e-308', '9007199254740993', '18446744073709551615', '1.7976931348623157e308'),
}; // prettier-ignore

describe.each(SCANNERS)('%s', (_, plain) => {
  test.each(Object.entries(KINDS))('%s', (_, kind) => {
    const texts = fc.sample(kind, { numRuns: COUNT, seed: 1 });
    const types = { x: 'number', y: 'number' } as const; // else long whole numbers that rounding changes are texts
    const { columns } = readCsv(
      bytesOf(`x,y\n${texts.map((text) => `${text},"${text}"\n`).join('')}`),
      { types },
      plain,
    );
    for (const column of columns) {
      if ('codes' in column) throw new Error(`text: ${column.dictionary[0]}`);
      const wrong = texts.filter((text, i) => !Object.is(column.values[i], Number(text)));
      expect(wrong).toEqual([]);
    }
  });

  test('with a decimal comma', () => {
    const texts = fc.sample(KINDS['any bits']!, { numRuns: COUNT, seed: 2 });
    const text = `x;y\n${texts.map((text) => `${text.replace('.', ',')};a\n`).join('')}`;
    const [column] = readCsv(bytesOf(text), { decimal: ',' }, plain).columns;
    if (column === undefined || 'codes' in column) throw new Error('no numbers');
    expect(texts.filter((text, i) => !Object.is(column.values[i], Number(text)))).toEqual([]);
  });
});

test('float32 columns hold the float64 numbers rounded', () => {
  const texts = fc.sample(usual, { numRuns: COUNT, seed: 3 }).map(String);
  const [column] = readCsv(bytesOf(`x\n${texts.join('\n')}`), { dtype: 'float32' }).columns;
  expect(column).toMatchObject({ values: Float32Array.from(texts, Number) });
});
