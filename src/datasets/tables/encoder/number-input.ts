import type { JsonValue } from '../../../io/json.ts';
import type { Column } from '../column.ts';
import { numbersOf } from './cells.ts';
import type { InputEncoding, InputJSON } from './input.ts';
import { GAP, finiteOf, medianOf, scaleOf, scaled, type ScaleName, type Scaling } from './scaling.ts';
import { finiteIn, scalingIn } from './stored.ts';

/**
 * Numbers on a common scale:
 *
 *     x = (value - offset) / scale
 *
 * A gap is filled with the median. Where there were gaps in training, a second input is 1 for them and 0 elsewhere.
 */
export class NumberInput implements InputEncoding {
  static readonly kind = 'number';
  readonly type = 'number';
  readonly column: string;
  readonly scaling: Scaling;
  /** What fills a gap. */
  readonly fill: number;
  /** Whether an input tells that there is a gap. */
  readonly marked: boolean;

  constructor(column: string, scaling: Scaling, fill: number, marked: boolean) {
    this.column = column;
    this.scaling = scaling;
    this.fill = fill;
    this.marked = marked;
  }

  static fit(column: Column, scale: ScaleName): NumberInput {
    const values = finiteOf(numbersOf(column));
    return new NumberInput(column.name, scaleOf(values, scale), medianOf(values), values.length < column.length);
  }

  static fromJSON(json: JsonValue): NumberInput {
    const [column, marked] = [json.member('column').string(), json.member('marked').flag()];
    return new NumberInput(column, scalingIn(json), finiteIn(json, 'fill'), marked);
  }

  get names(): readonly string[] {
    return this.marked ? [this.column, `${this.column}=${GAP}`] : [this.column];
  }

  write(column: Column, X: Float32Array, at: number, I: number): void {
    const { fill, marked, scaling } = this;
    const values = numbersOf(column);
    for (let n = 0; n < values.length; n++) {
      const known = Number.isFinite(values[n]);
      X[n * I + at] = scaled(known ? values[n]! : fill, scaling);
      if (marked) X[n * I + at + 1] = known ? 0 : 1;
    }
  }

  toJSON(): InputJSON {
    const { column, scaling, fill, marked } = this;
    return { kind: NumberInput.kind, column, ...scaling, fill, marked };
  }
}
