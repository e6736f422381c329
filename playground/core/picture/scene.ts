import { Tensor } from 'nnfs';
import type { Data } from '../data/data.ts';
import { LEVELS } from '../settings/points.ts';
import { SHEET, regionOf, type Region } from './region.ts';
import type { Run } from '../run/run.ts';
import { taskOf, type Settings } from '../settings/settings.ts';

type Numbers = Float32Array<ArrayBuffer>;

/** Of many inputs, what a picture shows: two of them, the others held as they are in a row. */
export interface Look {
  readonly axes: readonly [across: number, up: number];
  readonly held: number;
}

export const LOOK: Look = { axes: [0, 1], held: 0 };

/** What pictures look like. */
export interface Images {
  readonly side: number;
  /** Of each that is shown, its pixels from 0 to 255, row after row. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

/** What stays the same during a run. */
export interface Scene extends Look {
  readonly region: Region;
  /** Which points are shown: all, or some of very many; those for training first. */
  readonly shown: Int32Array<ArrayBuffer>;
  /** How many there are. */
  readonly samples: number;
  /** Coordinates of those shown, one after the other. */
  readonly points: Numbers;
  /** The class, or the number, of each. */
  readonly targets: Numbers;
  /** The least and the greatest number. */
  readonly range: readonly [low: number, high: number];
  /** How many of those shown are for training. */
  readonly training: number;
  readonly stepsPerEpoch: number;
  readonly inputs: readonly string[];
  readonly labels: readonly string[] | undefined;
  /** Of pictures, which have no places on the plane, what they look like. */
  readonly images?: Images;
}

/** The most points that a picture shows. */
const MOST = 2000;

/** What scenes of points and of pictures have in common. */
export function samplesOf({ data, stepsPerEpoch }: Run) {
  const parts = [data.training, ...(data.heldOut ? [data.heldOut] : [])];
  const samples = parts.reduce((sum, { X }) => sum + X.shape[0]!, 0);
  const every = Math.max(1, Math.ceil(samples / MOST));
  const shown = Int32Array.from({ length: Math.ceil(samples / every) }, (_, i) => i * every);
  const training = shown.filter((n) => n < data.training.X.shape[0]!).length;
  const ys = parts.flatMap(({ y }) => [...y.data]);
  const targets = Float32Array.from(shown, (n) => ys[n]!);
  const { inputs, labels } = data;
  return { shown, samples, targets, training, stepsPerEpoch, inputs, labels };
}

export function sceneOf(run: Run, { axes, held }: Look = LOOK): Scene {
  const { data, settings } = run;
  const common = samplesOf(run);
  const { shown, targets } = common;
  const points = placesOf(rowsOf(data, shown), axes, taskOf(settings) === 'curve' ? 1 : 2);
  const region = settings.data === 'drawn' ? SHEET : regionOf(points, targets, settings.data !== 'table');
  return { ...common, axes, held, region, points, range: rangeOf(settings, targets) };
}

/** The inputs of some samples, counted as `Scene.shown` counts them, [N, ...]. */
export function rowsOf({ training, heldOut }: Data, rows: Int32Array): Tensor<'float32'> {
  const [N, ...sample] = training.X.shape as [number, ...number[]];
  const X = new Tensor('float32', [rows.length, ...sample]);
  const I = sample.reduce((size, length) => size * length, 1);
  rows.forEach((row, i) => {
    const [from, at] = row < N ? [training.X, row] : [heldOut!.X, row - N];
    X.data.set(from.data.subarray(at * I, (at + 1) * I), i * I);
  });
  return X;
}

/** The golden section parts a line the most evenly. */
const GOLDEN = 0.6180339887498949;

/** The coordinates along the axes; where there is a single input, points of a plane are spread over the other coordinate. */
export function placesOf({ data, shape }: Tensor, axes: Look['axes'], rank = 2): Numbers {
  const [N = 0, I = 0] = shape;
  const places = new Float32Array(N * rank);
  for (let n = 0; n < N; n++) {
    for (let k = 0; k < rank; k++) {
      places[n * rank + k] = k < I ? data[n * I + axes[k]!]! : 2 * ((n * GOLDEN) % 1) - 1;
    }
  }
  return places;
}

function rangeOf({ data }: Settings, targets: Numbers): Scene['range'] {
  if (data === 'drawn' || targets.length === 0) return [LEVELS[0]!, LEVELS.at(-1)!];
  return [targets.reduce((a, b) => Math.min(a, b)), targets.reduce((a, b) => Math.max(a, b))];
}
