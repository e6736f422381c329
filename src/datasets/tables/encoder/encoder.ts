import { ValueError, describe } from '../../../errors.ts';
import { CSV_RULES, type CsvOptions } from '../../../io/csv/options.ts';
import { POINT, type NumberForm } from '../../../io/csv/quantity.ts';
import { JsonValue } from '../../../io/json.ts';
import { readOptions, type OptionValues } from '../../../options.ts';
import { Tensor } from '../../../tensor/tensor.ts';
import type { Column, ColumnType } from '../column.ts';
import { tableFromRows } from '../from-rows.ts';
import { NumberColumn } from '../number-column.ts';
import { Table } from '../table.ts';
import { asInTraining, textsOf, withGaps } from './cells.ts';
import { CategoryInput } from './category-input.ts';
import { encodingOf, type Finding } from './choose.ts';
import { DateInput } from './date-input.ts';
import { hazardsOf } from './hazards.ts';
import type { InputEncoding, InputJSON } from './input.ts';
import { decisionsOf } from './notices.ts';
import { NumberInput } from './number-input.ts';
import { ENCODER_OPTIONS, type EncoderOptions } from './options.ts';
import { repeated } from './stored.ts';
import { ClassTarget, NumberTarget, checkTarget, targetIn, taskOf, type TargetEncoding } from './target.ts';

/** Options of readers. */
export type EncoderReading = Required<Pick<CsvOptions, 'missing' | 'expected'>> &
  Pick<CsvOptions, 'decimal' | 'thousands'> & { readonly types: (name: string) => ColumnType | undefined };

/** A fitted encoder as JSON. */
export interface EncoderJSON {
  readonly version: 1;
  readonly missing: readonly string[];
  /** How numbers were written. */
  readonly form?: Partial<NumberForm> | undefined;
  readonly inputs: readonly InputJSON[];
  readonly target?: ReturnType<TargetEncoding['toJSON']> | undefined;
  readonly notices: readonly string[];
}

const INPUTS = [NumberInput, CategoryInput, DateInput];

/** What was learnt. */
interface Fitted {
  readonly inputs: readonly InputEncoding[];
  readonly target: TargetEncoding | undefined;
  /** How numbers were written. */
  readonly form: NumberForm;
}

/**
 * Learns from the rows of a table how they become inputs [N, I] and targets of a network, then treats other rows alike:
 *
 * - numbers come to mean 0 and deviation 1; a gap becomes the median, and an input of its own marks it
 * - categories become an input each, 1 for the one that is there; rare and unseen ones share one
 * - dates become a number, and the places on the circles of day, week and year
 * - what is the same in every row, numbers the rows or is free text stays out
 * - the target becomes class indices [N], or standardized numbers [N, 1]
 *
 * All of it can be overruled by options, is told in `notices`, and is kept by `toJSON`.
 *
 * @throws ValueError for options of another kind, and for columns that are not there
 *
 * @example
 * import { TableEncoder, parseCsv } from 'nnfs';
 * const table = parseCsv('size,color,price\n1,red,10\n2,blue,20\n3,red,30\n,blue,40\n');
 * const encoder = new TableEncoder({ target: 'price', task: 'regression' }).fit(table);
 * console.log(encoder.names); // [ 'size', 'size=NA', 'color=blue', 'color=red' ]
 * console.log(encoder.transform(table).X);
 * // [[-1.2247449  0.         0.         1.       ]
 * //  [ 0.         0.         1.         0.       ]
 * //  [ 1.2247449  0.         0.         1.       ]
 * //  [ 0.         1.         1.         0.       ]]
 */
export class TableEncoder {
  static readonly options = ENCODER_OPTIONS;
  readonly #options: OptionValues<typeof ENCODER_OPTIONS>;
  #fitted: Fitted | undefined;
  #notices: readonly string[] = [];

  constructor(options: EncoderOptions = {}) {
    this.#options = readOptions('TableEncoder', [options], ENCODER_OPTIONS);
  }

