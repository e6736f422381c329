import { ValueError, describe } from '../errors.ts';
import { count, number, readOptions } from '../options.ts';
import { streamOf, streamOption } from '../session.ts';
import { Tensor } from '../tensor/tensor.ts';
import type { LabeledPoints, LabeledPointsOptions } from './spiral.ts';

export interface NoisyPointsOptions extends LabeledPointsOptions {
  /** Moons and circles are always 2. @default 3 for blobs */
  readonly classes?: number;
  /** The standard deviation of the noise in each coordinate, 0 or more. @default 0.1 */
  readonly noise?: number;
}

/** Checks the options and fills in the defaults. */
export function checkNoisyOptions(
  where: string,
  options: NoisyPointsOptions,
  defaultClasses: number,
): Required<NoisyPointsOptions> {
  const noise = number('to be 0 or more', (value) => value >= 0)(0.1);
  const rules = { samples: count(100), classes: count(defaultClasses), noise, random: streamOption };
  const { random, ...rest } = readOptions(where, [options], rules);
  return { ...rest, random: streamOf(where, random) };
}

/** The same for shapes of which there are two. */
export function checkTwoClasses(where: string, options: NoisyPointsOptions): Required<NoisyPointsOptions> {
  const checked = checkNoisyOptions(where, options, 2);
  if (checked.classes !== 2) throw new ValueError(where, 'classes to be 2', describe(checked.classes));
  return checked;
}

/**
 * Points around the places that `place` gives for point i of class k: place + noise * randn, in float64, rounded once to float32.
 *
 * Both coordinates of a point are drawn before those of the next.
 */
export function scatter(
  { samples, classes, noise, random }: Required<NoisyPointsOptions>,
  place: (k: number, i: number) => readonly [x: number, y: number],
): LabeledPoints {
  const N = samples * classes;
  const X = new Tensor('float32', [N, 2]);
  const y = new Tensor('int32', [N]);
  const normals = new Float64Array(2 * N);
  random.fillRandn(normals);
  for (let n = 0; n < N; n++) {
    const k = Math.floor(n / samples);
    const center = place(k, n % samples);
    X.data[2 * n] = center[0] + noise * normals[2 * n]!;
    X.data[2 * n + 1] = center[1] + noise * normals[2 * n + 1]!;
    y.data[n] = k;
  }
  return { X, y };
}
