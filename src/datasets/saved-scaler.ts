import { FormatError, describe } from '../errors.ts';
import { MinMaxScaler } from './min-max-scaler.ts';
import { RobustScaler } from './robust-scaler.ts';
import type { Scaler } from './scaler.ts';
import { StandardScaler } from './standard-scaler.ts';

const SCALERS = { StandardScaler, MinMaxScaler, RobustScaler };

/** The scaler that a model keeps as JSON, whichever of the package it is; undefined where it keeps none. @throws FormatError for others */
export function savedScaler(where: string, json: unknown): Scaler | undefined {
  if (json === undefined || json === null) return undefined;
  const { kind } = json as { readonly kind?: unknown };
  const Kind = Object.entries(SCALERS).find(([name]) => name === kind)?.[1];
  if (Kind !== undefined) return Kind.fromJSON(json);
  const hint = 'model.scaler = undefined leaves it out; then scale the inputs beforehand.';
  throw new FormatError(where, `model.scaler of ${Object.keys(SCALERS).join(', ')}`, describe(kind ?? json), hint);
}
