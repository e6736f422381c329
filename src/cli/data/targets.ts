/** What a model is to answer, from the cells of a column. */
import { FormatError, describe } from '../../errors.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { decimalNumber, listOf } from '../text.ts';
import type { LossName } from '../../recipes/settings.ts';
import { numberOf, type Cell } from './csv.ts';

/** Targets of classes [N] have labels, values [N, 1] have none. */
export interface ColumnTargets {
  readonly y: Tensor;
  readonly labels?: readonly string[];
}

/**
 * The loss for a column: by class for text and whole numbers, by squared distance for numbers with fractions.
 *
 * @throws FormatError for a text among numbers with fractions, which may be a gap as well as a class
 */
export function lossFor(cells: readonly Cell[]): LossName {
  const values = cells.map(({ text }) => decimalNumber(text));
  if (!values.some((value) => value !== undefined && !Number.isInteger(value))) return 'categorical';
  const word = cells[values.indexOf(undefined)];
  if (word === undefined) return 'mse';
  const hint = 'Correct it or drop the row; or --loss categorical makes a class of each text.';
  throw new FormatError(word.where, 'a number, as elsewhere in the column', describe(word.text), hint);
}

/**
 * Classes for the texts of a column, in their order: that of numbers where all are, else that of the alphabet.
 *
 * @throws FormatError for numbers with fractions, and where there are not two classes for a loss that asks for two
 */
export function newClasses(cells: readonly Cell[], loss: LossName): ColumnTargets {
  const labels = [...new Set(cells.map(labelOf))].sort();
  const values = labels.map(decimalNumber);
  if (values.every((value) => value !== undefined)) {
    const fraction = cells.find(({ text }) => !Number.isInteger(decimalNumber(text)));
    if (fraction !== undefined) {
      const hint = 'Numbers with fractions need --loss mse or mae.';
      throw new FormatError(fraction.where, 'a class: text or a whole number', fraction.text, hint);
    }
    labels.sort((a, b) => Number(a) - Number(b));
  }
  const least = cells[0]!.where.replace(/, line \d+/, '');
  if (loss === 'binary' ? labels.length !== 2 : labels.length < 2) {
    const expected = loss === 'binary' ? 'two classes for --loss binary' : 'two classes or more';
    const received = labels.length === 1 ? `only ${describe(labels[0])}` : `${labels.length}`;
    throw new FormatError(least, expected, received);
  }
  return { y: indices(cells, labels), labels };
}

/**
 * The classes of texts that a model knows.
 *
 * @throws FormatError for a text that is none of them
 */
export function knownClasses(cells: readonly Cell[], labels: readonly string[]): Tensor<'int32'> {
  const known = new Set(labels);
  const stranger = cells.find((cell) => !known.has(labelOf(cell)));
  if (stranger !== undefined) {
    const some = labels.length > 8 ? `one of the ${labels.length} classes of the model` : listOf(labels);
    throw new FormatError(stranger.where, some, describe(stranger.text));
  }
  return indices(cells, labels);
}

/**
 * The classes of numbers, for a model that has no labels.
 *
 * @throws FormatError for a text that is not the index of one of so many classes
 */
export function numericClasses(cells: readonly Cell[], classes: number): Tensor<'int32'> {
  const y = Int32Array.from(cells, (cell) => {
    const index = decimalNumber(cell.text);
    if (index !== undefined && Number.isInteger(index) && index >= 0 && index < classes) return index;
    throw new FormatError(cell.where, `a class from 0 to ${classes - 1}`, describe(cell.text));
  });
  return new Tensor('int32', [cells.length], y);
}

/** Numbers as targets, [N, 1] float32. */
export function columnValues(cells: readonly Cell[]): Tensor<'float32'> {
  return new Tensor('float32', [cells.length, 1], Float32Array.from(cells, numberOf));
}

function indices(cells: readonly Cell[], labels: readonly string[]): Tensor<'int32'> {
  const index = new Map(labels.map((label, i) => [label, i]));
  return new Tensor(
    'int32',
    [cells.length],
    Int32Array.from(cells, (cell) => index.get(labelOf(cell))!),
  );
}

/** The name of a class: its text, or for numbers one spelling of each, so that 1 and 1.0 are the same. */
function labelOf({ text }: Cell): string {
  const value = decimalNumber(text);
  return value === undefined ? text : String(value);
}
