import { ValueError, describe } from '../../../errors.ts';
import type { JsonValue } from '../../../io/json.ts';
import { Tensor } from '../../../tensor/tensor.ts';
import type { Column, ColumnType } from '../column.ts';
import { NumberColumn } from '../number-column.ts';
import type { Table } from '../table.ts';
import { countsOf, numbersOf, textsOf } from './cells.ts';
import { inOrder } from './category-input.ts';
import { GREATEST, finiteOf, scaleOf, type Scaling } from './scaling.ts';
import { scalingIn, textsIn, typeIn } from './stored.ts';

export const TASKS = ['classification', 'regression'] as const;

/** Whether a class is to be told, or a number. */
export type Task = (typeof TASKS)[number];

/** Whole numbers of so many different values may be classes. */
const FEW = 10;

/** Targets have at most this size, so that answers far beyond them are float32 still. */
const LARGEST = 1e30;
/** They have at least this deviation, the least normal float32. */
const LEAST = 2 ** -126;

/** How a column becomes what a network is to answer, and how its answers become values of the column again. */
export type TargetEncoding = ClassTarget | NumberTarget;

/** Classes: each is the index of its label. */
export class ClassTarget {
  readonly task = 'classification';
  readonly column: string;
  /** What the column was read as. */
  readonly type: ColumnType;
  readonly labels: readonly string[];

  constructor(column: string, type: ColumnType, labels: readonly string[]) {
    this.column = column;
    this.type = type;
    this.labels = labels;
  }

  static fit(column: Column): ClassTarget {
    const texts = textsOf(column);
    const counts = countsOf(texts);
    const labels = texts.dictionary.filter((_, code) => counts[code]! > 0).sort(inOrder);
    if (labels.length < 2) {
      const received = labels.length === 0 ? 'no value at all' : `only ${describe(labels[0])}`;
      throw new ValueError(`target ${describe(column.name)}`, 'two classes or more', received, 'Name another target.');
    }
    return new ClassTarget(column.name, column.type, labels);
  }

  static fromJSON(json: JsonValue): ClassTarget {
    const [type, labels] = [typeIn(json), textsIn(json, 'labels', 2)];
    const stranger =
      type === 'number' ? labels.find((label) => label.trim() === '' || Number.isNaN(Number(label))) : undefined;
    if (stranger !== undefined) throw json.member('labels').error('numbers, as the type says', describe(stranger));
    return new ClassTarget(json.member('column').string(), type, labels);
  }

  /** Class indices [N]. @throws ValueError for a gap, and for a class that is not known */
  write(column: Column): Tensor<'int32'> {
    const { codes, dictionary } = textsOf(column);
    const places = new Map(this.labels.map((label, i) => [label, i]));
    const indices = dictionary.map((text) => places.get(text));
    const y = new Tensor('int32', [codes.length]);
    for (let n = 0; n < codes.length; n++) {
      const index = codes[n]! < 0 ? undefined : indices[codes[n]!];
      if (index === undefined) throw this.#stranger(n, codes[n]! < 0 ? 'none' : describe(dictionary[codes[n]!]));
      y.data[n] = index;
    }
    return y;
  }

  /** The label of an index, a number where the column was one of numbers. */
  value(index: number): string | number {
    const label = this.labels[index]!;
    return this.type === 'number' ? Number(label) : label;
  }

  toJSON() {
    const { task, column, type, labels } = this;
    return { task, column, type, labels };
  }

  #stranger(row: number, received: string): ValueError {
    const { column, labels } = this;
    const known = labels.length > 8 ? `one of the ${labels.length} classes of training` : labels.map((label) => describe(label)).join(', '); // prettier-ignore
    return new ValueError(`column ${describe(column)}, row ${row}`, known, received, 'Drop such rows.');
  }
}

