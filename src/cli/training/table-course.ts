import type { EncoderReading } from '../../datasets/tables/encoder/encoder.ts';
import { Table } from '../../datasets/tables/table.ts';
import { fingerprintOf } from '../../model/samples.ts';
import { evaluateTable } from '../../recipes/evaluate-table.ts';
import { encoderOf } from '../../recipes/predict-rows.ts';
import { reportOn, runPlan } from '../../recipes/train-table.ts';
import { onFile } from '../tables/in-flags.ts';
import { loadTable, nameOfFile } from '../tables/load.ts';
import { tell } from '../tables/notices.ts';
import { readingOf } from '../tables/reading.ts';
import { figuresOf } from '../tables/scores.ts';
import { aboutRows, newCategoriesIn, strangersOf } from '../tables/strangers.ts';
import { lastColumn } from '../tables/target.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { stepsOf, type Course } from './course.ts';
import { wordsOf } from './flags.ts';
import { checkEncodable, checkJudging } from './judging.ts';
import { closingLines } from './lines.ts';
import { measuringNumbers } from './measured-numbers.ts';
import { checkResumable, newPlan, type Resumed } from './resume.ts';
import type { TableRunSettings } from './settings.ts';
import { formatBaseline, meaningful, tableLines } from './table-lines.ts';
import { explicit, planGoingOn, planNew } from './table-plan.ts';

/** A run on the table of a file, or one that goes on there. */
export async function tableCourse(
  given: TableRunSettings,
  saved: Resumed | undefined,
  test: string | undefined,
  terminal: Terminal,
): Promise<Course> {
  const { data, validation } = given;
  const known = saved && encoderOf('--resume', saved.model).reading;
  const table = await loadTable('--data', data, readingOf(given, known), terminal);
  const load = (where: string, path: string): Promise<Table> =>
    loadTable(where, path, readingOf(given, known ?? readingLike(table)), terminal);
  const heldBack = typeof validation === 'string' ? await load('--validation', validation) : validation;
  const tested = test === undefined ? undefined : await load('--test', test);

  const goal = saved ? encoderOf('--resume', saved.model).target!.column : (given.target ?? lastColumn(table));
  if (table.has(goal)) {
    if (heldBack instanceof Table) await checkJudging(validation as string, heldBack, goal);
    if (tested) await checkJudging(test!, tested, goal);
  }

  const plan =
    saved === undefined
      ? await planNew(table, heldBack, given, terminal)
      : await planGoingOn(table, heldBack, given, saved.model);
  const { model, settings } = plan;
  const { encoder, training } = plan.data;
  const { target } = encoder;
  if (saved !== undefined) checkResumable(saved, training.X, nameOfFile(data));
  if (tested) await onFile(nameOfFile(test!), () => checkEncodable(encoder, tested)); // before long work
  const strangers = [
    ...(heldBack instanceof Table ? newCategoriesIn(encoder, heldBack).map((line) => `validation: ${line}`) : []),
    ...(tested ? [...strangersOf(encoder, tested), ...aboutRows(encoder, tested)].map((line) => `test: ${line}`) : []),
  ];
  tell(saved === undefined ? strangers : newPlan(saved, settings), terminal);
  const full = saved === undefined ? explicit(given, plan) : given;
  return {
    model,
    words: wordsOf(full),
    fingerprint: fingerprintOf([training.X, training.y]),
    epochs: settings.epochs,
    steps: stepsOf(training.X.shape[0]!, settings.batchSize),
    lines: (every, print) => tableLines(plan, every, print),
    train(epochs, { first, callbacks, ...watching }) {
      const options = { ...plan.options, callbacks: [first, ...(plan.options.callbacks ?? [])] };
      return runPlan({ ...plan, options }, { ...watching, callbacks, epochs });
    },
    async outcome() {
      const { validation, baseline, best, notices, trials } = reportOn(plan, model.history);
      const judged = tested && (await onFile(nameOfFile(test!), () => evaluateTable(model, tested)));
      const epochs = meaningful(model.history.epochs, target);
      return {
        lines: closingLines({
          best,
          last: epochs.at(-1)?.epoch,
          restored: given.earlyStopping !== undefined,
          test: judged,
          baseline: baseline && formatBaseline(baseline),
          validation,
        }),
        json: {
          settings: { ...full, features: encoder.inputs.map(({ column }) => column), labels: model.labels },
          task: target?.task,
          target: target?.column,
          notices: [...table.notices, ...notices, ...strangers],
          final: epochs.at(-1),
          validation: validation && figuresOf(validation),
          baseline,
          best,
          test: judged && figuresOf(judged),
          trials,
        },
        epochs,
      };
    },
    ...(target?.task === 'regression' && { measuring: () => measuringNumbers(plan, target) }),
    async judgements() {
      const { tableJudgement } = await import('../plots/table-judgement.ts');
      const { validation } = plan.data;
      const judging = [
        ...(validation ? [tableJudgement('validation', model, validation.table)] : []),
        ...(tested ? [tableJudgement('test', model, tested)] : []),
      ];
      return judging.length > 0 ? judging : [tableJudgement('training', model, training.table)];
    },
  };
}

/** How the sisters of a table are read: what is text there is text though all of it may be numbers; numbers are written alike. */
function readingLike(table: Table): Partial<EncoderReading> {
  const { decimal } = table.form;
  return {
    expected: table.names,
    ...(decimal === ',' && { decimal }),
    types: (name) => {
      const type = table.has(name) ? table.column(name).type : undefined;
      return type === 'category' || type === 'text' ? type : undefined;
    },
  };
}
