import type { Model } from '../model/model.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** A model that answers, as `Model` does. */
export type Answering = Pick<Model, 'predict' | 'classes'>;

/** Samples, and the grid over the plane in which they are. */
export interface Mapped {
  readonly where: string;
  readonly model: Answering;
  readonly grid: Tensor;
  readonly X: Tensor;
  readonly y: Tensor;
}

/** What a model answers all over a plane, as colours. */
export interface Surface {
  /** The colour of a cell of the grid. */
  color(cell: number): string;
  /** A sample at a place of the picture. */
  point(sample: number, x: number, y: number): string;
  /** What the colours mean: a mark at a place, where there is one, and its words. */
  readonly legend: readonly Explained[];
}

export interface Explained {
  readonly text: string;
  readonly mark?: (x: number, y: number) => string;
}
