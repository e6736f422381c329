import { Tensor } from '../tensor/tensor.ts';
import { checkPointsOptions, type LabeledPoints, type LabeledPointsOptions } from './spiral.ts';

/**
 * Clouds side by side, one for each class: straight lines nearly separate them.
 *
 *     X = (class / 3 + 0.1 * randn, 0.5 + 0.1 * randn)
 *
 * Drawn class after class, all first coordinates before the second, in float32 as `nnfs.datasets.vertical_data` of the Python
 * package.
 *
 * @throws ValueError unless samples and classes are whole numbers, 1 or more
 * @see the book, chapter 6
 *
 * @example
 * import { init, verticalData } from 'nnfs';
 * init();
 * console.log(verticalData({ samples: 20, classes: 3 }).X.slice(0, 2));
 * // [[0.17640524 0.24470103]
 * //  [0.04001572 0.56536186]]
 */
export function verticalData(options: LabeledPointsOptions = {}): LabeledPoints {
  const { samples, classes, random } = checkPointsOptions('verticalData', options);
  const X = new Tensor('float32', [samples * classes, 2]);
  const y = new Tensor('int32', [samples * classes]);
  const noise = new Float32Array(samples);
  const scale = Math.fround(0.1);
  for (let k = 0; k < classes; k++) {
    for (const [column, center] of [Math.fround(k / 3), 0.5].entries()) {
      random.fillRandn(noise);
      for (let i = 0; i < samples; i++)
        X.data[2 * (k * samples + i) + column] = Math.fround(noise[i]! * scale) + center;
    }
    y.data.fill(k, k * samples, (k + 1) * samples);
  }
  return { X, y };
}
