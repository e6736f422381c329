/** How a model does on the rows of a table, in the units of its columns. */
import { numbersOf } from '../../datasets/tables/encoder/cells.ts';
import type { TableEncoder } from '../../datasets/tables/encoder/encoder.ts';
import { NumberInput } from '../../datasets/tables/encoder/number-input.ts';
import type { TargetEncoding } from '../../datasets/tables/encoder/target.ts';
import { NumberColumn } from '../../datasets/tables/number-column.ts';
import { Table } from '../../datasets/tables/table.ts';
import type { Model } from '../../model/model.ts';
import { scatterPicture } from '../../plots/scatter-picture.ts';
import type { Picture } from '../../plots/picture.ts';
import type { Answering } from '../../plots/surface.ts';
import { evaluateTable } from '../../recipes/evaluate-table.ts';
import { answersFor, encoderOf, precisionOf } from '../../recipes/predict-rows.ts';
import { withDotPrecision } from '../../tensor/precision.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { inUnit } from '../tables/scores.ts';
import { classJudgement } from './class-judgement.ts';
import { COLUMN, figureText, titleFor, type Judgement } from './judgement.ts';
import { planePanels } from './plane.ts';

/** @throws ValueError where no row has a target */
export function tableJudgement(name: string, model: Model, table: Table): Judgement {
  const scores = evaluateTable(model, table);
  const encoder = encoderOf(name, model);
  const plane = planeOf(name, model, encoder, table);
  if (scores.task === 'classification') return classJudgement(name, scores, plane);
  const { rows, r2, mae, rmse, loss } = scores;
  const labeled = encoder.labeled(table);
  const said = Array.from(answersFor(name, model, labeled).blocks, ({ answers }) => answers as number[]).flat();
  const is = Float64Array.from(numbersOf(encoder.targetOf(labeled)));
  const form = { width: COLUMN, title: titleFor('Predicted against true', name) };
  return {
    name,
    samples: rows,
    figures: [
      ['R²', figureText(r2)],
      ['MAE', inUnit(mae)],
      ['RMSE', inUnit(rmse)],
      ['loss', figureText(loss)],
    ],
    panels: [scatterPicture(said, is, form), ...plane],
  };
}

/** What a model of one or two columns of numbers answers all over them, where it is one. */
function planeOf(name: string, model: Model, encoder: TableEncoder, table: Table): Picture[] {
  const { target, inputs } = encoder;
  const arePlain = inputs.every((input) => input instanceof NumberInput && !input.marked);
  if (target === undefined || !arePlain || inputs.length > 2) return [];
  const known = encoder.known(encoder.labeled(table));
  const columns = inputs.map(({ column }) => numbersOf(known.column(column)));
  const rows = Array.from({ length: known.rows }, (_, n) => n).filter((n) => columns.every((column) => Number.isFinite(column[n]))); // prettier-ignore
  const some = known.take(rows);
  return planePanels(name, inTheirUnits(model, encoder, target), {
    X: stacked(rows.map((n) => columns.map((column) => column[n]!))),
    y: target.task === 'classification' ? encoder.transformTarget(some) : column(numbersOf(encoder.targetOf(some))),
    inputs: inputs.map(({ column }) => column),
    output: target.column,
    labels: target.task === 'classification' ? target.labels : undefined,
  });
}

/** A model that takes and gives numbers as they stand in the table. */
function inTheirUnits(model: Model, encoder: TableEncoder, target: TargetEncoding): Answering {
  const ask = <T>(values: unknown, question: (X: Tensor) => T): T => {
    const { data, shape } = values as Tensor;
    const columns = encoder.inputs.map(({ column }, at) => new NumberColumn(column, Float64Array.from({ length: shape[0]! }, (_, n) => data[n * shape[1]! + at]!))); // prettier-ignore
    return withDotPrecision(precisionOf(model), () => question(encoder.transformInputs(new Table(columns))));
  };
  return {
    classes: (X) => ask(X, (encoded) => model.classes(encoded)),
    predict: (X) => {
      const output = ask(X, (encoded) => model.predict(encoded));
      return target.task === 'classification'
        ? output
        : column(Array.from(output.data, (value) => target.value(value)));
    },
  };
}

function column(values: ArrayLike<number>): Tensor<'float64'> {
  return new Tensor('float64', [values.length, 1], Float64Array.from(values));
}

function stacked(rows: readonly (readonly number[])[]): Tensor<'float64'> {
  return new Tensor('float64', [rows.length, rows[0]?.length ?? 0], Float64Array.from(rows.flat()));
}