  /** What was decided, and what a person should look at, a sentence each. */
  get notices(): readonly string[] {
    return this.#notices;
  }

  /** The columns that become inputs, in order. @throws ValueError before fit */
  get inputs(): readonly InputEncoding[] {
    return this.#learnt('inputs').inputs;
  }

  /** How the target is treated; undefined without one. @throws ValueError before fit */
  get target(): TargetEncoding | undefined {
    return this.#learnt('target').target;
  }

  /** What each of the I inputs is. @throws ValueError before fit */
  get names(): readonly string[] {
    return this.inputs.flatMap(({ names }) => names);
  }

  /**
   * By which options `parseCsv` and its sisters read a table as that of the training rows was read: what was text stays text, though
   * all of it may be numbers now. @throws ValueError before fit
   */
  get reading(): EncoderReading {
    const { inputs, target, form } = this.#learnt('reading');
    const texts = [...inputs, ...(target ? [target] : [])].filter(({ type }) => type === 'category' || type === 'text');
    const types = new Map(texts.map(({ column, type }) => [column, type]));
    const { decimal, thousands } = form;
    return {
      missing: this.#options.missing ?? [],
      expected: inputs.map(({ column }) => column),
      types: (name) => types.get(name),
      ...(decimal === ',' && { decimal }),
      ...(thousands !== undefined && { thousands }),
    };
  }

  /**
   * Learns from training rows; those without a target are passed over.
   *
   * @throws ValueError where there is nothing to learn, and for columns that are not there
   */
  fit(table: Table): this {
    const options = this.#options;
    const { target: name, features, drop = [], categories = [], task } = options;
    const asked = [...(name === undefined ? [] : [name]), ...(features ?? []), ...drop, ...categories];
    const stranger = asked.find((column) => !table.has(column));
    if (stranger !== undefined) {
      throw new ValueError('TableEncoder.fit', `columns ${listOf(table.names)}`, describe(stranger));
    }
    this.#fitted = undefined;
    const rows = this.labeled(table);
    if (rows.rows === 0) throw new ValueError('TableEncoder.fit', 'rows to learn from', 'none');
    const column = name === undefined ? undefined : this.#masked(rows.column(name));
    if (column && task === undefined) checkTarget(column);
    const target =
      column && ((task ?? taskOf(column)) === 'classification' ? ClassTarget.fit(column) : NumberTarget.fit(column));
    const candidates = [...new Set(features ?? table.names)]
      .filter((each) => each !== name && !drop.includes(each))
      .map((each) => this.#masked(rows.column(each)));
    const findings = candidates.map((each) => encodingOf(each, options, features !== undefined));
    const inputs = findings.flatMap((finding) => ('input' in finding ? [finding.input] : []));
    if (inputs.length === 0) {
      const hint = 'features names columns to use whatever they look like.';
      throw new ValueError('TableEncoder.fit', 'a column that tells something', whyNone(findings), hint);
    }
    this.#fitted = { inputs, target, form: table.form };
    const used = candidates.filter((_, i) => 'input' in findings[i]!);
    this.#notices = [
      ...decisionsOf({
        findings,
        columns: candidates,
        target,
        targetColumn: column,
        unlabeled: table.rows - rows.rows,
      }),
      ...hazardsOf(used, column, target),
    ];
    return this;
  }

  /** The rows that have a target, a number where it is one; all of them where there is none to have. @throws ValueError for a table without that column */
  labeled(table: Table): Table {
    const { target } = this.#options;
    if (target === undefined) return table;
    const column = this.#fitted === undefined ? this.#masked(table.column(target)) : this.targetOf(table);
    return table.filter((row) => !column.isMissing(row));
  }

