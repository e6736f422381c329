import { savedScaler } from '../datasets/saved-scaler.ts';
import { FormatError } from '../errors.ts';
import type { Model } from '../model/model.ts';
import { sizeOf } from '../tensor/shape.ts';
import type { SampleShape } from './sample-shape.ts';

/** The scaler of a model, as JSON that holds. @throws FormatError for what is none, or is one of another number of inputs */
export function scalerOf(where: string, { scaler: json }: Model, sample: SampleShape) {
  const scaler = savedScaler(where, json)?.toJSON();
  if (scaler === undefined) return undefined;
  const { range, offset, scale } = scaler;
  const size = sizeOf(sample.map(Number)); // NaN where a length is open
  if (offset.length === size) return { range, offset, scale };
  const expected = Number.isNaN(size) ? 'samples of a known size, for the scaler' : `a scaler of ${size} inputs`;
  const received = Number.isNaN(size) ? `[${sample.join(', ')}]` : String(offset.length);
  throw new FormatError(where, expected, received, Number.isNaN(size) ? 'Tell it: { inputShape: [28, 28, 1] }.' : '');
}
