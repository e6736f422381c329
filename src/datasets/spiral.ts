import { count, readOptions } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { streamOf, streamOption } from '../session.ts';
import { linspace } from '../tensor/create.ts';
import { sincos } from '../tensor/kernels/float64.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Points in the plane and the class of each. */
export interface LabeledPoints {
  /** [N, 2], class after class. */
  readonly X: Tensor<'float32'>;
  /** [N], counting from 0. */
  readonly y: Tensor<'int32'>;
}

export interface LabeledPointsOptions {
  /** Points of each class. @default 100 */
  readonly samples?: number;
  /** @default 3 */
  readonly classes?: number;
  /** Where the noise is drawn from. @default the global stream */
  readonly random?: RandomState;
}

const POINTS = { samples: /* @__PURE__ */ count(100), classes: /* @__PURE__ */ count(3), random: streamOption };

/** Checks the options and fills in the defaults. */
export function checkPointsOptions(where: string, options: LabeledPointsOptions): Required<LabeledPointsOptions> {
  const { random, ...counts } = readOptions(where, [options], POINTS);
  return { ...counts, random: streamOf(where, random) };
}

/**
 * Interleaved spiral arms, one for each class: no straight line separates them.
 *
 *     r = 0 ... 1,  t = 4 class ... 4 (class + 1) + 0.2 * randn,  X = (r sin 2.5 t, r cos 2.5 t)
 *
 * Drawn class after class in float32, as `nnfs.datasets.spiral_data` of the Python package does after `nnfs.init()`; classes are not
 * limited to 256.
 *
 * @throws ValueError unless samples and classes are whole numbers, 1 or more
 * @see CS231n, "Putting it together"; the book, chapter 3
 *
 * @example
 * import { init, spiralData } from 'nnfs';
 * init();
 * console.log(spiralData({ samples: 100, classes: 3 }).X.slice(0, 3));
 * // [[0.         0.        ]
 * //  [0.00299556 0.00964661]
 * //  [0.01288097 0.01556285]]
 */
export function spiralData(options: LabeledPointsOptions = {}): LabeledPoints {
  const { samples, classes, random } = checkPointsOptions('spiralData', options);
  const X = new Tensor('float32', [samples * classes, 2]);
  const y = new Tensor('int32', [samples * classes]);
  const radius = linspace(0, 1, samples, 'float64').data;
  const noise = new Float32Array(samples);
  const scale = Math.fround(0.2);
  const { data } = X;
  const direction = new Float64Array(2); // sin 2.5 t, cos 2.5 t
  for (let k = 0; k < classes; k++) {
    const turn = linspace(k * 4, (k + 1) * 4, samples, 'float64').data;
    random.fillRandn(noise);
    for (let i = 0; i < samples; i++) {
      const r = radius[i]!;
      const t = turn[i]! + Math.fround(noise[i]! * scale);
      sincos(t * 2.5, direction);
      const point = 2 * (k * samples + i);
      data[point] = r * direction[0]!;
      data[point + 1] = r * direction[1]!;
    }
    y.data.fill(k, k * samples, (k + 1) * samples);
  }
  return { X, y };
}
