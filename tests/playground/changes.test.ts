/** What is changed in the midst of a run, and the link that holds it. */
import fc from 'fast-check';
import { ValueError } from 'nnfs';
import { describe, expect, test } from 'vitest';
import {
  LIVE,
  linkOf,
  readWeight,
  recipeOf,
  settingsAfter,
  sizesOf,
  withChange,
  type Change,
} from '../../playground/core/settings/changes.ts';
import { DEFAULTS } from '../../playground/core/settings/settings.ts';

const settings = { ...DEFAULTS, hidden: [5, 4] };

const anyWeight = fc
  .record({ step: fc.nat(1e6), at: fc.nat(1e6), isBias: fc.boolean(), value: fc.integer({ min: -1e6, max: 1e6 }) })
  .map(({ step, at, isBias, value }): Change => {
    const sizes = sizesOf(settings);
    const layer = at % 3;
    const [I, O] = [sizes[layer]!, sizes[layer + 1]!];
    const parameter = isBias ? 'biases' : 'weights';
    return { step, kind: 'Dense', layer, parameter, at: isBias ? [at % O] : [at % I, at % O], value: value / 1024 };
  });
const anySetting = fc
  .record({ step: fc.nat(1e6), rate: fc.constantFrom(0.5, 1e-6, 10) })
  .map(({ step, rate }): Change => ({ step, name: 'rate', value: rate }));

test('the link of any changes leads to them', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(anyWeight, anySetting), { maxLength: 20 }), fc.nat(1e6), (changes, at) => {
      const sorted = [...changes].sort((a, b) => a.step - b.step);
      const link = linkOf({ settings, changes: sorted }, at);
      expect(recipeOf(link)).toEqual({ settings, changes: sorted, at });
    }),
  );
});

test('of a table, whose inputs a link does not tell, any weight is read', () => {
  const { changes } = recipeOf('data=table&table=0a1b2c3d&hidden=3&changes=5:w1-8-2:0.5');
  expect(changes).toEqual([{ step: 5, kind: 'Dense', layer: 0, parameter: 'weights', at: [8, 2], value: 0.5 }]);
  expect(() => recipeOf('data=table&changes=5:w2-12-0:0.5')).toThrow(ValueError);
});

test('a link is readable', () => {
  const changes: Change[] = [
    { step: 40, name: 'rate', value: 0.5 },
    { step: 60, kind: 'Dense', layer: 0, parameter: 'weights', at: [1, 2], value: -0.25 },
    { step: 60, kind: 'Dense', layer: 2, parameter: 'biases', at: [0], value: 1 },
  ];
  expect(linkOf({ settings, changes }, 80)).toBe('hidden=5,4&changes=40:rate:0.5,60:w1-1-2:-0.25,60:b3-0:1&at=80');
  expect(linkOf({ settings: DEFAULTS, changes: [] })).toBe('');
});

describe.each([
  '40:rate',
  '40:rate:11',
  '40:hidden:3',
  '40:constructor:1',
  'x:rate:1',
  '40:w4-0-0:1',
  '40:w0-0-0:1',
  '40:w1-2-0:1',
  '40:w1-0-5:1',
  '40:b3-3:1',
  '40:w1-0:1',
  '40:b1-0-0:1',
  '40:w1-0-0:1e99',
  '40:w1-0-0:NaN',
  '40:w1-0-0:',
  '40:rate:0.1,',
  '40:cw1-0-0-0-0:1',
  '40:cb1-0:1',
])('%s', (text) => {
  test('is refused', () => {
    expect(() => recipeOf(`hidden=5,4&changes=${text}`)).toThrow(ValueError);
    expect(() => recipeOf(`hidden=5,4&changes=${text}`)).toThrow(
      'The link: expected changes as 40:rate:0.5 (optimizer,',
    );
  });
});

describe('of convolutions', () => {
  const PICTURES = 'data=digits&conv=8,4';

  test('a weight has a row and a column, a map and a filter; a bias has a filter', () => {
    const link = `${PICTURES}&changes=3:cw2-0-2-7-3:-0.25,5:cb1-7:1,6:w1-15-9:2`;
    const [weight, bias, dense] = recipeOf(link).changes;
    expect(weight).toEqual({
      ...{ step: 3, kind: 'Conv2D', layer: 1, parameter: 'weights', at: [0, 2, 7, 3], value: -0.25 },
    });
    expect(bias).toEqual({ step: 5, kind: 'Conv2D', layer: 0, parameter: 'biases', at: [7], value: 1 });
    expect(dense).toMatchObject({ kind: 'Dense', at: [15, 9] });
    expect(linkOf(recipeOf(link))).toBe(link);
  });

  test.each([
    '3:cw0-0-0-0-0:1',
    '3:cw3-0-0-0-0:1',
    '3:cw1-3-0-0-0:1',
    '3:cw1-0-3-0-0:1',
    '3:cw1-0-0-1-0:1',
    '3:cw1-0-0-0-8:1',
    '3:cw2-0-0-8-0:1',
    '3:cw2-0-0-0-4:1',
    '3:cw1-0-0-0:1',
    '3:cw1-0-0-0-0-0:1',
    '3:cw1-0-0--1-0:1',
    '3:cw1-0-0-0-0:1e99',
    '3:cb0-0:1',
    '3:cb1-8:1',
    '3:cb2-0-0:1',
    '3:ccb1-0:1',
    '3:w1-0-0-0-0:1',
  ])('%s is refused', (text) => {
    expect(() => recipeOf(`${PICTURES}&changes=${text}`)).toThrow(ValueError);
  });
});

test('more changes than a link may hold are refused', () => {
  const many = Array.from({ length: 31 }, (_, i) => `${i}:rate:0.1`).join(',');
  expect(() => recipeOf(`changes=${many}`)).toThrow('The link: expected up to 30 changes, received 31.');
});

test('a change replaces one of the same, and all that was to come after it', () => {
  const first = { settings, changes: [] };
  const rate = (step: number, value: number): Change => ({ step, name: 'rate', value });
  const weight = (step: number, value: number): Change => {
    return { step, kind: 'Dense', layer: 0, parameter: 'weights', at: [0, 0], value };
  };
  const both = [rate(10, 0.1), weight(20, 1), rate(20, 0.3), weight(30, 2)].reduce(withChange, first);
  expect(both.changes).toHaveLength(4);
  expect(withChange(both, rate(20, 0.4)).changes).toEqual([rate(10, 0.1), weight(20, 1), rate(20, 0.4)]);
  expect(withChange(both, weight(15, 5)).changes).toEqual([rate(10, 0.1), weight(15, 5)]);
  expect(settingsAfter(both)).toEqual({ ...settings, rate: 0.3 });
  expect(settingsAfter(both, 1)).toEqual({ ...settings, rate: 0.1 });
  expect(LIVE).toContain('rate');
});

test.each([
  ['0.5', 0.5],
  ['-0.25', -0.25],
  ['−1e-7', -1e-7],
  ['-0', 0],
  ['--1', undefined],
  ['1e7', undefined],
  ['Infinity', undefined],
  ['', undefined],
] as const)('%s is the weight %s', (text, value) => {
  expect(readWeight(text)).toBe(value);
});
