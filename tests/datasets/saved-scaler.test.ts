import { MinMaxScaler, RobustScaler, StandardScaler, type Scaler } from 'nnfs';
import { expect, it } from 'vitest';
import { savedScaler } from '../../src/datasets/saved-scaler.ts';

const X = [[1, 10], [2, 30], [4, 20], [9, 70]]; // prettier-ignore

it.each<[string, Scaler]>([
  ['StandardScaler', new StandardScaler()],
  ['MinMaxScaler', new MinMaxScaler({ range: [-1, 1] })],
  ['RobustScaler', new RobustScaler()],
])('a %s comes back from what a model keeps', (_, scaler) => {
  const kept: unknown = JSON.parse(JSON.stringify(scaler.fit(X)));
  expect(savedScaler('here', kept)!.transform(X).data).toEqual(scaler.transform(X).data);
});

it('none is none, and others are refused by name', () => {
  expect([savedScaler('here', undefined), savedScaler('here', null)]).toEqual([undefined, undefined]);
  for (const kind of ['toString', 'Own']) {
    expect(() => savedScaler('here', { kind })).toThrow(`here: expected model.scaler of StandardScaler, MinMaxScaler, RobustScaler, received "${kind}".`); // prettier-ignore
  }
  expect(() => savedScaler('here', 3)).toThrow('received 3.');
});
