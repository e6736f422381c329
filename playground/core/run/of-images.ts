import { digitsOf, makeImages } from '../data/images.ts';
import type { ImageSettings } from '../settings/settings.ts';
import { IMAGE_KINDS, makeFront } from './front.ts';
import type { Subject } from './subject.ts';

/**
 * Pictures: convolutions see them in front of the dense layers.
 *
 * @param digits where settings are about these, the text that holds them
 */
export const ofImages = (digits?: string): Subject => ({
  makeData: (settings, random) =>
    makeImages(settings as ImageSettings, random, digits === undefined ? undefined : digitsOf(digits)),
  front: (settings, random) => makeFront(settings as ImageSettings, random),
  kinds: IMAGE_KINDS,
});
