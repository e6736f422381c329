import { FormatError } from '../errors.ts';
import { tensor } from '../tensor/create.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { EpochReport } from './history.ts';
import type { StoredTensors } from './stored-tensors.ts';

/** Whether each epoch has a figure, or some; the type sees to it that none is forgotten. */
const FIGURES: Readonly<Record<keyof EpochReport, 'all' | 'some'>> = {
  epoch: 'all',
  loss: 'all',
  dataLoss: 'all',
  regularizationLoss: 'all',
  accuracy: 'all',
  learningRate: 'all',
  learningRateBefore: 'all',
  validationLoss: 'some',
  validationAccuracy: 'some',
};

type Figure = keyof EpochReport;
const NAMES = /* @__PURE__ */ Object.keys(FIGURES) as Figure[];

/**
 * Puts a history of E epochs among the tensors of a file: a column `history.<figure>` [E] in float64, which is exact and takes 8 bytes
 * where digits take 20. Of a figure that only some epochs have, those values, and `history.<figure>.at`, the epochs' positions.
 */
export function encodeHistory(epochs: readonly EpochReport[], tensors: Map<string, Tensor>): void {
  for (const name of NAMES) {
    const at = [...epochs.keys()].filter((i) => epochs[i]![name] !== undefined);
    if (at.length === 0) continue;
    const values = at.map((i) => epochs[i]![name]!);
    tensors.set(`history.${name}`, tensor(values, 'float64'));
    if (FIGURES[name] === 'some') tensors.set(`history.${name}.at`, tensor(at, 'float64'));
  }
}

/** @throws FormatError for columns that do not fit together */
export function decodeHistory(where: string, stored: StoredTensors): EpochReport[] {
  const E = stored.shapeOf('history.epoch')?.[0] ?? 0;
  const reports = Array.from({ length: E }, (): Partial<Record<Figure, number>> => ({}));
  for (const name of NAMES) {
    const length = FIGURES[name] === 'all' ? E : (stored.shapeOf(`history.${name}`)?.[0] ?? 0);
    if (length === 0) continue;
    const values = stored.take(`history.${name}`, [length]).data;
    const at = FIGURES[name] === 'all' ? undefined : stored.take(`history.${name}.at`, [length]).data;
    for (let i = 0; i < length; i++) {
      const report = reports[at?.[i] ?? i];
      if (report === undefined) {
        throw new FormatError(`${where}, history.${name}.at[${i}]`, `an epoch of ${E}`, String(at?.[i]));
      }
      report[name] = values[i]!;
    }
  }
  return reports as EpochReport[];
}
