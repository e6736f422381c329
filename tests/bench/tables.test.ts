import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../bench/lib/options.mjs';
import { figure, spread } from '../../bench/lib/stats.mjs';
import { outcomeTable, ratio, type Outcome } from '../../bench/lib/tables.mjs';

describe('spread', () => {
  it.each([
    [[3], { median: 3, low: 3, high: 3, min: 3, max: 3, count: 1 }],
    [[4, 1, 3, 2], { median: 2.5, low: 1.75, high: 3.25, min: 1, max: 4, count: 4 }],
    [[5, 1, 2, 4, 3], { median: 3, low: 2, high: 4, min: 1, max: 5, count: 5 }],
  ])('of %j', (values, expected) => {
    expect(spread(values)).toEqual(expected);
  });
});

describe('figure', () => {
  it.each([
    [0, '0'],
    [0.012345, '0.0123'],
    [1, '1.00'],
    [9.996, '10.00'],
    [78.94, '78.9'],
    [123.4, '123'],
    [84_987, '85,000'],
    [NaN, '-'],
  ])('%d', (value, text) => {
    expect(figure(value)).toBe(text);
  });
});

const row = (contestant: string, name: string, value: number) => ({
  contestant,
  label: contestant.toUpperCase(),
  case: name,
  figure: spread([value]),
});

const outcome: Outcome = {
  letter: 'a',
  title: 'A title',
  unit: 'us',
  less: true,
  caseTitle: '',
  baselines: ['own'],
  rows: [
    row('own', '', 50),
    row('other', '', 100),
    { contestant: 'gone', label: 'GONE', case: '', absent: 'not installed' },
  ],
};

describe('a table', () => {
  it('compares with the baseline, and says who is absent', () => {
    expect(outcomeTable(outcome).split('\n')).toEqual([
      '|       |   us |    quartiles | OWN is faster by |',
      '| ----- | ---: | -----------: | ---------------: |',
      '| OWN   | 50.0 | 50.0 to 50.0 |            1.00x |',
      '| OTHER |  100 |   100 to 100 |            2.00x |',
      '',
      '- GONE: absent: not installed',
    ]);
  });

  it('sets cases side by side', () => {
    const rows = [row('own', 'x', 4), row('other', 'x', 2), row('own', 'y', 9)];
    expect(
      outcomeTable({ ...outcome, less: false, caseTitle: 'n', rows })
        .split('\n')
        .slice(0, 4),
    ).toEqual([
      '| n (us) |  OWN |        OTHER |',
      '| ------ | ---: | -----------: |',
      '| x      | 4.00 | 2.00 (2.00x) |',
      '| y      | 9.00 |              |',
    ]);
  });

  it('tells memory beside times', () => {
    const rows = [{ ...row('own', 'x', 4), peak: 88 }, { ...row('other', 'x', 8), peak: 300 }, row('own', 'y', 9)]; // prettier-ignore
    expect(outcomeTable({ ...outcome, caseTitle: 'n', rows }).split('\n').slice(2, 4)).toEqual([
      '| x      | 4.00, 88.0 MB | 8.00 (2.00x), 300 MB |',
      '| y      |          9.00 |                      |',
    ]); // prettier-ignore
  });

  it('sets measures beside their limits, or says why there are none', () => {
    const measures = [{ label: 'a task', value: '4.00 ms', limit: '50 ms' }];
    expect(outcomeTable({ ...outcome, rows: [], measures }).split('\n')).toEqual([
      '|        | measured | at most |',
      '| ------ | -------: | ------: |',
      '| a task |  4.00 ms |   50 ms |',
    ]);
    expect(outcomeTable({ ...outcome, rows: [], measures: [], note: 'absent: no Chromium' })).toBe(
      '- absent: no Chromium',
    );
  });

  it('turns ratios of rates the other way', () => {
    const [own, other] = outcome.rows as [Outcome['rows'][number], Outcome['rows'][number]];
    expect(ratio(outcome, other, 'own')).toBe(2);
    expect(ratio({ ...outcome, less: false }, other, 'own')).toBe(0.5);
    expect(ratio(outcome, own, 'nobody')).toBeUndefined();
  });
});

describe('options', () => {
  it('are few', () => {
    expect(parseOptions(['--quick', '--only', 'a,b', '--no-peers'], ['a', 'b', 'c'])).toEqual({
      quick: true,
      only: ['a', 'b'],
      peers: false,
      json: undefined,
      library: undefined,
      help: false,
    });
  });

  it('refuses tasks that do not exist', () => {
    expect(() => parseOptions(['--only', 'a,z'], ['a'])).toThrow('--only: expected letters of a, received z');
  });
});
