/** Settings and links are two forms of one thing. */
import fc from 'fast-check';
import { ValueError } from 'nnfs';
import { describe, expect, test } from 'vitest';
import { withLayer, withNeurons, withoutLayer } from '../../playground/core/settings/hidden.ts';
import {
  DEFAULTS,
  NAMES,
  classesOf,
  fromQuery,
  matters,
  ruleOf,
  toQuery,
  type Settings,
} from '../../playground/core/settings/settings.ts';

/** Texts that some rule takes. */
const TEXTS = [
  'moons',
  'sine',
  'drawn',
  'surface',
  '3AAAA.0BBBBCCCC',
  'tanh',
  'none',
  'heUniform',
  'sgd',
  'yes',
  '2',
  '10',
  '0',
  '0.5',
  '5e-7',
  '3,1,128',
  '4294967295',
];

const anySettings = fc
  .array(fc.constantFrom(...TEXTS), { minLength: NAMES.length, maxLength: NAMES.length })
  .map((texts) => {
    const given = NAMES.map((name, i) => [name, ruleOf(name).read(texts[i]!) ?? DEFAULTS[name]] as const);
    return Object.fromEntries(given) as Settings;
  });

test('the link of any settings leads to them, and to the step', () => {
  fc.assert(
    fc.property(anySettings, fc.nat(1e6), (settings, at) => {
      expect(fromQuery(toQuery(settings, at))).toEqual({ settings, at, changes: '' });
    }),
  );
});

test('a link is readable, and says only what is not at its default', () => {
  expect(toQuery(DEFAULTS)).toBe('');
  expect(toQuery({ ...DEFAULTS, data: 'moons', hidden: [8, 8], rate: 5e-7 }, 7)).toBe(
    'data=moons&hidden=8,8&rate=5e-7&at=7',
  );
  expect(toQuery({ ...DEFAULTS, hidden: [] })).toBe('hidden=none');
});

test.each([
  [
    'data=cats',
    'The link: expected data to be one of spiral, vertical, circles, moons, blobs, sine, hills, drawn, table, digits, bars, shapes, sketches, received "cats".',
  ],
  ['samples=9', 'The link: expected samples to be a whole number from 10 to 500, received "9".'],
  ['samples=10.5', 'The link: expected samples to be a whole number from 10 to 500, received "10.5".'],
  ['heldOut=0.01', 'The link: expected heldOut to be 0, or a number from 0.1 to 0.5, received "0.01".'],
  ['seed=-1', 'The link: expected seed to be a whole number from 0 to 4294967295, received "-1".'],
  ['rate=1e3', 'The link: expected rate to be a number from 0.000001 to 10, received "1e3".'],
  ['rate= 1', 'The link: expected rate to be a number from 0.000001 to 10, received " 1".'],
  [
    'hidden=',
    'The link: expected hidden to be none, or up to 6 whole numbers from 1 to 128 with commas between them, received "".',
  ],
  ['hidden=1,1,1,1,1,1,1', 'The link: expected hidden to be none, or up to 6 whole numbers'],
  ['dataSeed=', 'The link: expected dataSeed to be a whole number'],
  ['seed=1&seed=1', 'The link: expected seed once, received it twice.'],
  ['constructor=1', 'The link: expected settings data, samples, classes,'],
  [`batch=${'9'.repeat(999)}`, `received "${'9'.repeat(40)}...".`],
])('%s is refused', (query, message) => {
  expect(() => fromQuery(query)).toThrow(ValueError);
  expect(() => fromQuery(query)).toThrow(message);
});

