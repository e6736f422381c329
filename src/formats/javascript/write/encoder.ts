/** The encoder of a table, and what its target is told by, as functions of a module. */
import { CategoryInput } from '../../../datasets/tables/encoder/category-input.ts';
import { DateInput } from '../../../datasets/tables/encoder/date-input.ts';
import type { EncoderJSON, TableEncoder } from '../../../datasets/tables/encoder/encoder.ts';
import type { InputEncoding } from '../../../datasets/tables/encoder/input.ts';
import { NumberInput } from '../../../datasets/tables/encoder/number-input.ts';
import type { TargetEncoding } from '../../../datasets/tables/encoder/target.ts';
import { readDate } from '../../../datasets/tables/dates.ts';
import { ValueError } from '../../../errors.ts';
import { missingWords } from '../../../io/csv/missing.ts';
import type { Model } from '../../../model/model.ts';
import { confidenceBy } from '../../../recipes/confidences.ts';
import type { FloatDType } from '../../../tensor/dtype.ts';
import { literal, numberLiteral, textLiteral } from '../literals.ts';
import type { ModuleWriter } from '../module-writer.ts';

/** So many labels are told one by one in a type. */
const FEW = 12;

/** `encode` of a module: the inputs for rows; and the constants that it reads. */
export function encodeFunction(
  where: string,
  module: ModuleWriter,
  encoder: TableEncoder,
): [code: string, constants: string] {
  // prettier-ignore
  const { missing, form } = encoder.toJSON();
  const { inputs, names } = encoder;
  const columns = literal(inputs.map(({ column }) => column));
  const parts = inputs.map((input) => `    ${inputsOf(where, module, input, missing)},\n`);
  const code = `/** The inputs of the network for rows as a person has them, [${names.length}] each. */
function encode(rows) {
  const cells = ${module.use('cellsOf')}('predictRows', rows, ${columns}, gaps);
  const inputs = [
${parts.join('')}  ];
  return rows.map((_, n) => Float32Array.from(inputs.flatMap((column) => column[n])));
}`;
  return [code, constantsOf(module, missing, form)];
}

function constantsOf(module: ModuleWriter, missing: readonly string[], form: EncoderJSON['form']): string {
  return `/** What stands for a gap, and how numbers are written in texts. */
const gaps = ${module.use('missingWords')}(${literal(missing)});
const form = ${literal({ decimal: form?.decimal ?? '.', thousands: form?.thousands })};`;
}

function inputsOf(where: string, module: ModuleWriter, input: InputEncoding, missing: readonly string[]): string {
  const cells = `cells.get(${textLiteral(input.column)})`;
  if (input instanceof NumberInput) {
    const { scaling, fill, marked } = input;
    const numbers = `${module.use('numbersIn')}(${withoutNumbers(module, cells, missing)}, form)`;
    return `${module.use('numberInputs')}(${numbers}, ${literal({ scaling, fill, marked })})`;
  }
  if (input instanceof DateInput) {
    const { scaling, fill, marked, cycles } = input;
    const times = `${module.use('timesIn')}(${withoutDates(module, cells, missing)})`;
    return `${module.use('dateInputs')}(${times}, ${literal({ scaling, fill, marked, cycles })})`;
  }
  if (!(input instanceof CategoryInput)) {
    throw new ValueError(where, 'columns of numbers, categories and dates', input.names.join(', '));
  }
  const { categories, other, marked } = input;
  const texts = spelled(module, input, cells, missing);
  return `${module.use('categoryInputs')}(${texts}, ${literal({ categories, other, marked })})`;
}

/** Cells as columns of the type in training write them; a number or a date may stand for a gap in any form. */
function spelled(module: ModuleWriter, { type }: CategoryInput, cells: string, missing: readonly string[]): string {
  if (type === 'category' || type === 'text') return cells;
  const known = withoutDates(module, withoutNumbers(module, cells, missing), missing);
  if (type === 'number') return `${module.use('asNumbers')}(${known}, form)`;
  return `${module.use(type === 'date' ? 'asDates' : 'asYesNo')}(${known})`;
}

function withoutNumbers(module: ModuleWriter, cells: string, missing: readonly string[]): string {
  const { numbers } = missingWords(missing);
  return numbers.length === 0 ? cells : `${module.use('withoutNumbers')}(${cells}, form, ${literal(numbers)})`;
}

function withoutDates(module: ModuleWriter, cells: string, missing: readonly string[]): string {
  const times = missing.flatMap((text) => readDate(text.trim())?.time ?? []);
  return times.length === 0 ? cells : `${module.use('withoutDates')}(${cells}, ${literal(times)})`;
}

/** `predictRows` of a module, with its types. @param dtype of what the network gives */
export function predictRowsFunction(
  module: ModuleWriter,
  model: Model,
  encoder: TableEncoder,
  target: TargetEncoding,
  dtype: FloatDType,
): string {
  const { column } = target;
  const name = textLiteral(column);
  const row = encoder.inputs.map((input) => `${textLiteral(input.column)}?: ${cellType(input)}`);
  const sure = column === 'confidence' ? 'confidence_2' : 'confidence';
  const [answer, type] = target.task === 'regression' ? number(target, name) : classOf(module, model, target, dtype, name, sure); // prettier-ignore
  return `/** @typedef {{ ${[...row, '[other: string]: unknown'].join(', ')} }} Row */
/** @typedef {{ ${type} }} Answer */

/**
 * The answers for rows as a person has them: texts, gaps, dates and all. What a row lacks is a gap. Numbers so far beyond those of
 * training that sums overflow are answered by NaN or Infinity, or with a confidence of NaN.
 *
 * @param {readonly Row[]} rows
 * @returns {Answer[]}
 */
export function predictRows(rows) {
  return encode(rows).map((data) => {
    const output = network({ shape: [data.length], data });
${answer}
  });
}`;
}

function cellType(input: InputEncoding): string {
  if (input instanceof NumberInput) return 'number | string | null';
  return input instanceof DateInput ? 'Date | string | null' : 'string | number | boolean | null';
}

function number({ scaling: { scale, offset } }: Extract<TargetEncoding, { task: 'regression' }>, name: string) {
  const value = `output.data[0] * ${numberLiteral(scale)} + ${numberLiteral(offset)}`;
  return [`    return { [${name}]: ${value} };`, `${name}: number`] as const;
}

function classOf(
  module: ModuleWriter,
  model: Model,
  target: Extract<TargetEncoding, { task: 'classification' }>,
  dtype: FloatDType,
  name: string,
  sure: string,
) {
  const by = confidenceBy(model);
  const confidences = by ? `${module.use(by)}(output, ${module.of(dtype, 'expInFloat32', 'expInFloat64')})` : 'output';
  const values = target.labels.map((_, i) => target.value(i));
  const some = typeof values[0] === 'number' ? 'number' : 'string';
  const type = values.length <= FEW ? values.map(literal).join(' | ') : some;
  const code = `    const confidences = ${module.use('bothOf')}(${confidences});
    const best = ${module.use('argmax')}(confidences);
    return { [${name}]: labels[best], ${sure}: confidences.data[best] };`;
  return [code, `${name}: ${type}, ${sure}: number`] as const;
}
