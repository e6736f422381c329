/** The settings of a new run on pictures, from the options of a call. */
import { isByClass, lossesFor } from '../../recipes/settings.ts';
import { READING_FLAGS } from '../tables/reading.ts';
import { listOf } from '../text.ts';
import { WrongCall } from '../wrong-call.ts';
import { refuse } from './refuse.ts';
import type { PictureRunSettings, SettingsFlags } from './settings.ts';

/** Options that mean nothing for pictures. */
const FOR_TABLES = ['target', 'task', 'features', 'drop', 'categories', 'scale', 'tune', ...READING_FLAGS] as const;

/** @throws WrongCall for options that do not go together */
export function pictureSettings(data: string, options: SettingsFlags): PictureRunSettings {
  refuse(options, ['samples', 'classes'], 'generated data');
  refuse(options, FOR_TABLES, 'a table as --data');
  const { loss, validation } = options;
  if (loss && !isByClass(loss)) throw new WrongCall('--loss', `${listOf(lossesFor('classification'))} for pictures`, loss); // prettier-ignore
  if (typeof validation === 'number' && validation >= 1) {
    throw new WrongCall('--validation', 'a share above 0 and below 1 of the pictures', String(validation));
  }
  return { seed: 0, printEvery: 1, ...options, data, pictures: true };
}
