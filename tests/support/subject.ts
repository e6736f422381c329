/** What the playground loads for pictures, at once. */
import { DIGITS } from '../../playground/core/data/digits.ts';
import { ofImages } from '../../playground/core/run/of-images.ts';
import { OF_POINTS, type Subject } from '../../playground/core/run/subject.ts';
import { isImages, type Settings } from '../../playground/core/settings/settings.ts';

export function subjectIn(settings: Settings): Subject {
  if (!isImages(settings)) return OF_POINTS;
  return ofImages(settings.data === 'digits' ? DIGITS : undefined);
}
