import {
  RandomState,
  add,
  blobsData,
  circlesData,
  moonsData,
  multiply,
  sineData,
  spiralData,
  trainTestSplit,
  verticalData,
  type Tensor,
} from 'nnfs';
import { classesOf, isRegression, type Settings } from './settings.ts';

export interface Samples {
  /** [N, 2], or [N, 1] where the answers are numbers. */
  readonly X: Tensor;
  /** [N] classes, or [N, 1] numbers. */
  readonly y: Tensor;
}

export interface Data {
  readonly training: Samples;
  /** What training does not see. */
  readonly heldOut: Samples | undefined;
}

/** The points that settings describe. @param stream where they are drawn from, unless they have a seed of their own */
export function makeData(settings: Settings, stream: RandomState): Data {
  const { dataSeed, heldOut } = settings;
  const random = dataSeed === undefined ? stream : new RandomState(dataSeed);
  const all = draw(settings, random);
  if (heldOut === 0) return { training: all, heldOut: undefined };
  const options = { testShare: heldOut, stratify: !isRegression(settings), random };
  const { XTrain, yTrain, XTest, yTest } = trainTestSplit(all.X, all.y, options);
  return { training: { X: XTrain, y: yTrain }, heldOut: { X: XTest, y: yTest } };
}

function draw(settings: Settings, random: RandomState): Samples {
  const { data, samples, noise } = settings;
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
      return { X, y: noise === 0 ? y : add(y, multiply(random.randn(y.shape), noise)) };
    }
  }
}
