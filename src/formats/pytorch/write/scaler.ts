import { savedScaler } from '../../../datasets/saved-scaler.ts';
import type { Model } from '../../../model/model.ts';
import { number } from '../python/literal.ts';

/** What brings the columns of X to the scale that the model learnt from, as lines of Python; none without a scaler. */
export function scalerLines(where: string, { scaler: json }: Model): string[] {
  const scaler = savedScaler(where, json)?.toJSON();
  if (scaler === undefined) return [];
  const {
    range: [low, high],
    offset,
    scale,
  } = scaler;
  const list = (values: readonly number[]): string => `[${values.map(number).join(', ')}]`;
  const scaled = `(X - ${list(offset)}) / ${list(scale)}`;
  const stretched = low === 0 && high === 1 ? scaled : `${number(low)} + ${number(high - low)} * (${scaled})`;
  return [`X = ${stretched}  # the scale that it learnt from`];
}
