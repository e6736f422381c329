/** What is drawn of a run: figures, epoch by epoch. */
import { ValueError, describe } from '../errors.ts';
import type { History } from '../model/history.ts';
import { isArray } from '../tensor/shape.ts';

/** The figures of an epoch, by name; null, as JSON has it, for one that is no finite number. */
export type Figures = Readonly<Record<string, number | null | undefined>>;

/** @throws ValueError for what is no history, and for one without epochs */
export function epochsOf(history: History | readonly Figures[], where: string): readonly Figures[] {
  const epochs: unknown = isArray(history) ? history : (history as History | undefined)?.epochs;
  if (!isArray(epochs) || Array.from(epochs).some((each) => !isRecord(each))) {
    throw new ValueError(where, 'a history, or the figures of epochs', describe(history));
  }
  if (epochs.length === 0) throw new ValueError(where, 'a history of an epoch or more', 'an empty one');
  const records = epochs as readonly Figures[];
  for (const [at, figures] of records.entries()) checkFigures(where, at, figures);
  return records;
}

function isRecord(value: unknown): boolean {
  return typeof value === 'object' && value !== null && !isArray(value);
}

/** @throws ValueError for an epoch of anything but numbers by their names */
function checkFigures(where: string, at: number, figures: Figures): void {
  for (const [name, value] of Object.entries<unknown>(figures)) {
    if (value === undefined || typeof value === 'number' || (value === null && name !== 'epoch')) continue;
    throw new ValueError(where, 'numbers as figures', `${describe(value)} as ${describe(name)} at [${at}]`);
  }
  const { epoch = at } = figures;
  if (!Number.isFinite(epoch)) throw new ValueError(where, 'epoch to be a finite number', `${epoch} at [${at}]`);
}
