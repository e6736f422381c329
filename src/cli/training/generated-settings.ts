/** The settings of a run on generated data: the book's, where a call says nothing else. */
import { isByClass, isOfTwo, lossesFor, type LossName } from '../../recipes/settings.ts';
import { checkClasses, hasTwoClasses, type GeneratedName } from '../data/source.ts';
import { flagOf } from '../options.ts';
import { PICTURE_FLAGS } from '../pictures/options.ts';
import { READING_FLAGS } from '../tables/reading.ts';
import { listOf } from '../text.ts';
import { WrongCall } from '../wrong-call.ts';
import { checkSmoothing, refuse } from './refuse.ts';
import type { GeneratedSettings, SettingsFlags, TableFlags } from './settings.ts';

/** Options that mean nothing where no file is read. */
const FOR_TABLES: readonly (keyof TableFlags)[] = [
  'target',
  'task',
  'features',
  'drop',
  'categories',
  'tune',
  'classWeights',
  'earlyStopping',
  ...READING_FLAGS,
];

/** @throws WrongCall for options that do not go together */
export function generatedSettings(data: GeneratedName, options: SettingsFlags): GeneratedSettings {
  const { samples = data === 'sine' ? 1000 : 100, scale = 'none', dotPrecision = 'float64', validation } = options;
  refuse(options, FOR_TABLES, 'the path of a table as --data');
  refuse(options, [...PICTURE_FLAGS, 'recipe'], 'a folder of pictures as --data');
  if (validation !== undefined && !Number.isInteger(validation)) {
    throw new WrongCall('--validation', 'a whole number, samples of each class', String(validation));
  }
  if (options.hidden?.length === 0) {
    const { dropout = 0, l1 = 0, l2 = 0 } = options;
    const idle = Object.entries({ dropout, l1, l2 }).find(([, value]) => value > 0);
    if (idle !== undefined) throw new WrongCall(flagOf(idle[0]), 'hidden layers', '--hidden none');
  }
  const { loss, classes } = lossAndClasses(data, options);
  checkSmoothing(options.labelSmoothing, loss);
  return {
    ...(options.model === undefined && { hidden: [64, 64], activation: 'relu', l1: 0, l2: 0, dropout: 0 }),
    optimizer: 'adam',
    epochs: 1001,
    shuffle: false,
    seed: 0,
    printEvery: 100,
    ...options,
    loss,
    ...(classes !== undefined && { classes }),
    samples,
    scale,
    dotPrecision,
    data,
  } as GeneratedSettings;
}

function lossAndClasses(
  data: GeneratedName,
  { classes, loss, ...options }: SettingsFlags,
): { loss: LossName; classes?: number } {
  if (data === 'sine') {
    refuse({ classes, ...options }, ['classes'], 'data with classes');
    if (loss && isByClass(loss)) {
      throw new WrongCall('--loss', `${listOf(lossesFor('regression'))} for sine`, loss);
    }
    return { loss: loss ?? 'mse' };
  }
  const known = classes ?? (hasTwoClasses(data) || isOfTwo(loss) ? 2 : 3);
  checkClasses(data, known);
  if (isOfTwo(loss) && known !== 2) throw new WrongCall(`--loss ${loss}`, '--classes 2', String(known));
  return { classes: known, loss: loss ?? 'categorical' };
}
