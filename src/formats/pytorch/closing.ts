import { Sigmoid } from '../../activations/sigmoid.ts';
import { Softmax } from '../../activations/softmax.ts';
import type { Layer } from '../../layers/layer.ts';
import { BinaryCrossentropy } from '../../losses/binary-crossentropy.ts';
import { CategoricalCrossentropy } from '../../losses/categorical-crossentropy.ts';
import type { Model } from '../../model/model.ts';
import { lastOf } from '../../model/run/network.ts';

/** A last layer that PyTorch's losses compute themselves, from what stands before it. */
export function closingOf(model: Model): { readonly layer: Layer; readonly name: 'softmax' | 'sigmoid' } | undefined {
  const layer = lastOf(model);
  const loss = model.loss?.constructor;
  if (layer?.constructor === Softmax && loss === CategoricalCrossentropy) return { layer, name: 'softmax' };
  if (layer?.constructor === Sigmoid && loss === BinaryCrossentropy) return { layer, name: 'sigmoid' };
  return undefined;
}
