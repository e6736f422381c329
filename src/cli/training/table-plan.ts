/** Plans of runs on tables: settings chosen by the rows for a new one, those of its file for one that goes on. */
import type { Table } from '../../datasets/tables/table.ts';
import { FormatError, describe } from '../../errors.ts';
import type { Model } from '../../model/model.ts';
import { OF_LAYERS } from '../../recipes/fit-options.ts';
import { optimizerOptions } from '../../recipes/kinds.ts';
import { encoderOf } from '../../recipes/predict-rows.ts';
import type { TrainTableOptions } from '../../recipes/table-options.ts';
import type { TableSettings } from '../../recipes/fit.ts';
import type { Task } from '../../datasets/tables/encoder/target.ts';
import { isByClass, type LossName } from '../../recipes/settings.ts';
import { planAgain, planTable, type TablePlan } from '../../recipes/train-table.ts';
import { flagOf } from '../options.ts';
import { onFile } from '../tables/in-flags.ts';
import { nameOfFile } from '../tables/load.ts';
import { tell } from '../tables/notices.ts';
import { assumption, lastColumn } from '../tables/target.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { WrongCall } from '../wrong-call.ts';
import { choosing } from './choosing.ts';
import { readListed } from './listed-layers.ts';
import type { TableRunSettings } from './settings.ts';
import { trialsText } from './trials-text.ts';

type HeldBack = number | Table | undefined;

/** What decides how rows are encoded and how training goes about it, beside the settings that can be chosen. */
const OF_TABLES = ['target', 'task', 'features', 'drop', 'categories', 'scale', 'missing', 'seed', 'classWeights', 'earlyStopping'] as const; // prettier-ignore
/** What can be chosen; options of the optimizer stand beside these. */
const CHOSEN = ['hidden', 'activation', 'initializer', 'weightScale', 'l1', 'l2', 'dropout', 'loss', 'labelSmoothing', 'optimizer', 'epochs', 'batchSize', 'shuffle', 'schedule', 'dotPrecision'] as const; // prettier-ignore
/** Those that every file names. */
const ALWAYS = [
  'hidden',
  'activation',
  'l1',
  'l2',
  'dropout',
  'loss',
  'optimizer',
  'epochs',
  'schedule',
  'dotPrecision',
] as const;

/** Plans a new run, and says what was decided. @throws FormatError naming the file, for a table that cannot be learnt so */
export async function planNew(
  table: Table,
  validation: HeldBack,
  given: TableRunSettings,
  terminal: Terminal,
): Promise<TablePlan> {
  const { data, optimizer = 'adam', tune = false } = given;
  const target = given.target ?? lastColumn(table);
  if (given.drop?.includes(target)) {
    throw new WrongCall('--drop', 'other columns than the target', describe(target), '--target names another column.');
  }
  // Only of a table that can be learnt: what is refused is refused in one line.
  const begin = once(() => {
    tell([...(given.target === undefined ? [assumption(target)] : []), ...table.notices], terminal);
  });
  const options: TrainTableOptions = {
    ...pick(given, [...OF_TABLES, ...CHOSEN, ...optimizerOptions(optimizer)]),
    ...(given.model !== undefined && { layers: readListed(given.model) }),
    task: given.task ?? taskOfLoss(given.loss),
    tune,
    target,
    validation,
  };
  const others = typeof given.validation === 'string' ? nameOfFile(given.validation) : undefined;
  const plan = await choosing(terminal.streams.stderr, (onChoosing) =>
    onFile(
      nameOfFile(data),
      () =>
        planTable(table, {
          ...options,
          onChoosing(progress) {
            begin();
            onChoosing(progress);
          },
        }),
      others,
    ),
  );
  begin();
  tell(plan.notices, terminal);
  if (tune && plan.trials.length > 0)
    terminal.print(trialsText(plan.trials, plan.settings, plan.data.encoder.target!.task), terminal.streams.stderr);
  return plan;
}

/** Plans a run that goes on: nothing is chosen again. @throws FormatError naming the file, for other data */
export async function planGoingOn(
  table: Table,
  validation: HeldBack,
  saved: TableRunSettings,
  model: Model,
): Promise<TablePlan> {
  const name = nameOfFile(saved.data);
  const always = saved.model === undefined ? ALWAYS : ALWAYS.filter((option) => !isOfLayers(option));
  const lacking = always.find((option) => saved[option] === undefined);
  if (lacking !== undefined) throw new FormatError('--resume', `${flagOf(lacking)} in the options of the file`, 'none');
  const chosen = pick(saved, [...CHOSEN, ...optimizerOptions(saved.optimizer!)]);
  const settings = { shuffle: false, ...chosen } as Partial<TableSettings> as TableSettings;
  const encoder = encoderOf('--resume', model);
  const { column, task } = encoder.target!;
  const options: TrainTableOptions = { ...pick(saved, OF_TABLES), target: column, task, validation };
  return onFile(name, () => planAgain(table, model, encoder, settings, options));
}

/** The settings of a new run with all that was chosen: an equal run chooses nothing. */
export function explicit(given: TableRunSettings, { settings, data }: TablePlan): TableRunSettings {
  const { column, task } = data.encoder.target!;
  const names = given.model === undefined ? CHOSEN : CHOSEN.filter((option) => !isOfLayers(option));
  const chosen = pick(settings, [...names, ...optimizerOptions(settings.optimizer)]);
  return { ...given, ...chosen, target: column, task, scale: given.scale ?? 'standard' };
}

/** Whether an option says how layers are chosen, where none are listed. */
function isOfLayers(option: string): boolean {
  return OF_LAYERS.some((name) => name === option);
}

/** A loss says what the target is, where nobody else does. */
function taskOfLoss(loss: LossName | undefined): Task | undefined {
  return loss && (isByClass(loss) ? 'classification' : 'regression');
}

function once(work: () => void): () => void {
  let done = false;
  return () => {
    if (!done) work();
    done = true;
  };
}

/** What of these names there is. */
export function pick(from: Readonly<Record<string, unknown>>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.flatMap((name) => (from[name] === undefined ? [] : [[name, from[name]]])));
}