/** Numbers, standardized: (value - offset) / scale. */
export class NumberTarget {
  readonly task = 'regression';
  readonly type = 'number';
  readonly column: string;
  readonly scaling: Scaling;
  /** What stood beside the numbers where they were read. */
  readonly unit: string;

  constructor(column: string, scaling: Scaling, unit: string) {
    this.column = column;
    this.scaling = scaling;
    this.unit = unit;
  }

  static fit(column: Column): NumberTarget {
    const values = finiteOf(numbersOf(column));
    const where = `target ${describe(column.name)}`;
    if (values.every((value) => value === values[0])) {
      const received = values.length === 0 ? 'no number at all' : `only ${values[0]!}`;
      throw new ValueError(where, 'numbers that differ', received, 'Name another target.');
    }
    const scaling = scaleOf(values, 'standard');
    const large = values.find((value) => Math.abs(value) > LARGEST);
    if (large !== undefined || scaling.scale < LEAST) {
      const received = large === undefined ? `a deviation of ${scaling.scale}` : String(large);
      const hint = 'Write them in another unit, or as logarithms.';
      throw new ValueError(where, 'numbers up to 1e30, with a deviation above 1.2e-38', received, hint);
    }
    return new NumberTarget(column.name, scaling, column instanceof NumberColumn ? column.unit : '');
  }

  static fromJSON(json: JsonValue): NumberTarget {
    return new NumberTarget(json.member('column').string(), scalingIn(json), json.member('unit').string());
  }

  /** Standardized values [N, 1]. @throws ValueError for a gap, and for a number beyond float32 */
  write(column: Column): Tensor<'float32'> {
    const { offset, scale } = this.scaling;
    const values = numbersOf(column);
    const y = new Tensor('float32', [values.length, 1]);
    for (let n = 0; n < values.length; n++) {
      y.data[n] = (values[n]! - offset) / scale;
      if (Number.isFinite(y.data[n]) && Math.abs(values[n]!) <= GREATEST) continue;
      const expected = Number.isFinite(values[n]) ? 'a number up to 3.4e38' : 'a finite number';
      throw new ValueError(`column ${describe(column.name)}, row ${n}`, expected, describe(column.at(n) ?? undefined), 'Drop such rows.'); // prettier-ignore
    }
    return y;
  }

  /** An answer in the column's own unit. */
  value(answer: number): number {
    return answer * this.scaling.scale + this.scaling.offset;
  }

  toJSON() {
    const { task, column, scaling, unit } = this;
    return { task, column, ...scaling, unit };
  }
}

/** The column of a table that holds the target. @throws ValueError naming both where there is none */
export function targetIn(where: string, table: Table, target: string): Column {
  if (table.has(target)) return table.column(target);
  const { names } = table;
  const there = names.slice(0, 12).join(', ') + (names.length > 12 ? ', ...' : '');
  throw new ValueError(where, `a column ${describe(target)}, the target`, `columns ${there}`);
}

/** @throws ValueError for dates and free text, which are neither classes nor numbers unless a person says so */
export function checkTarget({ name, type, distinct, length, missing }: Column): void {
  if (type !== 'date' && type !== 'text') return;
  const received = `${distinct} different ${type}s in ${length - missing} rows`;
  const hint = "Name another target, or task: 'classification' makes a class of each.";
  throw new ValueError(`target ${describe(name)}`, 'classes or numbers', received, hint);
}

/** What a column asks for: a class where it holds texts, true and false, or few whole numbers without a hole between them; else a number. */
export function taskOf(column: Column): Task {
  if (!(column instanceof NumberColumn)) return 'classification';
  const distinct = new Set<number>();
  for (const value of column.values) {
    if (Number.isNaN(value)) continue;
    if (!Number.isInteger(value)) return 'regression';
    if (distinct.add(value).size > FEW) return 'regression';
  }
  const values = [...distinct];
  const dense = Math.max(...values) - Math.min(...values) === values.length - 1;
  return dense || values.length === 2 ? 'classification' : 'regression';
}
