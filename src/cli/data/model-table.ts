import type { Table } from '../../datasets/tables/table.ts';
import { encoderOf } from '../../recipes/predict-rows.ts';
import { loadTable } from '../tables/load.ts';
import { READING_FLAGS, readingOf, type ReadingFlags } from '../tables/reading.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { savedSettings } from '../training/flags.ts';
import type { DataFlags } from './flags.ts';
import { refuseForeign, type SavedModel } from './model-data.ts';

/** The table of a file, read for a model as the one that it was trained with; what the call says goes before that. */
export async function loadForModel(saved: SavedModel, options: DataFlags, terminal: Terminal): Promise<Table> {
  refuseForeign(options);
  const { path, model, record } = saved;
  const trained = record && savedSettings(record.options, path);
  const said = READING_FLAGS.flatMap((name) => {
    const value = options[name] ?? trained?.[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  if (options.dotPrecision !== undefined) model.notes = { ...model.notes, dotPrecision: options.dotPrecision };
  const { reading } = encoderOf(path, model);
  const flags: ReadingFlags = Object.fromEntries(said);
  return loadTable('--data', options.data, readingOf(flags, reading), terminal);
}
