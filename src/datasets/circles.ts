import { cos, sin } from '../tensor/kernels/float64.ts';
import { checkTwoClasses, scatter, type NoisyPointsOptions } from './noisy-points.ts';
import type { LabeledPoints } from './spiral.ts';

/**
 * A circle around a smaller one: the distance from the center tells the classes apart, no straight line does.
 *
 *     t = 0, 2 π / samples, ...,  X = r (cos t, sin t) + noise * randn,  r = 1 for class 0, 0.5 for class 1
 *
 * @returns X [2 samples, 2] and y [2 samples], class after class
 * @throws ValueError unless samples is a whole number, 1 or more, and noise 0 or more
 * @see scikit-learn's `make_circles` with shuffle=False and factor=0.5, whose numbers these are, rounded to float32
 *
 * @example
 * import { circlesData, init } from 'nnfs';
 * init();
 * console.log(circlesData({ samples: 2 }).X);
 * // [[ 1.1764052   0.04001572]
 * //  [-0.9021262   0.22408932]
 * //  [ 0.6867558  -0.09772779]
 * //  [-0.40499115 -0.01513572]]
 */
export function circlesData(options: NoisyPointsOptions = {}): LabeledPoints {
  const checked = checkTwoClasses('circlesData', options);
  const step = (2 * Math.PI) / checked.samples;
  return scatter(checked, (k, i) => {
    const r = k === 0 ? 1 : 0.5;
    return [r * cos(i * step), r * sin(i * step)];
  });
}
