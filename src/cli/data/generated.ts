/** The data sets that need no file. */
import { blobsData } from '../../datasets/blobs.ts';
import { circlesData } from '../../datasets/circles.ts';
import { moonsData } from '../../datasets/moons.ts';
import { sineData } from '../../datasets/sine.ts';
import { spiralData, type LabeledPoints } from '../../datasets/spiral.ts';
import { takeRows } from '../../datasets/take-rows.ts';
import { verticalData } from '../../datasets/vertical.ts';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import type { LabeledRows } from './labeled-rows.ts';
import type { GeneratedName } from './source.ts';

export interface GeneratedOptions {
  /** Samples of each class. */
  readonly samples: number;
  /** Only points have classes. */
  readonly classes?: number | undefined;
  /** Further samples of each class, for validation. */
  readonly validation?: number | undefined;
  readonly dotPrecision: DotPrecision;
}

type Draw = (samples: number, classes: number) => LabeledPoints;

const POINTS: Readonly<Record<Exclude<GeneratedName, 'sine'>, Draw>> = {
  spiral: (samples, classes) => spiralData({ samples, classes }),
  vertical: (samples, classes) => verticalData({ samples, classes }),
  moons: (samples) => moonsData({ samples }),
  circles: (samples) => circlesData({ samples }),
  blobs: (samples, classes) => blobsData({ samples, classes }),
};

/** Draws from the global stream: first training data, then validation data. */
export function generate(
  name: GeneratedName,
  { samples, classes = 2, validation, dotPrecision }: GeneratedOptions,
): { training: LabeledRows; validation?: LabeledRows } {
  if (name === 'sine') {
    const draw = (count: number): LabeledRows => sineData({ samples: count, dtype: dotPrecision });
    return { training: draw(samples), ...(validation !== undefined && { validation: draw(validation) }) };
  }
  if (validation === undefined) return { training: POINTS[name](samples, classes) };
  if (name === 'blobs') return cutBlobs(blobsData({ samples: samples + validation, classes }), samples, classes);
  return { training: POINTS[name](samples, classes), validation: POINTS[name](validation, classes) };
}

/** Blobs drawn a second time have other centers, so both parts come from one draw: of each class the first samples train. */
function cutBlobs(
  { X, y }: LabeledPoints,
  samples: number,
  classes: number,
): { training: LabeledRows; validation: LabeledRows } {
  const all = y.size / classes;
  const rows = [...y.data.keys()];
  const part = (chosen: number[]): LabeledRows => ({ X: takeRows(X, chosen), y: takeRows(y, chosen) });
  return {
    training: part(rows.filter((n) => n % all < samples)),
    validation: part(rows.filter((n) => n % all >= samples)),
  };
}
