import { MinMaxScaler } from '../../datasets/min-max-scaler.ts';
import type { Scaler } from '../../datasets/scaler.ts';
import { StandardScaler } from '../../datasets/standard-scaler.ts';

/** The scaler that a model keeps as JSON, where it keeps one. */
export function scalerOf(json: unknown): Scaler | undefined {
  if (json === undefined) return undefined;
  const kind = typeof json === 'object' && json !== null && 'kind' in json ? json.kind : undefined;
  return kind === 'MinMaxScaler' ? MinMaxScaler.fromJSON(json) : StandardScaler.fromJSON(json);
}
