/** What the worker loads with the first picture. */
import { loaded } from '../core/loaded.ts';
import { ofImages } from '../core/run/of-images.ts';
import type { Subject } from '../core/run/subject.ts';
import type { Settings } from '../core/settings/settings.ts';

export { OF_IMAGES } from '../core/picture/image-views.ts';

export async function subjectOf({ data }: Settings): Promise<Subject> {
  return ofImages(data === 'digits' ? (await loaded(import('../core/data/digits.ts'))).DIGITS : undefined);
}
