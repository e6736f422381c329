import { FormatError } from '../../errors.ts';
import { tensor } from '../../tensor/create.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { History } from '../history.ts';
import type { StoredTensors } from './stored-tensors.ts';

const PREFIX = 'history.';
const PLACES = '.at';

/**
 * Puts a history of E epochs among the tensors of a file: a column `history.<figure>` [E] in float64, which is exact and takes 8 bytes
 * where digits take 20. Of a figure that only some epochs have, those values, and `history.<figure>.at`, the epochs' positions.
 */
export function encodeHistory(history: History, tensors: Map<string, Tensor>): void {
  for (const name of history.names) {
    const column = history.column(name);
    const at = [...column.keys()].filter((i) => column[i] !== undefined);
    // A NaN comes with any of its bit patterns; files are equal where runs are.
    const values = at.map((i) => (Number.isNaN(column[i]) ? NaN : column[i]!));
    tensors.set(PREFIX + name, tensor(values, 'float64'));
    if (at.length < history.length || isOptional(name)) tensors.set(PREFIX + name + PLACES, tensor(at, 'float64'));
  }
}

/** Figures that need not be there; version 1 wrote the places of these in any case. */
const isOptional = (name: string): boolean => name.startsWith('validation');

/** Figures that every epoch has. */
const REQUIRED = ['loss', 'dataLoss', 'regularizationLoss', 'accuracy', 'learningRate', 'learningRateBefore'] as const;

/** @throws FormatError for columns that do not fit together */
export function decodeHistory(where: string, stored: StoredTensors): History {
  const E = stored.shapeOf(`${PREFIX}epoch`)?.[0] ?? 0;
  for (const name of E > 0 ? REQUIRED : []) {
    if (stored.shapeOf(PREFIX + name) === undefined)
      throw new FormatError(`${where}, ${PREFIX}${name}`, `[${E}]`, 'none');
  }
  const names = stored.names(PREFIX).filter((name) => !name.endsWith(PLACES));
  const columns = names.map((name) => {
    const placed = stored.shapeOf(name + PLACES) !== undefined;
    const length = placed ? (stored.shapeOf(name)?.[0] ?? 0) : E;
    const values = stored.take(name, [length]).data;
    const at = placed ? stored.take(name + PLACES, [length]).data : undefined;
    const wrong = at?.findIndex(
      (place, i) => !Number.isInteger(place) || place >= E || place < (i === 0 ? 0 : at[i - 1]! + 1),
    );
    if (wrong !== undefined && wrong >= 0) {
      throw new FormatError(`${where}, ${name}${PLACES}[${wrong}]`, `an epoch of ${E}`, String(at![wrong]));
    }
    const column: number[] = [];
    values.forEach((value, i) => (column[at?.[i] ?? i] = value));
    return [name.slice(PREFIX.length), column] as const;
  });
  return new History(new Map(columns), E);
}
