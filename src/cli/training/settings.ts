/** What a training run is made of. */
import type { Task } from '../../datasets/tables/encoder/target.ts';
import type { ScaleName } from '../../datasets/tables/encoder/scaling.ts';
import type { RecipeName } from '../../recipes/image-options.ts';
import type { LossName, ScheduleName } from '../../recipes/settings.ts';
import type { StartName } from '../../recipes/starts.ts';
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import { isGenerated } from '../data/source.ts';
import type { PictureFlags } from '../pictures/options.ts';
import type { ReadingFlags } from '../tables/reading.ts';

/** The options of the optimizer, as its class declares them. */
type OptimizerSettings = Readonly<Record<string, unknown>>;

interface NetworkFlags {
  /** The path of a file that lists the layers. */
  readonly model?: string;
  readonly hidden: readonly number[];
  readonly activation: string;
  readonly initializer?: StartName;
  readonly weightScale?: number;
  readonly l1: number;
  readonly l2: number;
  readonly dropout: number;
  readonly loss?: LossName;
  readonly labelSmoothing?: number;
  readonly optimizer: string;
  readonly epochs: number;
  readonly batchSize?: number;
  readonly shuffle?: boolean;
  readonly schedule?: ScheduleName;
  readonly dotPrecision: DotPrecision;
}

interface CommonSettings {
  /** The name of generated data, the path of a file, or `-` for standard input. */
  readonly data: string;
  readonly seed: number | string;
  readonly printEvery: number;
  readonly scale?: ScaleName;
}

/** What a run on generated data computes follows from these alone. Numbers that are left out are the library's own defaults. */
export interface GeneratedSettings extends NetworkFlags, CommonSettings {
  readonly samples: number;
  readonly classes?: number;
  readonly scale: ScaleName;
  readonly loss: LossName;
  /** Further samples of each class. */
  readonly validation?: number;
  readonly [option: string]: unknown;
}

/** Options that only tables have. */
export interface TableFlags extends ReadingFlags {
  /** The column to predict. */
  readonly target?: string;
  readonly task?: Task;
  readonly features?: readonly string[];
  readonly drop?: readonly string[];
  readonly categories?: readonly string[];
  readonly tune?: boolean;
  readonly classWeights?: boolean;
  readonly earlyStopping?: boolean | number;
}

/** What a run on a table follows from; what is left out is chosen by its training rows. */
export interface TableRunSettings extends Partial<NetworkFlags>, CommonSettings, TableFlags {
  readonly pictures?: undefined;
  /** A share of the rows, or the path of a file. */
  readonly validation?: number | string;
  readonly [option: string]: unknown;
}

/** What a run on pictures follows from; what is left out is as the recipe has it. */
export interface PictureRunSettings extends Partial<NetworkFlags>, CommonSettings, PictureFlags {
  readonly pictures: true;
  readonly recipe?: RecipeName;
  readonly classWeights?: boolean;
  readonly earlyStopping?: boolean | number;
  /** A share of the pictures, or the path of a folder. */
  readonly validation?: number | string;
  readonly [option: string]: unknown;
}

export type TrainSettings = GeneratedSettings | TableRunSettings | PictureRunSettings;

/** The options of a call that settings are made from, where they were given. */
export type SettingsFlags = Partial<NetworkFlags & CommonSettings & TableFlags & PictureFlags> & {
  readonly recipe?: RecipeName;
  readonly samples?: number;
  readonly classes?: number;
  readonly validation?: number | string;
} & OptimizerSettings;

/** Whether a run learns generated data. */
export function isOfGenerated(settings: TrainSettings): settings is GeneratedSettings {
  return isGenerated(settings.data);
}

/** Whether a run learns pictures. */
export function learnsPictures(settings: TrainSettings): settings is PictureRunSettings {
  return settings.pictures === true;
}
