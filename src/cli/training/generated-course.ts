import { formatEpoch } from '../../model/history.ts';
import type { Model } from '../../model/model.ts';
import { buildNetwork } from '../../recipes/network.ts';
import { schedule } from '../../recipes/rates.ts';
import { isByClass } from '../../recipes/settings.ts';
import { init } from '../../session.ts';
import { generatedTraining, type TrainingData } from '../data/generated-training.ts';
import { tell } from '../tables/notices.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { stepsOf, type Course } from './course.ts';
import { formatFigures, validationOf } from './figures.ts';
import { wordsOf } from './flags.ts';
import { isPenalized } from './lines.ts';
import { readListed } from './listed-layers.ts';
import { checkResumable, newPlan, type Resumed } from './resume.ts';
import type { GeneratedSettings } from './settings.ts';

/** A run on generated data: the book's numbers and the book's lines. */
export function generatedCourse(settings: GeneratedSettings, saved: Resumed | undefined, terminal: Terminal): Course {
  const { epochs, batchSize, shuffle = false, loss } = settings;
  init({ seed: settings.seed, dotPrecision: settings.dotPrecision });
  const data = generatedTraining(settings);
  const { training, validation } = data;
  if (saved !== undefined) checkResumable(saved, training.X, settings.data);
  const model = saved?.model ?? newModel(settings, data);
  schedule(model, { schedule: 'constant', ...settings, shuffle }, training.X.shape[0]!);
  if (saved !== undefined) tell(newPlan(saved, settings), terminal);
  return {
    model,
    words: wordsOf(settings),
    epochs,
    steps: stepsOf(training.X.shape[0]!, batchSize),
    lines(every, print) {
      // The loss is shown in its parts where there are penalties, and for regression.
      const parts = isPenalized(model) || !isByClass(loss);
      return {
        onEpoch(report) {
          if (report.epoch % every === 0) print(formatEpoch(report, parts));
        },
      };
    },
    train: (epochs, { first, callbacks, ...watching }) =>
      model.train(training.X, training.y, {
        ...watching,
        callbacks: [first, ...callbacks],
        epochs,
        shuffle,
        ...(batchSize !== undefined && { batchSize }),
        ...(validation && { validationData: validation }),
      }),
    outcome() {
      const { epochs, last } = model.history;
      const figures = validationOf(model, last);
      return {
        lines: figures === undefined ? [] : [`validation, ${formatFigures(figures)}`],
        json: { settings, final: last, validation: figures },
        epochs,
      };
    },
    async judgements() {
      const { samplesJudgement } = await import('../plots/samples-judgement.ts');
      return [samplesJudgement(validation ? 'validation' : 'training', model, validation ?? training)];
    },
  };
}

function newModel(settings: GeneratedSettings, { training, outputs, scaler }: TrainingData): Model {
  const layers = settings.model === undefined ? undefined : readListed(settings.model);
  const model = buildNetwork({ ...settings, layers }, training.X.shape[1]!, outputs);
  if (scaler !== undefined) model.scaler = scaler.toJSON();
  return model;
}