test('every number that a link may say is said again as it was understood', () => {
  const anyNumber = fc
    .tuple(fc.nat(9_999_999), fc.stringMatching(/^(\.\d{1,20})?(e-\d{1,3})?$/))
    .map(([whole, rest]) => `${whole}${rest}`);
  for (const name of ['rate', 'l1', 'noise', 'seed'] as const) {
    const { read, write } = ruleOf(name);
    const again = (text: string): unknown => {
      const value = read(text);
      return value === undefined ? undefined : [value, read(write(value))];
    };
    fc.assert(
      fc.property(anyNumber, (text) => {
        const [value, same] = (again(text) ?? []) as number[];
        expect(same).toBe(value);
      }),
    );
  }
  const { rate, seed } = fromQuery('rate=0.123456789012e-5&seed=4294967295').settings;
  expect([rate, seed]).toEqual([0.00000123456789012, 4294967295]);
  expect(fromQuery(toQuery({ ...DEFAULTS, rate })).settings.rate).toBe(rate);
});

describe('what matters', () => {
  const of = (query: string): Settings => fromQuery(query).settings;

  test.each([
    ['', 3],
    ['classes=8', 8],
    ['classes=8&data=moons', 2],
    ['data=sine', 0],
    ['data=hills', 0],
    ['data=drawn&classes=2', 2],
    ['data=drawn&task=surface', 0],
  ])('%s has %d classes', (query, classes) => {
    expect(classesOf(of(query))).toBe(classes);
  });

  test.each([
    ['classes', 'data=circles', false],
    ['classes', 'data=blobs', true],
    ['classes', 'data=drawn', true],
    ['classes', 'data=hills', false],
    ['samples', 'data=drawn', false],
    ['task', 'data=drawn', true],
    ['task', '', false],
    ['noise', '', false],
    ['noise', 'data=sine', true],
    ['momentum', '', false],
    ['momentum', 'optimizer=sgd', true],
    ['shuffle', '', false],
    ['shuffle', 'batch=10', true],
    ['seed', '', true],
  ] as const)('%s for %s: %s', (name, query, answer) => {
    expect(matters(name, of(query))).toBe(answer);
  });
});

test('a hidden layer comes and goes anywhere, and each may have more neurons or fewer', () => {
  expect(withLayer([8, 6], 0)).toEqual([4, 8, 6]);
  expect(withLayer([8, 6], 1)).toEqual([8, 4, 6]);
  expect(withLayer([8, 6], 2)).toEqual([8, 6, 4]);
  expect(withLayer([], 0)).toEqual([4]);
  expect(withLayer([1, 2, 3, 4, 5, 6], 3)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(withoutLayer([8, 6, 4], 1)).toEqual([8, 4]);
  expect(withoutLayer([8], 0)).toEqual([]);
  expect(withNeurons([8, 6], 1, 1)).toEqual([8, 7]);
  expect(withNeurons([8, 1], 1, -1)).toEqual([8, 1]);
  expect(withNeurons([128], 0, 1)).toEqual([128]);
});

describe('every setting of a link', () => {
  const HOSTILE = [
    ...['<img src=x onerror=alert(1)>', '"><script>alert(1)</script>', 'javascript:alert(1)', '${1}', "'; --"],
    ...['constructor', '__proto__', 'toString', 'null', 'undefined', 'NaN', 'Infinity', '-1', '1e999', '0x10', '１２'],
    ...['1,2,,3', '\u0000', '\u202e', '../../etc/passwd', '9'.repeat(400)],
  ];

  test.each([...NAMES, 'at'])('%s refuses what is hostile by its name, or takes it as the text that it is', (name) => {
    for (const text of HOSTILE) {
      const query = `${name}=${encodeURIComponent(text)}`;
      if ((name === 'target' || name === 'table') && text.length <= (name === 'table' ? 8 : 200)) {
        expect(fromQuery(query).settings[name]).toBe(text);
        continue;
      }
      expect(() => fromQuery(query), query).toThrow(ValueError);
      expect(() => fromQuery(query), query).toThrow(`The link: expected ${name} to be `);
    }
  });

  test('words that objects have are no words of a setting', () => {
    for (const name of ['__proto__', 'constructor', 'hasOwnProperty', 'toString'])
      expect(() => fromQuery(`${name}=1`)).toThrow('The link: expected settings data, samples,');
  });
});
