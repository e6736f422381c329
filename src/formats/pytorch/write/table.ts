/** table.json: what the encoder of a table learnt, and all that people wrote, as data. */
import type { InputEncoding } from '../../../datasets/tables/encoder/input.ts';
import { CategoryInput } from '../../../datasets/tables/encoder/category-input.ts';
import { CYCLES, DateInput } from '../../../datasets/tables/encoder/date-input.ts';
import { readDate } from '../../../datasets/tables/dates.ts';
import { missingWords } from '../../../io/csv/missing.ts';
import type { CsvOptions } from '../../../io/csv/options.ts';
import type { Model } from '../../../model/model.ts';
import { confidenceBy } from '../../../recipes/confidences.ts';
import { encoderOf } from '../../../recipes/predict-rows.ts';

/** What a person says of how files of rows are written, by the options of `parseCsv`; the rest is found out. */
export type FileForm = Pick<CsvOptions, 'delimiter' | 'quote' | 'comment' | 'header' | 'ragged' | 'encoding'>;

export const FILE_OPTIONS = ['delimiter', 'quote', 'comment', 'header', 'ragged', 'encoding'] as const;

/** The text of the file. @param file how files of rows are written */
export function tableData(where: string, model: Model, file: FileForm): string {
  const { inputs, target, reading } = encoderOf(where, model);
  const { texts, numbers } = missingWords(reading.missing);
  const dates = reading.missing.flatMap((text) => readDate(text.trim())?.time ?? []);
  const { decimal = '.', thousands = null } = reading;
  const data = {
    missing: { texts: [...texts], numbers, dates },
    numbers: { decimal, thousands },
    file: { ...file, ...(file.encoding !== undefined && { encoding: new TextDecoder(file.encoding).encoding }) },
    inputs: inputs.map(inputData),
    target: target && {
      type: target.type,
      ...target.toJSON(),
      ...(target.task === 'classification' && {
        answers: target.labels.map((_, i) => target.value(i)),
        confidence: confidenceBy(model) ?? 'itself',
      }),
    },
  };
  return `${JSON.stringify(data, undefined, 2)}\n`;
}

function inputData(input: InputEncoding): Readonly<Record<string, unknown>> {
  if (input instanceof DateInput) return { ...input.toJSON(), periods: input.cycles.map((cycle) => CYCLES[cycle]) };
  return input instanceof CategoryInput ? { ...input.toJSON(), inputs: input.names.length } : input.toJSON();
}
