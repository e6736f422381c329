import { expect, test } from 'vitest';
import { isChanged, readQuantity } from '../../../src/io/csv/quantity.ts';

const point = { decimal: '.', thousands: undefined } as const;
const comma = { decimal: ',', thousands: undefined } as const;

test.each([
  ['12', 12, ''],
  ['-1.5e3', -1500, ''],
  ['+.5', 0.5, ''],
  ['7.', 7, ''],
  ['1,234', 1234, ''],
  ['-1,234,567.25', -1234567.25, ''],
  ["1'234'567", 1234567, ''],
  ['1 234', 1234, ''],
  ['1\u00a0234', 1234, ''],
  ['$5', 5, '$'],
  ['-$5.25', -5.25, '$'],
  ['$-5.25', -5.25, '$'],
  ['€ 1,000', 1000, '€'],
  ['12.5 %', 12.5, '%'],
  ['1e-3%', 0.001, '%'],
  ['21°', 21, '°'],
])('%s', (text, value, unit) => {
  expect(readQuantity(text, point)).toEqual({ value, unit });
});

test.each([
  ['1,5', 1.5],
  ['1.234,5', 1234.5],
  ['1.234.567', 1234567],
  ['1 234,5', 1234.5],
  ['-0,25e2', -25],
])('with a decimal comma: %s', (text, value) => {
  expect(readQuantity(text, comma)).toEqual({ value, unit: '' });
});

test.each([
  ...['', ' ', '-', '+', '.', 'e5', '1e', '0x10', '1_000', 'Infinity', '-inf', 'NaN', '1e400', '12-05', '1:30', '1,2', '12,34', '1,2345'],
  ...['1,234,5', '1,234 567', '$', '%', '$5%', '+$-5', '--5', '5kg', '5 $ 6', '1/2', '٣', '1.2.3', '1,000.5.6'],
])('no number: %j', (text) => {
  expect(readQuantity(text, point)).toBeUndefined();
}); // prettier-ignore

test('only the thousands that are named', () => {
  expect(readQuantity('1,234', { decimal: '.', thousands: ' ' })).toBeUndefined();
  expect(readQuantity('1 234', { decimal: '.', thousands: ' ' })).toEqual({ value: 1234, unit: '' });
});

test.each([
  ['9007199254740991', false],
  ['9007199254740992', false],
  ['9007199254740993', true],
  ['-9007199254740993', true],
  ['+0009007199254740993', true],
  ['0000000000000000001', false],
  ['9007199254740993.0', false],
  ['123456789012345680000', false],
  ['10000000000000000000000', false], // 1e22 is exact
  ['9'.repeat(400), false],
])('%s is changed by float64: %s', (text, changed) => {
  expect(isChanged(text)).toBe(changed);
});
