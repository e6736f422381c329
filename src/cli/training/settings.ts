/** What a training run is made of: from the options of a call, or from the file of a model that goes on. */
import type { DotPrecision } from '../../tensor/kernels/index.ts';
import { SOURCES, checkClasses, hasTwoClasses, isGenerated, type GeneratedName } from '../data/source.ts';
import { flagOf } from '../options.ts';
import { everyOptimizerOption, optimizerOptions } from '../../recipes/kinds.ts';
import type { LossName } from '../../recipes/settings.ts';
import { WrongCall } from '../wrong-call.ts';

export const SCALE_NAMES = ['standard', 'minmax', 'none'] as const;
export type ScaleName = (typeof SCALE_NAMES)[number];

/** What a run computes follows from these alone. Numbers that are left out are the library's own defaults. */
export type TrainSettings = RunSettings & OptimizerSettings;

/** The options of the optimizer, as its class declares them. */
type OptimizerSettings = Readonly<Record<string, unknown>>;

interface RunSettings {
  /** The name of generated data, or the path of a file. */
  readonly data: string;
  readonly samples?: number;
  readonly classes?: number;
  /** The column to predict. */
  readonly target?: string;
  readonly scale: ScaleName;
  readonly validation?: number;
  readonly hidden: readonly number[];
  readonly activation: string;
  readonly weightScale?: number;
  readonly l1: number;
  readonly l2: number;
  readonly dropout: number;
  readonly loss?: LossName;
  readonly optimizer: string;
  readonly epochs: number;
  readonly batchSize?: number;
  readonly shuffle: boolean;
  readonly seed: number | string;
  readonly dotPrecision: DotPrecision;
  readonly printEvery: number;
}

/** The options of a call that settings are made from, where they were given. */
export type SettingsFlags = Partial<RunSettings> & OptimizerSettings;

/** The settings of a new run. @throws WrongCall for options that do not go together */
export function newSettings(options: SettingsFlags): TrainSettings {
  const { data, optimizer = 'adam' } = options;
  if (data === undefined) {
    throw new WrongCall('--data', SOURCES, 'none', 'Or --resume FILE.');
  }
  const own = optimizerOptions(optimizer);
  const foreign = everyOptimizerOption().filter((name) => !own.includes(name));
  refuse(options, foreign, `an option of --optimizer ${optimizer} (${own.map(flagOf).join(', ')})`);
  return {
    hidden: [64, 64],
    activation: 'relu',
    l1: 0,
    l2: 0,
    dropout: 0,
    epochs: 1001,
    shuffle: false,
    seed: 0,
    printEvery: 100,
    ...options,
    ...(isGenerated(data) ? generatedSettings(data, options) : fileSettings(options)),
    data,
    optimizer,
  };
}

function generatedSettings(data: GeneratedName, options: SettingsFlags) {
  const { samples = data === 'sine' ? 1000 : 100, classes, loss, validation } = options;
  refuse(options, ['target'], `a CSV file as --data`);
  if (validation !== undefined && !Number.isInteger(validation)) {
    throw new WrongCall('--validation', 'a whole number, samples of each class', String(validation));
  }
  const { scale = 'none', dotPrecision = 'float64' } = options;
  const common = { samples, scale, dotPrecision };
  if (data === 'sine') {
    refuse(options, ['classes'], 'data with classes');
    if (loss === 'categorical' || loss === 'binary') throw new WrongCall('--loss', 'mse or mae for sine', loss);
    return { ...common, loss: loss ?? 'mse' };
  }
  const known = classes ?? (hasTwoClasses(data) || loss === 'binary' ? 2 : 3);
  checkClasses(data, known);
  if (loss === 'binary' && known !== 2) throw new WrongCall('--loss binary', '--classes 2', String(known));
  return { ...common, classes: known, loss: loss ?? 'categorical' };
}

function fileSettings(options: SettingsFlags) {
  refuse(options, ['samples', 'classes'], 'generated data');
  const { validation, scale = 'standard', dotPrecision = 'float32' } = options;
  if (validation !== undefined && validation >= 1) {
    throw new WrongCall('--validation', 'a share above 0 and below 1 of the file', String(validation));
  }
  return { scale, dotPrecision };
}

/**
 * The settings of a run that goes on: those of its file, with other epochs where they are given.
 *
 * @throws WrongCall for an option that says otherwise than the file
 */
export function resumedSettings(saved: TrainSettings, options: SettingsFlags, path: string): TrainSettings {
  const { epochs, data, ...fixed } = options;
  const kept = new Map<string, unknown>(Object.entries(saved));
  for (const [name, value] of Object.entries(fixed)) {
    if (name === 'printEvery') continue; // how often lines are printed is free
    const before = kept.get(name);
    if (JSON.stringify(value) === JSON.stringify(before)) continue;
    const hint = 'Leave it out, or train anew without --resume.';
    throw new WrongCall(
      flagOf(name),
      `${before === undefined ? 'none' : textOf(before)}, as in ${path}`,
      textOf(value),
      hint,
    );
  }
  if (data !== undefined && data !== saved.data && (isGenerated(data) || isGenerated(saved.data))) {
    throw new WrongCall('--data', `${saved.data}, as in ${path}`, data);
  }
  return { ...saved, ...(epochs !== undefined && { epochs }), ...(data !== undefined && { data }) };
}

function textOf(value: unknown): string {
  return typeof value === 'boolean' ? (value ? 'given' : 'none') : String(value);
}

/** Refuses options that were given where they mean nothing. */
function refuse(options: SettingsFlags, names: readonly string[], expected: string): void {
  const given = names.find((name) => options[name] !== undefined);
  if (given !== undefined) throw new WrongCall('train', expected, flagOf(given));
}
