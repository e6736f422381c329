import { MinMaxScaler } from '../../../datasets/min-max-scaler.ts';
import { RobustScaler } from '../../../datasets/robust-scaler.ts';
import { StandardScaler } from '../../../datasets/standard-scaler.ts';
import { ValueError, describe } from '../../../errors.ts';
import type { Model } from '../../../model/model.ts';
import { number } from '../python/literal.ts';

const SCALERS = { StandardScaler, MinMaxScaler, RobustScaler };

/** What brings the columns of X to the scale that the model learnt from, as lines of Python; none without a scaler. */
export function scalerLines(where: string, { scaler }: Model): string[] {
  if (scaler === undefined || scaler === null) return [];
  const { kind } = scaler as { readonly kind?: unknown };
  const Kind = Object.entries(SCALERS).find(([name]) => name === kind)?.[1];
  if (Kind === undefined) {
    const hint = 'model.scaler = undefined leaves it out; then scale the inputs of train.py beforehand.';
    throw new ValueError(where, `model.scaler of ${Object.keys(SCALERS).join(', ')}`, describe(kind ?? scaler), hint);
  }
  const fitted = Kind.fromJSON(scaler);
  const { range: [low, high] } = fitted.toJSON(); // prettier-ignore
  const list = (values: Iterable<number>): string => `[${Array.from(values, number).join(', ')}]`;
  const scaled = `(X - ${list(fitted.offset.data)}) / ${list(fitted.scale.data)}`;
  const stretched = low === 0 && high === 1 ? scaled : `${number(low)} + ${number(high - low)} * (${scaled})`;
  return [`X = ${stretched}  # the scale that it learnt from`];
}
