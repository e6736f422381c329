import { isImageSet } from './image-sets.ts';
import { DEFAULTS, isImages, type Name, type Settings } from './settings.ts';

/** What convolutions learn small pictures with. */
const FOR_IMAGES = { conv: [8, 16], hidden: [], rate: 0.01, batch: 32, shuffle: 'yes', samples: 40 } as const;

/** Other data, and from points to pictures or back the settings that go with them. */
export function startWith(data: Settings['data'], settings: Settings): Partial<Settings> {
  if (isImageSet(data) === isImages(settings)) return { data };
  const names = Object.keys(FOR_IMAGES) as (keyof typeof FOR_IMAGES & Name)[];
  const usual = Object.fromEntries(names.map((name) => [name, DEFAULTS[name]]));
  return { data, ...(isImageSet(data) ? FOR_IMAGES : usual) };
}
