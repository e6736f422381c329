/** What `toJSON` gave, read as something that may have been changed since: each reader refuses what no encoder would have kept. */
import type { JsonValue } from '../../../io/json.ts';
import { COLUMN_TYPES, type ColumnType } from '../../../io/csv/options.ts';
import { describe } from '../../../errors.ts';
import type { Scaling } from './scaling.ts';

/** @throws FormatError for anything but a finite number */
export function finiteIn(json: JsonValue, name: string): number {
  const member = json.member(name);
  const value = member.number();
  if (!Number.isFinite(value)) throw member.error('a finite number');
  return value;
}

/** @throws FormatError for a scale by which nothing can be divided, and for what is no finite number */
export function scalingIn(json: JsonValue): Scaling {
  const scale = finiteIn(json, 'scale');
  if (!(scale > 0)) throw json.member('scale').error('a number above 0');
  return { offset: finiteIn(json, 'offset'), scale };
}

/** What a column was read as. @throws FormatError for no type of a column */
export function typeIn(json: JsonValue): ColumnType {
  const member = json.member('type');
  const type = COLUMN_TYPES.find((each) => each === member.value);
  if (type === undefined) throw member.error(COLUMN_TYPES.join(', '));
  return type;
}

/** Texts that differ. @param least how many there are at least @throws FormatError for fewer, and for one that comes twice */
export function textsIn(json: JsonValue, name: string, least: number): string[] {
  const list = json.member(name);
  const texts = list.items().map((text) => text.string()); // prettier-ignore
  const twice = repeated(texts);
  if (twice !== undefined) throw list.error('each text once', `${describe(twice)} twice`);
  if (texts.length < least) throw list.error(`${least} or more texts`, String(texts.length));
  return texts;
}

/** The first text that comes again. */
export function repeated(texts: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return texts.find((text) => seen.has(text) || !seen.add(text));
}
