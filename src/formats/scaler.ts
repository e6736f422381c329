import { MinMaxScaler } from '../datasets/min-max-scaler.ts';
import { RobustScaler } from '../datasets/robust-scaler.ts';
import { StandardScaler } from '../datasets/standard-scaler.ts';
import { FormatError } from '../errors.ts';
import type { Model } from '../model/model.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { SampleShape } from './sample-shape.ts';

const SCALERS: Readonly<Record<string, typeof MinMaxScaler | typeof RobustScaler>> = { MinMaxScaler, RobustScaler };

/** The scaler of a model, as JSON that holds. @throws FormatError for what is none, or is one of another number of inputs */
export function scalerOf(where: string, { scaler: json }: Model, sample: SampleShape) {
  if (json === undefined || json === null) return undefined;
  const kind = typeof json === 'object' && json !== null && 'kind' in json ? String(json.kind) : '';
  const Scaler = Object.hasOwn(SCALERS, kind) ? SCALERS[kind]! : StandardScaler;
  const { range, offset, scale } = Scaler.fromJSON(json).toJSON();
  const size = sizeOf(sample.map(Number)); // NaN where a length is open
  if (offset.length === size) return { range, offset, scale };
  const expected = Number.isNaN(size) ? 'samples of a known size, for the scaler' : `a scaler of ${size} inputs`;
  const received = Number.isNaN(size) ? `[${sample.join(', ')}]` : String(offset.length);
  throw new FormatError(where, expected, received, Number.isNaN(size) ? 'Tell it: { inputShape: [28, 28, 1] }.' : '');
}
