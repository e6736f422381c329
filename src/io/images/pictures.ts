import type { Tensor } from '../../tensor/tensor.ts';

/** A picture [H, W, C], and what errors call it. */
export interface NamedPicture {
  readonly name: string;
  readonly picture: Tensor<'uint8'>;
}

/** Pictures with their classes, one after another. */
export interface Pictures {
  /** The names of the classes. */
  readonly labels: readonly string[];
  /** The class of each picture: of those to train with, then of those to test with. */
  readonly classes: Int32Array;
  /** How many are to train with; all, where there are none to test with. */
  readonly training: number;
  /** Reads them in that order. @param maxPixels the most that a file may have */
  read(maxPixels: number): AsyncIterable<NamedPicture>;
}
