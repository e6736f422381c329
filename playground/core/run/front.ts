import {
  Conv2D,
  Flatten,
  MaxPooling2D,
  RandomRotation,
  RandomTranslation,
  scaledNormal,
  type Layer,
  type RandomState,
} from 'nnfs';
import { hiddenOptions, makeActivation } from './network.ts';
import type { ImageSettings } from '../settings/settings.ts';
import { POOL, WINDOW, mapSizesOf } from '../settings/image-sizes.ts';

/** What a model file of a run of pictures may name. */
export const IMAGE_KINDS = [Conv2D, Flatten, MaxPooling2D, RandomRotation, RandomTranslation];

/**
 * The layers in front of the dense ones: pictures are shifted and turned by chance, in training only; each convolution keeps their side,
 * and the pooling after its activation halves it; then they become rows.
 */
export function makeFront(settings: ImageSettings, random: RandomState): Layer[] {
  const { shift, turn, conv, initializer } = settings;
  const sizes = mapSizesOf(settings);
  const moved = { fillMode: 'constant', random } as const;
  return [
    ...(shift > 0 ? [new RandomTranslation(shift, shift, moved)] : []),
    ...(turn > 0 ? [new RandomRotation(turn, moved)] : []),
    ...conv.flatMap((filters, k) => {
      const start = initializer === 'book' ? { initializer: scaledNormal() } : {};
      const options = { padding: 'same', ...hiddenOptions(settings, random), ...start } as const;
      return [new Conv2D(sizes[k]!.maps, filters, WINDOW, options), makeActivation(settings), new MaxPooling2D(POOL)];
    }),
    new Flatten(),
  ];
}
