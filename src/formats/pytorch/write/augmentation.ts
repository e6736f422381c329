/** Layers that show pictures otherwise in training. */
import type { Augmentation, Factor, Warping } from '../../../layers/augmentation.ts';
import type { RandomFlip } from '../../../layers/random-flip.ts';
import type { RandomRotation } from '../../../layers/random-rotation.ts';
import type { RandomTranslation } from '../../../layers/random-translation.ts';
import type { HelperName } from '../python/helpers.ts';
import type { Write } from '../module-writer.ts';
import { call, flag, number, tuple } from '../python/literal.ts';

const warped =
  <L extends Augmentation>(name: HelperName, code: (layer: L) => string): Write<L> =>
  (python, given, layer) => {
    const x = python.channelsLast(given);
    python.uses('Warp');
    python.uses(name);
    python.add(code(layer));
    return x;
  };

const range = (factor: Factor): string => tuple(typeof factor === 'number' ? [-factor, factor] : factor);

function reading({ fillMode, fillValue, interpolation }: Warping) {
  return {
    fill_mode: [`"${fillMode}"`, '"nearest"'],
    fill_value: [number(fillValue), '0'],
    bilinear: [flag(interpolation === 'bilinear'), 'False'],
  } as const;
}

export const randomFlip: Write<RandomFlip> = /* @__PURE__ */ warped('RandomFlip', ({ mode }: RandomFlip) =>
  call('RandomFlip', [], { horizontal: [flag(mode !== 'vertical')], vertical: [flag(mode !== 'horizontal')] }),
);

export const randomTranslation: Write<RandomTranslation> = /* @__PURE__ */ warped(
  'RandomTranslation',
  (layer: RandomTranslation) =>
    call('RandomTranslation', [range(layer.heightFactor), range(layer.widthFactor)], reading(layer)),
);

export const randomRotation: Write<RandomRotation> = /* @__PURE__ */ warped('RandomRotation', (layer: RandomRotation) =>
  call('RandomRotation', [range(layer.factor)], reading(layer)),
);
