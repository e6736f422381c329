import { ShapeError, ValueError, describe } from '../errors.ts';
import type { RandomState } from '../random/random-state.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { allocate } from '../tensor/dtype.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkLabels } from '../tensor/targets.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Which samples are for training and which for testing: their row numbers, for `takeRows`. */
export interface Split {
  readonly train: Tensor<'int32'>;
  readonly test: Tensor<'int32'>;
}

/** The samples of each label, in their order; labels in the order of their first sample. */
export type LabelGroups = ReadonlyMap<number, readonly number[]>;

/**
 * @param least how many samples of each label there must be
 * @throws ShapeError for labels that are not [N], ValueError for one that is no class or too rare
 */
export function groupByLabel(where: string, labels: ArrayLike, N: number, least = 1): LabelGroups {
  const { data, rank, shape } = asTensor(labels, where);
  if (rank !== 1 || data.length !== N) throw new ShapeError(where, `labels [${N}] to stratify by`, formatShape(shape));
  checkLabels(where, data, Infinity);
  const groups = new Map<number, number[]>();
  data.forEach((label, n) => {
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [n]);
    else group.push(n);
  });
  for (const [label, { length }] of groups) {
    if (length < least) {
      throw new ValueError(where, `${least} or more samples of each class`, `${length} of class ${label}`);
    }
  }
  return groups;
}

/**
 * Row numbers 0 to N - 1 in two parts, ceil(share N) of them in `test`.
 *
 * @param share above 0 and below 1
 * @param random puts both parts in random order; without it the last samples are the test
 * @param groups with them, and `random`, both parts hold each label in the same share, as far as whole numbers go
 * @throws ValueError for another share, and for one that leaves a part empty
 * @see scikit-learn's `ShuffleSplit` and `StratifiedShuffleSplit`, whose numbers these are
 */
export function splitIndices(
  where: string,
  N: number,
  share: number,
  random?: RandomState,
  groups?: LabelGroups,
): Split {
  if (!(Number.isFinite(share) && share > 0 && share < 1)) {
    throw new ValueError(where, 'a share above 0 and below 1', describe(share));
  }
  const tests = Math.ceil(share * N);
  const trains = N - tests;
  if (trains <= 0) throw new ValueError(where, 'a share that leaves samples in both parts', `${share} of ${N}`);
  if (random === undefined) {
    const order = rowNumbers(where, N);
    return { train: vector(order.slice(0, trains)), test: vector(order.slice(trains)) };
  }
  if (groups === undefined) {
    const order = random.permutation(N);
    return { train: order.slice(tests), test: order.slice(0, tests) };
  }
  const sorted = [...groups].sort(([a], [b]) => a - b).map(([, group]) => group);
  const inTrain = apportion(
    trains,
    sorted.map(({ length }) => length),
    random,
  );
  const inTest = apportion(
    tests,
    sorted.map(({ length }, k) => length - inTrain[k]!),
    random,
  );
  const shuffled = sorted.map((group) => random.permutation(group));
  const mix = (parts: number[][]): Tensor<'int32'> => {
    const part = Int32Array.from(parts.flat());
    random.shuffle(part);
    return vector(part);
  };
  return {
    train: mix(shuffled.map((group, k) => group.slice(0, inTrain[k]))),
    test: mix(shuffled.map((group, k) => group.slice(inTrain[k], inTrain[k]! + inTest[k]!))),
  };
}

/** 0 to N - 1. */
export function rowNumbers(where: string, N: number): Int32Array {
  return allocate('int32', N, where).map((_, n) => n);
}

/** Row numbers as a tensor. */
export function vector(rows: Int32Array): Tensor<'int32'> {
  return new Tensor('int32', [rows.length], rows);
}

/**
 * `total` in whole numbers proportional to `counts`: each its share rounded down, and one more for the largest remainders, by lot among
 * equals.
 */
function apportion(total: number, counts: readonly number[], random: RandomState): number[] {
  const whole = counts.reduce((sum, count) => sum + count, 0);
  const shares = counts.map((count) => (count / whole) * total);
  const parts = shares.map(Math.floor);
  const remainders = shares.map((share, k) => share - parts[k]!);
  let missing = total - parts.reduce((sum, part) => sum + part, 0);
  for (const remainder of [...new Set(remainders)].sort((a, b) => b - a)) {
    if (missing === 0) break;
    const equals = [...remainders.keys()].filter((k) => remainders[k] === remainder);
    const winners = random.permutation(equals).slice(0, missing);
    for (const k of winners) parts[k]!++;
    missing -= winners.length;
  }
  return parts;
}
