import type { RandomState } from 'nnfs';
import {
  Tensor,
  ValueError,
  add,
  blobsData,
  circlesData,
  exp,
  moonsData,
  multiply,
  sineData,
  spiralData,
  square,
  subtract,
  sum,
  trainTestSplit,
  verticalData,
} from 'nnfs';
import { isImageSet, type ImageSet } from '../settings/image-sets.ts';
import { LEVELS, decodePoints, type DrawnPoint } from '../settings/points.ts';
import { classesOf, heldOutOf, isRegression, taskOf, type Settings } from '../settings/settings.ts';

export interface Samples {
  /** [N, I]; two inputs, or one where the answers are numbers over a line; of tables any number. Pictures are [N, H, W, 1]. */
  readonly X: Tensor;
  /** [N] classes, or [N, 1] numbers. */
  readonly y: Tensor;
}

export interface Data {
  readonly training: Samples;
  /** What training does not see. */
  readonly heldOut: Samples | undefined;
  /** What the inputs are called. */
  readonly inputs: readonly string[];
  /** What the classes are called, where that is not their letters. */
  readonly labels?: readonly string[];
}

/**
 * The points that settings describe.
 *
 * @throws ValueError where they are about a table or about pictures, which are made elsewhere
 */
export function makePoints(settings: Settings, random: RandomState): Data {
  const { data } = settings;
  if (data === 'table') {
    throw new ValueError(
      'The link',
      'the table that it is about',
      'none',
      'A link does not hold it: drop the file here.',
    );
  }
  if (isImageSet(data)) throw new ValueError('makePoints', 'settings about points', data);
  const inputs = taskOf(settings) === 'curve' ? ['x'] : ['x', 'y'];
  return { ...splitOf(draw(data, settings, random), settings, random), inputs };
}

/** What training sees, and what is held out. */
export function splitOf(all: Samples, settings: Settings, random: RandomState): Pick<Data, 'training' | 'heldOut'> {
  const heldOut = heldOutOf(settings);
  if (heldOut === 0) return { training: all, heldOut: undefined };
  const options = { testShare: heldOut, stratify: isStratified(settings), random };
  const { XTrain, yTrain, XTest, yTest } = trainTestSplit(all.X, all.y, options);
  return { training: { X: XTrain, y: yTrain }, heldOut: { X: XTest, y: yTest } };
}

/** Whether both parts have the classes in one share: of points drawn by hand there may be a single one of a class. */
export const isStratified = (settings: Settings): boolean =>
  !isRegression(settings) && settings.data !== 'drawn' && settings.data !== 'sketches';

function draw(data: Exclude<Settings['data'], 'table' | ImageSet>, settings: Settings, random: RandomState): Samples {
  const { samples, noise } = settings;
  const classes = classesOf(settings);
  switch (data) {
    case 'spiral':
      return spiralData({ samples, classes, random });
    case 'vertical':
      return verticalData({ samples, classes, random });
    case 'circles':
      return circlesData({ samples, noise, random });
    case 'moons':
      return moonsData({ samples, noise, random });
    case 'blobs':
      return blobsData({ samples, classes, noise, random });
    case 'sine': {
      const { X, y } = sineData({ samples, dtype: 'float32' });
      return { X, y: noisy(y, noise, random) };
    }
    case 'hills': {
      const X = random.uniform(-1, 1, [samples, 2]);
      return { X, y: noisy(subtract(bump(X, 0.4), bump(X, -0.4)), noise, random) };
    }
    case 'drawn':
      return drawn(settings);
  }
}

const noisy = (y: Tensor, noise: number, random: RandomState): Tensor =>
  noise === 0 ? y : add(y, multiply(random.randn(y.shape), noise));

/** exp(-4 d²) of the distance from (at, at), [N, 1]. */
const bump = (X: Tensor, at: number): Tensor =>
  exp(multiply(sum(square(subtract(X, at)), { axis: 1, keepDims: true }), -4));

/** What is asked of drawn points: their marks, the numbers that these stand for, or how high the points are. */
function drawn(settings: Settings): Samples {
  const points = decodePoints(settings.points)!;
  const task = taskOf(settings);
  const column = (value: (point: DrawnPoint) => number): Tensor => floats(1, points.map(value));
  if (task === 'curve') return { X: column(({ x }) => x), y: column(({ y }) => y) };
  const places = points.flatMap(({ x, y }) => [x, y]);
  const marks = points.map(({ mark }) => mark);
  return {
    X: floats(2, places),
    y:
      task === 'surface'
        ? column(({ mark }) => LEVELS[mark]!)
        : new Tensor('int32', [marks.length], Int32Array.from(marks)),
  };
}

function floats(columns: number, values: readonly number[]): Tensor {
  return new Tensor('float32', [values.length / columns, columns], Float32Array.from(values));
}
