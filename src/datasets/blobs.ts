import { checkNoisyOptions, scatter, type NoisyPointsOptions } from './noisy-points.ts';
import type { LabeledPoints } from './spiral.ts';

/**
 * Round clouds, one for each class, around centers that are drawn too: where they do not overlap, straight lines separate them.
 *
 *     center uniform in [-1, 1)²,  X = center + noise * randn
 *
 * All centers are drawn before the points.
 *
 * @returns X [classes * samples, 2] and y [classes * samples], class after class
 * @throws ValueError unless samples and classes are whole numbers, 1 or more, and noise 0 or more
 * @see scikit-learn's `make_blobs` with shuffle=False, center_box=(-1, 1) and cluster_std=0.1, whose numbers these are, rounded to
 *     float32
 *
 * @example
 * import { blobsData, init } from 'nnfs';
 * init();
 * console.log(blobsData({ samples: 1, classes: 3 }).X);
 * // [[ 0.19263585  0.415243  ]
 * //  [ 0.19520487  0.13082622]
 * //  [-0.13828604  0.43721557]]
 */
export function blobsData(options: NoisyPointsOptions = {}): LabeledPoints {
  const checked = checkNoisyOptions('blobsData', options, 3);
  const centers = checked.random.uniform(-1, 1, [checked.classes, 2], { dtype: 'float64' }).data;
  return scatter(checked, (k) => [centers[2 * k]!, centers[2 * k + 1]!]);
}