  /**
   * A table of objects as a person has them, read as the training rows were; what an object lacks is a gap.
   *
   * @param where what errors call the rows
   * @throws ValueError for objects that have none of the columns; FormatError for what is no object
   */
  fromRows(where: string, rows: readonly object[]): Table {
    const { expected: _, ...reading } = this.reading;
    const table = tableFromRows(rows, { name: where, ...reading });
    const lacking = this.inputs.filter(({ column }) => !table.has(column));
    if (lacking.length === 0) return table;
    if (lacking.length === this.inputs.length) throw this.#lack(where, lacking);
    const gaps = new Float64Array(table.rows).fill(NaN);
    return new Table([...table.columns, ...lacking.map(({ column }) => new NumberColumn(column, gaps))], table.notices);
  }

  /** What of a table counts as a gap though there is a value, a sentence each: what is no number or date where training had them. */
  strays(table: Table): string[] {
    return this.inputs.flatMap((input) => {
      if (!table.has(input.column) || input instanceof CategoryInput) return [];
      const [column, read] = [this.#masked(table.column(input.column)), this.#column(table, input)];
      if (read === column) return []; // of the same kind as in training
      const count = read.missing - column.missing;
      if (count === 0) return [];
      let first = 0;
      while (!read.isMissing(first) || column.isMissing(first)) first++;
      const example = `${describe(column.at(first))} in row ${first}`;
      return [
        `${describe(input.column)}: ${count} of ${table.rows} values are no ${input.type} and count as gaps, ${example}`,
      ];
    });
  }

  /** The column of the target as it would be among the training rows: texts of classes, or numbers. @throws ValueError before fit */
  targetOf(table: Table): Column {
    const { target } = this.#learnt('targetOf');
    if (target === undefined) throw new ValueError('TableEncoder.targetOf', 'an encoder with a target', 'one without');
    targetIn('TableEncoder.transform', table, target.column);
    return this.#column(table, target);
  }

  /** The rows whose class is known; all of them where the target is a number. @throws ValueError before fit, and without a target */
  known(table: Table): Table {
    const { target } = this.#learnt('known');
    if (target?.task !== 'classification') return table;
    const { codes, dictionary } = textsOf(this.targetOf(table));
    const labels = new Set(target.labels);
    const known = dictionary.map((text) => labels.has(text));
    return table.filter((row) => known[codes[row]!] === true);
  }

  /** The inputs of rows, [N, I] float32. @throws ValueError before fit, and for columns that lack */
  transformInputs(table: Table): Tensor<'float32'> {
    const { inputs } = this.#learnt('transform');
    const lacking = inputs.filter(({ column }) => !table.has(column));
    if (lacking.length > 0) throw this.#lack('TableEncoder.transform', lacking, table);
    const I = this.names.length;
    const X = new Tensor('float32', [table.rows, I]);
    let at = 0;
    for (const input of inputs) {
      input.write(this.#column(table, input), X.data, at, I);
      at += input.names.length;
    }
    return X;
  }

  /** The targets of rows. @throws ValueError before fit, without a target, for a row that has none, and for a class that is not known */
  transformTarget(table: Table): Tensor {
    const { target } = this.#learnt('transform');
    if (target === undefined) throw new ValueError('TableEncoder.transformTarget', 'an encoder with a target', 'one without'); // prettier-ignore
    return target.write(this.targetOf(table));
  }

  /** Inputs [N, I], and targets where the table has the column. */
  transform(table: Table): { X: Tensor<'float32'>; y?: Tensor } {
    const X = this.transformInputs(table);
    const { target } = this;
    return target !== undefined && table.has(target.column) ? { X, y: this.transformTarget(table) } : { X };
  }

  /** Plain data for `fromJSON`; JSON keeps every digit. @throws ValueError before fit */
  toJSON(): EncoderJSON {
    const { inputs, target, form } = this.#learnt('toJSON');
    return {
      version: 1,
      missing: this.#options.missing ?? [],
      form: { decimal: form.decimal, ...(form.thousands !== undefined && { thousands: form.thousands }) },
      inputs: inputs.map((input) => input.toJSON()),
      ...(target && { target: target.toJSON() }),
      notices: this.#notices,
    };
  }

  /** An encoder from what `toJSON` gave. @throws FormatError for anything else */
  static fromJSON(data: unknown): TableEncoder {
    const json = new JsonValue('TableEncoder.fromJSON', 'encoder', data);
    if (json.member('version').value !== 1) throw json.member('version').error('1');
    const texts = (name: string): string[] => json.member(name).items().map((text) => text.string()); // prettier-ignore
    const inputs = json.member('inputs').items().map((input) => {
      const Input = INPUTS.find(({ kind }) => kind === input.member('kind').value);
      if (Input === undefined) throw input.member('kind').error(INPUTS.map(({ kind }) => kind).join(', '));
      return Input.fromJSON(input);
    }); // prettier-ignore
    const target = json.optional('target', (member) => {
      const task = member.member('task');
      if (task.value === 'classification') return ClassTarget.fromJSON(member);
      if (task.value === 'regression') return NumberTarget.fromJSON(member);
      throw task.error('classification or regression');
    });
    const form =
      json.optional('form', (member): NumberForm => {
        const decimal = member.member('decimal').string();
        if (decimal !== '.' && decimal !== ',') throw member.member('decimal').error("'.' or ','");
        return { decimal, thousands: member.optional('thousands', (mark) => markIn(mark)) };
      }) ?? POINT;
    checkColumns(json.member('inputs'), inputs, target);
    const encoder = new TableEncoder({ missing: texts('missing'), target: target?.column });
    encoder.#fitted = { inputs, target, form };
    encoder.#notices = texts('notices');
    return encoder;
  }

  #lack(where: string, lacking: readonly InputEncoding[], { names }: Pick<Table, 'names'> = { names: [] }): ValueError {
    const [wanted, gone] = [this.inputs, lacking].map((inputs) => listOf(inputs.map(({ column }) => column)));
    const there = names.length === 0 ? '' : `, of ${listOf(names)}`;
    return new ValueError(where, `columns ${wanted!}`, `none of the name ${gone!}${there}`);
  }

  #column(table: Table, encoding: InputEncoding | TargetEncoding): Column {
    const byText = encoding instanceof CategoryInput || encoding instanceof ClassTarget;
    const { form } = this.#learnt('transform');
    const { missing = [] } = this.#options;
    return asInTraining(this.#masked(table.column(encoding.column)), encoding.type, byText, form, missing);
  }

  #masked(column: Column): Column {
    return withGaps(column, this.#options.missing ?? []);
  }

  #learnt(method: string) {
    if (this.#fitted !== undefined) return this.#fitted;
    throw new ValueError(`TableEncoder.${method}`, 'a fitted encoder', 'a new one', 'Call fit(table) first.');
  }
}

/** What parts thousands. */
function markIn(json: JsonValue): string {
  const [expected, holds] = CSV_RULES.thousands;
  if (!holds(json.value)) throw json.error(expected);
  return json.string();
}

/** @throws FormatError unless there are inputs, each of a column of its own, and none of the target's */
function checkColumns(json: JsonValue, inputs: readonly InputEncoding[], target: TargetEncoding | undefined): void {
  const columns = inputs.map(({ column }) => column);
  const twice = repeated(target === undefined ? columns : [target.column, ...columns]);
  if (twice === undefined && columns.length > 0) return;
  const expected = 'a column or more that are not the target, each once';
  throw json.error(expected, twice === undefined ? 'none' : `${describe(twice)} twice`);
}

function whyNone(findings: readonly Finding[]): string {
  const reasons = findings.flatMap((finding) => ('why' in finding ? [`${finding.column} (${finding.why})`] : []));
  return reasons.length === 0 ? 'the target alone' : listOf(reasons);
}

function listOf(words: readonly string[]): string {
  return words.slice(0, 12).join(', ') + (words.length > 12 ? ', ...' : '');
}
