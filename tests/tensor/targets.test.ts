/** What losses and metrics ask of targets. */
import { describe, expect, it } from 'vitest';
import { oneHot, ShapeError, tensor, ValueError, type ArrayLike, type Shape } from 'nnfs';
import { classesOf, classTargets, shareTargets } from '../../src/tensor/targets.ts';

describe('classTargets', () => {
  it.each<[string, Shape, ArrayLike, number[] | number[][]]>([
    ['labels', [3, 4], [0, 3, 1], [0, 3, 1]],
    ['labels of any type', [3, 4], Float64Array.of(0, 3, 1), [0, 3, 1]],
    ['one-hot rows', [3, 4], oneHot([0, 3, 1], 4), [0, 3, 1]],
    ['labels of steps', [2, 3, 4], [[0, 1, 2], [3, 0, 1]], [[0, 1, 2], [3, 0, 1]]], // prettier-ignore
    ['rows of steps', [2, 3, 4], oneHot([0, 1, 2, 3, 0, 1], 4).reshape([2, 3, 4]), [[0, 1, 2], [3, 0, 1]]], // prettier-ignore
    ['as many classes as steps', [2, 3, 3], [[0, 1, 2], [2, 0, 1]], [[0, 1, 2], [2, 0, 1]]], // prettier-ignore
  ])('takes %s', (_, output, targets, labels) => {
    const checked = classTargets('test', targets, output);
    expect(checked.dtype).toBe(checked.rank < output.length ? 'int32' : 'float32');
    expect(classesOf('test', checked, output.length)).toEqualTensor(tensor(labels, 'int32'));
  });

  it('takes shares as they are', () => {
    const shares = tensor([[0.25, 0.75], [1, 0]], 'float64'); // prettier-ignore
    expect(classTargets('test', shares, [2, 2])).toBe(shares);
  });

  it.each<[Shape, ArrayLike, typeof ShapeError | typeof ValueError, string]>([
    [[2, 3], [0], ShapeError, 'labels [2] or one-hot rows [2, 3], received [1].'],
    [[2, 3], [[0], [1]], ShapeError, 'labels [2] or one-hot rows [2, 3], received [2, 1]. Reshape a column of labels to [N].'],
    [[2, 3, 4], [0, 1], ShapeError, 'labels [2, 3] or one-hot rows [2, 3, 4], received [2].'],
    [[2, 2, 4], [[0, 1], [4, 1]], ValueError, 'whole labels from 0 to 3, received 4 at sample 1. Labels count classes from 0.'],
    [[2, 2], [[0, 1], [3, -7]], ValueError, 'targets of 0 and 1, or shares in between, received 3 at sample 1.'],
    [[2, 2], [[0, 1], [0, -0.5]], ValueError, 'targets of 0 and 1, or shares in between, received -0.5 at sample 1.'],
    [[2, 2], [[0, 1], [0, NaN]], ValueError, 'finite targets, received NaN at sample 1.'],
    [[2, 1], [0, 1], ValueError, 'whole labels from 0 to 0, received 1 at sample 1. Labels count classes from 0.'],
    [[2, 1], [[0], [1]], ValueError, 'confidences [N, C] of two classes or more, received [2, 1]. For yes or no use Sigmoid and BinaryCrossentropy.'],
    [[2], [0, 1], ValueError, 'confidences [N, C] of two classes or more, received [2].'],
  ])('for %j refuses %#', (output, targets, type, text) => {
    const check = () => classTargets('test', targets, output);
    expect(check).toThrow(type);
    expect(check).toThrow(`test: expected ${text}`);
  }); // prettier-ignore
});

describe('shareTargets', () => {
  it('takes what lies from 0 to 1', () => {
    const targets = tensor([[0], [1], [0.5]]);
    expect(shareTargets('test', targets, [3, 1])).toBe(targets);
  });

  it.each<[ArrayLike, string]>([
    [[[0], [255]], 'targets of 0 and 1, or shares in between, received 255 at sample 1.'],
    [[[-1], [0]], 'targets of 0 and 1, or shares in between, received -1 at sample 0.'],
    [[[0], [NaN]], 'finite targets, received NaN at sample 1.'],
    [[0, 1], 'targets [2, 1], as the output, received [2]. Reshape the targets to [N, 1].'],
  ])('refuses %j', (targets, text) => {
    expect(() => shareTargets('test', targets, [2, 1])).toThrow(`test: expected ${text}`);
  });
});
