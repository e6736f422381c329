/** The settings of a new run, from the options of a call. */
import { isByClass, lossesFor } from '../../recipes/settings.ts';
import { everyOptimizerOption, optimizerOptions } from '../../recipes/kinds.ts';
import { OF_LAYERS } from '../../recipes/fit-options.ts';
import { SOURCES, isFolder, isGenerated } from '../data/source.ts';
import { flagOf } from '../options.ts';
import { PICTURE_FLAGS } from '../pictures/options.ts';
import { listOf } from '../text.ts';
import { WrongCall } from '../wrong-call.ts';
import { generatedSettings } from './generated-settings.ts';
import { pictureSettings } from './picture-settings.ts';
import { checkSmoothing, refuse } from './refuse.ts';
import type { SettingsFlags, TableRunSettings, TrainSettings } from './settings.ts';

/**
 * @param pictures whether the data are pictures, where they need not be there any more
 * @throws WrongCall for options that do not go together
 */
export function newSettings(options: SettingsFlags, pictures?: boolean): TrainSettings {
  const { data, optimizer = 'adam' } = options;
  if (data === undefined) {
    throw new WrongCall('--data', SOURCES, 'none', 'Or --resume FILE.');
  }
  const own = optimizerOptions(optimizer);
  const foreign = everyOptimizerOption().filter((name) => !own.includes(name));
  refuse(options, foreign, `an option of --optimizer ${optimizer} (${own.map(flagOf).join(', ')})`);
  if (options.model !== undefined) {
    refuse(options, [...OF_LAYERS, 'recipe'], 'a network by --model, or by what says how layers are chosen');
  }
  if (options.loss !== undefined) checkSmoothing(options.labelSmoothing, options.loss);
  if (isGenerated(data)) return generatedSettings(data, options);
  return (pictures ?? isFolder(data)) ? pictureSettings(data, options) : tableSettings(data, options);
}

function tableSettings(data: string, options: SettingsFlags): TableRunSettings {
  refuse(options, ['samples', 'classes'], 'generated data');
  refuse(options, [...PICTURE_FLAGS, 'recipe'], 'a folder of pictures as --data');
  const { validation, earlyStopping, loss, task } = options;
  if (loss && task && isByClass(loss) !== (task === 'classification')) {
    throw new WrongCall('--loss', `${listOf(lossesFor(task))} for --task ${task}`, loss);
  }
  if (typeof validation === 'number' && validation >= 1) {
    throw new WrongCall('--validation', 'a share above 0 and below 1 of the file', String(validation));
  }
  if (earlyStopping !== undefined && validation === undefined) {
    throw new WrongCall('--early-stopping', 'also --validation, a share or a file', 'none');
  }
  return { seed: 0, printEvery: 100, ...options, data };
}
