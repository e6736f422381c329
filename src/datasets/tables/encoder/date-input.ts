import { describe } from '../../../errors.ts';
import type { JsonValue } from '../../../io/json.ts';
import { sincos } from '../../../tensor/kernels/float64.ts';
import type { Column } from '../column.ts';
import type { DateColumn } from '../date-column.ts';
import { DAY } from '../dates.ts';
import { limitsOf } from '../values-column.ts';
import { timesOf } from './cells.ts';
import type { InputEncoding, InputJSON } from './input.ts';
import { GAP, finiteOf, medianOf, scaleOf, scaled, type ScaleName, type Scaling } from './scaling.ts';
import { finiteIn, scalingIn, textsIn } from './stored.ts';

/** What comes round, and after how many milliseconds (a number each, which bundlers can drop); a year is that of the Gregorian calendar on average. */
export const CYCLES = { day: 86_400_000, week: 604_800_000, year: 31_556_952_000 };
type Cycle = keyof typeof CYCLES;
const NAMES = /* @__PURE__ */ Object.keys(CYCLES) as Cycle[];
/** Days from date to date, on average, up to which the day of the week may matter. */
const DAILY = 4;

/**
 * A date as a number on a common scale, and for the time of day, the day of the week and the season, where they can be told apart, the
 * place on a circle:
 *
 *     x = (time - offset) / scale,   sin(2 π time / period),   cos(2 π time / period)
 *
 * A gap is the median date, at the centre of each circle; where there were gaps in training, a further input marks them.
 */
export class DateInput implements InputEncoding {
  static readonly kind = 'date';
  readonly type = 'date';
  readonly column: string;
  readonly scaling: Scaling;
  readonly fill: number;
  readonly marked: boolean;
  readonly cycles: readonly Cycle[];

  constructor(column: string, scaling: Scaling, fill: number, marked: boolean, cycles: readonly Cycle[]) {
    this.column = column;
    this.scaling = scaling;
    this.fill = fill;
    this.marked = marked;
    this.cycles = cycles;
  }

  static fit(column: DateColumn, scale: ScaleName): DateInput {
    const times = finiteOf(column.values);
    const { low, high } = limitsOf(times);
    const range = high - low;
    const wide: Readonly<Record<Cycle, boolean>> = {
      day: column.hasTime,
      week: range >= CYCLES.week && range / column.distinct <= DAILY * DAY,
      year: range >= CYCLES.year,
    };
    const cycles = NAMES.filter((cycle) => wide[cycle] && varies(times, CYCLES[cycle]));
    return new DateInput(column.name, scaleOf(times, scale === 'none' ? 'standard' : scale), medianOf(times), times.length < column.length, cycles); // prettier-ignore
  }

  static fromJSON(json: JsonValue): DateInput {
    const [column, marked] = [json.member('column').string(), json.member('marked').flag()];
    const cycles = textsIn(json, 'cycles', 0).map((text) => {
      const cycle = NAMES.find((name) => name === text);
      if (cycle === undefined) throw json.member('cycles').error(NAMES.join(', '), describe(text));
      return cycle;
    });
    return new DateInput(column, scalingIn(json), finiteIn(json, 'fill'), marked, cycles);
  }

  get names(): readonly string[] {
    const { column, cycles, marked } = this;
    const circles = cycles.flatMap((cycle) => [`sin(${cycle} of ${column})`, `cos(${cycle} of ${column})`]);
    return [column, ...circles, ...(marked ? [`${column}=${GAP}`] : [])];
  }

  write(column: Column, X: Float32Array, at: number, I: number): void {
    const { fill, marked, scaling, cycles } = this;
    const times = timesOf(column);
    const pair = new Float64Array(2);
    for (let n = 0; n < times.length; n++) {
      const known = !Number.isNaN(times[n]);
      let place = n * I + at;
      X[place++] = scaled(known ? times[n]! : fill, scaling);
      for (const cycle of cycles) {
        if (known) sincos(2 * Math.PI * ((times[n]! / CYCLES[cycle]) % 1), pair);
        X[place++] = known ? pair[0]! : 0;
        X[place++] = known ? pair[1]! : 0;
      }
      if (marked) X[place] = known ? 0 : 1;
    }
  }

  toJSON(): InputJSON {
    const { column, scaling, fill, marked, cycles } = this;
    return { kind: DateInput.kind, column, ...scaling, fill, marked, cycles };
  }
}

/** Whether times lie at different places of a cycle, a twelfth of it apart or more: days are all in January where only years were known. */
function varies(times: Float64Array, period: number): boolean {
  return new Set(times.map((time) => Math.round(12 * (time / period - Math.floor(time / period))) % 12)).size > 1;
}
