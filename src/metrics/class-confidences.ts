import { ShapeError } from '../errors.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkEach } from '../tensor/targets.ts';
import { classLabels } from './class-pairs.ts';

/** Confidences [N, C] from 0 to 1, and the labels of their samples. */
export function readConfidences(where: string, confidences: ArrayLike, targets: ArrayLike) {
  const given = asTensor(confidences, where, 'float64');
  if (given.rank !== 2 || given.size === 0 || given.shape[1] === 1) {
    throw new ShapeError(where, 'confidences [N, C] of two classes or more', formatShape(given.shape));
  }
  checkEach(where, 'confidences from 0 to 1', given, (x) => x >= 0 && x <= 1);
  const [N, C] = given.shape as [number, number];
  return { given, N, C, labels: classLabels(where, asTensor(targets, where, 'float64'), N, C) };
}
