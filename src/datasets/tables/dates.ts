/** Dates in forms that have one reading. */

/** A date, and whether it has a time of day. */
export interface ReadDate {
  /** Milliseconds since 1970 in UTC. */
  readonly time: number;
  readonly hasTime: boolean;
}

/** ISO 8601, also with slashes between or a space before the time: 2024-01-31, 2024/1/31, 2024-01-31 12:00:00.5+02:00. */
const ISO =
  /^(\d{4})(?:-(\d{2})-(\d{2})|\/(\d{1,2})\/(\d{1,2}))(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.(\d{1,9}))?)?(?: ?(Z|UTC|[+-]\d{2}:?\d{2}))?)?$/;

/** The first and the last millisecond of the years that have four digits. */
const FIRST = -62_167_219_200_000;
const LAST = 253_402_300_799_999;

/** The month by name: 31 Jan 2024, 31-Jan-2024, January 31, 2024, Jan 31 2024. */
const DAY_FIRST = /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})$/i;
const MONTH_FIRST = /^([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$/i;

/** The name of a month, or its short form; each month is a group. */
const MONTH =
  /^(?:(jan(?:uary)?)|(feb(?:ruary)?)|(mar(?:ch)?)|(apr(?:il)?)|(may)|(june?)|(july?)|(aug(?:ust)?)|(sep(?:t|tember)?)|(oct(?:ober)?)|(nov(?:ember)?)|(dec(?:ember)?))$/i;

/**
 * Reads a date. `1/2/2024` is none, since it may be in January or February, and 2020-02-30 is none either. A time without a zone is
 * taken for UTC. Years are 0 to 9999, in UTC.
 *
 * @returns undefined for anything else
 */
export function readDate(text: string): ReadDate | undefined {
  const date = dateIn(text);
  return date !== undefined && date.time >= FIRST && date.time <= LAST ? date : undefined;
}

function dateIn(text: string): ReadDate | undefined {
  const iso = ISO.exec(text);
  if (iso !== null) {
    const [, year, month, day, slashMonth, slashDay, hour, minute, second = '0', fraction = '0', zone] = iso;
    const date = dayOf(Number(year), Number(month ?? slashMonth), Number(day ?? slashDay));
    if (date === undefined || hour === undefined)
      return date === undefined ? undefined : { time: date, hasTime: false };
    const [h, m, s] = [Number(hour), Number(minute), Number(second)];
    if (h > 23 || m > 59 || s > 59) return undefined;
    const time = date + ((h * 60 + m) * 60 + s) * 1000 + Math.trunc(Number(`0.${fraction}`) * 1000);
    return { time: time - zoneOffset(zone), hasTime: true };
  }
  const byName = DAY_FIRST.exec(text);
  const [day, name, year] = byName?.slice(1) ?? swap(MONTH_FIRST.exec(text)?.slice(1));
  if (name === undefined) return undefined;
  const time = dayOf(Number(year), monthOf(name), Number(day));
  return time === undefined ? undefined : { time, hasTime: false };
}

function swap([month, day, year]: readonly (string | undefined)[] = []): (string | undefined)[] {
  return [day, month, year];
}

/** From 1; 0 for no name of a month. */
function monthOf(name: string): number {
  const groups = MONTH.exec(name)?.slice(1) ?? [];
  return groups.findIndex((group) => group !== undefined) + 1;
}

/** Midnight of a day; undefined for one that is in no calendar. */
function dayOf(year: number, month: number, day: number): number | undefined {
  if (month < 1 || month > 12 || day < 1) return undefined;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCDate() === day && date.getUTCMonth() === month - 1 ? date.getTime() : undefined;
}

/** Milliseconds that a zone is before UTC. */
function zoneOffset(zone: string | undefined): number {
  const [, sign, hours, minutes] = /^([+-])(\d{2}):?(\d{2})$/.exec(zone ?? '') ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}

/** Milliseconds in a day. */
export const DAY = 86_400_000;

/** A date as ISO 8601 has it, with a time of day where it is not midnight. */
export function dateText(time: number): string {
  return formatDate(time, time % DAY !== 0);
}

/** Whether a value is a Date, of another realm too. */
export function isDate(value: unknown): value is Date {
  return Object.prototype.toString.call(value) === '[object Date]';
}

/** A Date as the text that `readDate` reads as the same time; undefined for an invalid one, and beyond years of four digits. */
export function textOfDate(date: Date): string | undefined {
  const time = Date.prototype.getTime.call(date);
  return time >= FIRST && time <= LAST ? dateText(time) : undefined;
}

/** A date as ISO 8601 has it. */
export function formatDate(time: number, hasTime: boolean): string {
  const text = new Date(time).toISOString();
  return hasTime ? text.replace('.000Z', 'Z') : text.slice(0, 10);
}
