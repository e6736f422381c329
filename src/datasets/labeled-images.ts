import { FormatError, describe } from '../errors.ts';
import { allocate } from '../tensor/dtype.ts';
import { formatShape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Images and the class of each. */
export interface LabeledImages {
  /** [N, H, W, C], channels last; grey images have one. Bytes are scaled to 0 ... 1. */
  readonly X: Tensor<'float32'>;
  /** [N], counting from 0. */
  readonly y: Tensor<'int32'>;
}

/** A tensor, and what errors call it. */
interface Named {
  readonly name: string;
  readonly tensor: Tensor;
}

/**
 * Images and labels as a network takes them.
 *
 *     X = images / 255     [N, H, W] or [N, H, W, C] -> [N, H, W, C], float32; floats stay as they are
 *     y = labels           [N], int32
 *
 * @throws FormatError, naming what is wrong, for tensors of other shapes or kinds, and for different numbers of both
 */
export function labeledImages(images: Named, labels: Named): LabeledImages {
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
  const channels = shape.length === 3 ? [1] : [];
  const X = new Tensor('float32', [...shape, ...channels], scaled(images.tensor));
  return { X, y: labels.tensor.astype('int32') };
}

/** Bytes divided by 255; floats as they are. */
function scaled({ dtype, data }: Tensor): Float32Array {
  if (dtype === 'uint8') return scaledBytes([data as Uint8Array]);
  const out = allocate('float32', data.length, 'images');
  out.set(data);
  return out;
}

/** Bytes divided by 255, of which there are 256, one part behind the other. */
export function scaledBytes(parts: readonly Uint8Array[]): Float32Array {
  const size = parts.reduce((sum, { length }) => sum + length, 0);
  const out = allocate('float32', size, 'images');
  const values = Float32Array.from({ length: 256 }, (_, byte) => byte / 255);
  let at = 0;
  for (const part of parts) for (let i = 0; i < part.length; i++) out[at++] = values[part[i]!]!;
  return out;
}

function textOf({ tensor: { dtype, shape } }: Named): string {
  return `${dtype} ${formatShape(shape)}`;
}
