import { linspace } from '../tensor/create.ts';
import { cos, sin } from '../tensor/kernels/float64.ts';
import { checkTwoClasses, scatter, type NoisyPointsOptions } from './noisy-points.ts';
import type { LabeledPoints } from './spiral.ts';

/**
 * Two half circles, each with an end inside the other: a small network separates them, no straight line does.
 *
 *     t = 0 ... π,  class 0: (cos t, sin t),  class 1: (1 - cos t, 0.5 - sin t),  each + noise * randn
 *
 * @returns X [2 samples, 2] and y [2 samples], class after class
 * @throws ValueError unless samples is a whole number, 1 or more, and noise 0 or more
 * @see scikit-learn's `make_moons` with shuffle=False, whose numbers these are, rounded to float32
 *
 * @example
 * import { init, moonsData } from 'nnfs';
 * init();
 * console.log(moonsData({ samples: 2 }).X);
 * // [[ 1.1764052   0.04001572]
 * //  [-0.9021262   0.22408932]
 * //  [ 0.1867558   0.40227222]
 * //  [ 2.0950089   0.48486426]]
 */
export function moonsData(options: NoisyPointsOptions = {}): LabeledPoints {
  const checked = checkTwoClasses('moonsData', options);
  const t = linspace(0, Math.PI, checked.samples, 'float64').data;
  return scatter(checked, (k, i) => {
    const [x, y] = [cos(t[i]!), sin(t[i]!)];
    return k === 0 ? [x, y] : [1 - x, 0.5 - y];
  });
}
