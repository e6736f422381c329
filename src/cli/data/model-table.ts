import type { ReadTableOptions } from '../../datasets/tables/read-table.ts';
import { describe } from '../../errors.ts';
import { encoderOf } from '../../recipes/predict-rows.ts';
import { READING_FLAGS, readingOf, type ReadingFlags } from '../tables/reading.ts';
import { savedSettings } from '../training/flags.ts';
import { WrongCall } from '../wrong-call.ts';
import type { DataFlags } from './flags.ts';
import { refuseForeign, type SavedModel } from './model-data.ts';

/** @throws WrongCall for another target than the model has */
export function checkTargetOfModel({ path, model }: SavedModel, { target }: DataFlags): void {
  const own = encoderOf(path, model).target?.column;
  if (target === undefined || own === undefined || target === own) return;
  throw new WrongCall('--target', `${describe(own)}, which the model answers, or none`, describe(target));
}

/** By which options a file is read for a model, as the one that it was trained with; what the call says goes before that. */
export function readingForModel(saved: SavedModel, options: DataFlags): ReadTableOptions {
  refuseForeign(options);
  const { path, model, record } = saved;
  const trained = record && savedSettings(record.options, path, false);
  const said = READING_FLAGS.flatMap((name) => {
    const value = options[name] ?? trained?.[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  if (options.dotPrecision !== undefined) model.notes = { ...model.notes, dotPrecision: options.dotPrecision };
  const { reading } = encoderOf(path, model);
  const flags: ReadingFlags = Object.fromEntries(said);
  return readingOf(flags, reading);
}
