import type { KindClass, Layer, RandomState } from 'nnfs';
import { makePoints, type Data } from '../data/data.ts';
import type { Settings } from '../settings/settings.ts';

/** What the samples of a run are: points, the rows of a table, or pictures. */
export interface Subject {
  /** Draws the samples. */
  makeData(settings: Settings, random: RandomState): Data;
  /** The layers in front of the dense ones. */
  front(settings: Settings, random: RandomState): Layer[];
  /** What a model file may name beside what that of any run may. */
  readonly kinds: readonly KindClass[];
}

/** Points on a line or on a plane: the dense layers see their coordinates. */
export const OF_POINTS: Subject = { makeData: makePoints, front: () => [], kinds: [] };

/** The rows of a table. */
export const ofTable = (table: Pick<Subject, 'makeData'>): Subject => ({
  ...OF_POINTS,
  makeData: (...of) => table.makeData(...of),
});
