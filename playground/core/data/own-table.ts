import { Tensor, ValueError, arange, trainTestSplit, type Column, type RandomState, type Table } from 'nnfs';
import { tensorOf, type Library } from '../library.ts';
import { featuresOf, type ColumnSummary } from './columns.ts';
import type { Data, Samples } from './data.ts';
import { sumOf } from './sum.ts';
import { classesOf, type Settings } from '../settings/settings.ts';

/** What the page is told of a table. */
export interface TableSummary {
  /** By which settings name it. */
  readonly id: string;
  readonly name: string;
  readonly rows: number;
  readonly columns: readonly ColumnSummary[];
  /** What a person should know of how it was read. */
  readonly notices: readonly string[];
}

/** The most bytes of a file, and inputs of a network. */
const [MOST_BYTES, MOST_INPUTS] = [50e6, 256];

/** Of fewer rows than this none are held out. */
const FEW = 10;

/** A table that somebody brought, as points of a run. */
export class OwnTable {
  readonly summary: TableSummary;
  readonly #table: Table;
  readonly #library: Library;

  /** @throws FormatError for what is no table; ValueError for a file that is too large */
  constructor(name: string, bytes: Uint8Array, library: Library) {
    if (bytes.length > MOST_BYTES)
      throw new ValueError(name, `up to ${MOST_BYTES / 1e6} MB`, `${(bytes.length / 1e6).toFixed(1)} MB`);
    this.#library = library;
    this.#table = library.parseCsv(bytes, { name });
    const { rows, columns, notices } = this.#table;
    this.summary = { id: sumOf(bytes), name, rows, columns: columns.map(summaryOf), notices };
  }

  /**
   * Inputs and targets: the encoder learns from the rows for training alone.
   *
   * @throws ValueError for a target that is none, and for more classes or inputs than there may be
   */
  makeData(settings: Settings, random: RandomState): Data {
    const { target } = settings;
    const classes = classesOf(settings);
    const features = featuresOf(this.summary.columns, target);
    const task = classes > 0 ? 'classification' : 'regression';
    const encoder = new this.#library.TableEncoder({ target, task, ...(features && { features }) });
    const table = encoder.labeled(this.#table);
    const heldOut = table.rows < FEW ? 0 : settings.heldOut;
    const rows = arange(0, table.rows, 1, 'int32');
    const { XTrain: first, XTest: second } =
      heldOut > 0 ? trainTestSplit(rows, rows, { testShare: heldOut, random }) : { XTrain: rows, XTest: undefined };
    const training = table.take(first.data);
    try {
      encoder.fit(training);
    } catch (error) {
      throw saidOf(this.summary.name, error);
    }
    // Rows of classes that no row for training has are left out; that may be all.
    const known = second && encoder.known(table.take(second.data));
    const inputs = encoder.names;
    const labels = encoder.target?.task === 'classification' ? encoder.target.labels : undefined;
    if (labels && labels.length > classes) throw new ValueError(target, `${classes} classes`, `${labels.length}`);
    if (inputs.length > MOST_INPUTS)
      throw new ValueError('The table', `up to ${MOST_INPUTS} inputs`, `${inputs.length}`);
    return {
      training: samplesOf(encoder.transform(training)),
      heldOut: known && known.rows > 0 ? samplesOf(encoder.transform(known)) : undefined,
      inputs,
      ...(labels && { labels }),
    };
  }
}

/** What the library says of a table, under the name of the table and without hints, which are for those who write programs. */
function saidOf(name: string, error: unknown): unknown {
  const { expected, received } = error as Partial<ValueError>;
  return expected === undefined || received === undefined ? error : new ValueError(name, expected, received);
}

/** Of tensors of the library that read them, those that a run takes. */
function samplesOf({ X, y }: Partial<Samples>): Samples {
  return { X: tensorOf({ Tensor }, X!), y: tensorOf({ Tensor }, y!) };
}

function summaryOf(column: Column): ColumnSummary {
  const { name, type, distinct: values } = column;
  return { name, isNumber: type === 'number', values, repeats: values < column.length - column.missing };
}
