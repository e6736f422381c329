import { checkLabeledTensors, type NamedTensor } from '../io/labeled-tensors.ts';
import { allocate } from '../tensor/dtype.ts';
import { Tensor } from '../tensor/tensor.ts';

/** Images and the class of each. */
export interface LabeledImages {
  /** [N, H, W, C], channels last; grey images have one. Bytes are scaled to 0 ... 1. */
  readonly X: Tensor<'float32'>;
  /** [N], counting from 0. */
  readonly y: Tensor<'int32'>;
}

/**
 * Images and labels as a network takes them.
 *
 *     X = images / 255     [N, H, W] or [N, H, W, C] -> [N, H, W, C], float32; floats stay as they are
 *     y = labels           [N], int32
 *
 * @throws FormatError, naming what is wrong, for tensors of other shapes or kinds, and for different numbers of both
 */
export function labeledImages(images: NamedTensor, labels: NamedTensor): LabeledImages {
  checkLabeledTensors(images, labels);
  const { shape } = images.tensor;
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
