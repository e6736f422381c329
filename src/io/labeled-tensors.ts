import { FormatError, describe } from '../errors.ts';
import { formatShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';

/** A tensor, and what errors call it. */
export interface NamedTensor {
  readonly name: string;
  readonly tensor: Tensor;
}

/** @throws FormatError, naming what is wrong, for what are no images or no labels, and for different numbers of both */
export function checkLabeledTensors(images: NamedTensor, labels: NamedTensor): void {
  const { shape, dtype } = images.tensor;
  if (shape.length !== 3 && shape.length !== 4) {
    throw new FormatError(images.name, 'images [N, H, W] or [N, H, W, C]', textOf(images), 'Images come first.');
  }
  if (dtype === 'int32') throw new FormatError(images.name, 'bytes or floats', textOf(images), 'decodeIdx takes them.');
  if (labels.tensor.rank !== 1 || !['uint8', 'int32'].includes(labels.tensor.dtype)) {
    throw new FormatError(labels.name, 'labels [N] of whole numbers', textOf(labels), 'Labels come second.');
  }
  if (labels.tensor.shape[0] !== shape[0]) {
    const hint = `Are they a pair, as train-images and train-labels are?`;
    const expected = `${shape[0]} labels, one for each image of ${describe(images.name)}`;
    throw new FormatError(labels.name, expected, String(labels.tensor.shape[0]), hint);
  }
}

function textOf({ tensor: { dtype, shape } }: NamedTensor): string {
  return `${dtype} ${formatShape(shape)}`;
}
