import type { ImageFolder } from '../../datasets/image-folder.ts';
import { FormatError, describe } from '../../errors.ts';
import type { Model } from '../../model/model.ts';
import { fingerprintOf } from '../../model/samples.ts';
import { evaluateImages } from '../../recipes/evaluate-images.ts';
import type { ImagePair, ImageSamples, PictureForm, TrainImagesOptions } from '../../recipes/image-options.ts';
import { optimizerOptions } from '../../recipes/kinds.ts';
import { planImages, reportOnImages, runImages, type ImagePlan } from '../../recipes/train-images.ts';
import { formatShape } from '../../tensor/shape.ts';
import { onFolder } from '../pictures/in-flags.ts';
import { checkKnown, loadJudging, loadPictures, type Judging } from '../pictures/load.ts';
import { pictureReading } from '../pictures/options.ts';
import type { Judgement } from '../plots/judgement.ts';
import { tell } from '../tables/notices.ts';
import { figuresOf } from '../tables/scores.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { stepsOf, type Course } from './course.ts';
import { wordsOf } from './flags.ts';
import { classFigures, closingLines, linesOf } from './lines.ts';
import { readListed } from './listed-layers.ts';
import { newPlan, type Resumed } from './resume.ts';
import type { PictureRunSettings } from './settings.ts';
import { pick } from './table-plan.ts';

/** What a file of the run names, beside options of the optimizer. */
const OF_NETWORK = ['recipe', 'hidden', 'activation', 'initializer', 'weightScale', 'l1', 'l2', 'dropout'] as const;
const OF_RUN = [
  'loss',
  'labelSmoothing',
  'optimizer',
  'epochs',
  'batchSize',
  'shuffle',
  'schedule',
  'dotPrecision',
] as const;

/** A run on the pictures of a folder, or one that goes on there. */
export async function pictureCourse(
  given: PictureRunSettings,
  saved: Resumed | undefined,
  test: string | undefined,
  terminal: Terminal,
): Promise<Course> {
  const { data, validation } = given;
  const reading = pictureReading(given);
  const images = await loadPictures('--data', data, reading, terminal);
  const judging = (where: string, path: string): Promise<Judging> =>
    loadJudging(where, path, images.X.shape.slice(1), reading, terminal);
  const heldBack = typeof validation === 'string' ? await judging('--validation', validation) : undefined;
  const tested = test === undefined ? undefined : await judging('--test', test);
  if (tested) checkKnown(test!, images.labels, tested);
  const judges = heldBack && withClassesOf(images, validation as string, heldBack);

  if (saved !== undefined) checkGoingOn(saved.model, images, data);
  const plan = onFolder(data, () =>
    planImages(images, optionsFor(given, judges ?? (validation as number | undefined)), saved?.model),
  );
  const { model, settings, training } = plan;
  if (saved !== undefined) checkCount(model, plan, data);
  // Test pictures of the folder judge at the end where others do so along the way.
  const last = tested ?? (validation !== undefined && images.test ? { ...images.test, labels: images.labels } : undefined); // prettier-ignore
  const notices = [...about(plan, images, given), ...(heldBack?.notices ?? []), ...(tested?.notices ?? [])];
  tell(saved === undefined ? notices : newPlan(saved, settings), terminal);
  const full = saved === undefined ? explicit(given, plan) : given;
  return {
    model,
    words: wordsOf(full),
    fingerprint: fingerprintOf([training.X, training.y]),
    epochs: settings.epochs,
    steps: stepsOf(training.y.size, settings.batchSize),
    lines: (every, print) => linesOf({ model, epochs: settings.epochs }, every, print, classFigures),
    train(epochs, { first, callbacks, ...watching }) {
      const options = { ...plan.options, callbacks: [first, ...(plan.options.callbacks ?? [])] };
      return runImages({ ...plan, options }, { ...watching, callbacks, epochs });
    },
    outcome() {
      const { validation, best } = reportOnImages(plan, model.history);
      const judged = last && evaluateImages(model, last);
      const { epochs } = model.history;
      const { pictures: _, ...shown } = full;
      return {
        lines: closingLines({
          best,
          last: epochs.at(-1)?.epoch,
          restored: given.earlyStopping !== undefined,
          test: judged,
          validation,
        }),
        json: {
          settings: { ...shown, labels: model.labels, inputShape: model.inputShape },
          task: 'classification',
          notices,
          final: epochs.at(-1),
          validation: validation && figuresOf(validation),
          best,
          test: judged && figuresOf(judged),
        },
        epochs,
      };
    },
    async judgements() {
      const { classJudgement } = await import('../plots/class-judgement.ts');
      const judge = (name: string, pictures: ImageSamples): Judgement => classJudgement(name, evaluateImages(model, pictures)); // prettier-ignore
      const { validation } = plan;
      const judging = [
        ...(validation ? [judge('validation', validation)] : []),
        ...(last ? [judge('test', last)] : []),
      ];
      return judging.length > 0 ? judging : [judge('training', training)];
    },
  };
}

function optionsFor(given: PictureRunSettings, validation: number | ImagePair | undefined): TrainImagesOptions {
  const { optimizer = 'adam', model, size } = given;
  const names = ['seed', 'classWeights', 'earlyStopping', ...OF_NETWORK, ...OF_RUN, ...optimizerOptions(optimizer)];
  const { size: sides, background } = pictureReading(given);
  const form: PictureForm = {
    ...(size !== undefined && { size: sides as readonly [number, number] }),
    ...(background !== undefined && { background }),
  };
  return { ...pick(given, names), form, validation, ...(model !== undefined && { layers: readListed(model) }) };
}

/** The settings of a new run with all that the recipe chose: an equal run chooses nothing. */
function explicit(given: PictureRunSettings, { settings }: ImagePlan): PictureRunSettings {
  const network = given.model === undefined ? OF_NETWORK : [];
  return { ...given, ...pick(settings, [...network, ...OF_RUN, ...optimizerOptions(settings.optimizer)]) };
}

/** Pictures with their classes counted as others are. @throws FormatError for a class that those have not */
function withClassesOf({ labels }: ImageFolder, path: string, { X, y, labels: own }: Judging): ImagePair {
  const places = own.map((label) => labels.indexOf(label));
  const strange = y.data.find((label) => places[label]! < 0);
  if (strange !== undefined) throw new FormatError(path, 'the classes of --data', describe(own[strange]));
  return { X, y: y.data.map((label) => places[label]!) };
}

/** What was found, and what is done with it. */
function about({ training, validation, model }: ImagePlan, images: ImageFolder, given: PictureRunSettings): string[] {
  const { labels = [] } = model;
  const shown = labels.length > 16 ? [...labels.slice(0, 8), '...'] : labels;
  const judged = validation === undefined ? [] : [`validation: ${validation.y.size} pictures${given.validation === undefined ? ', the test pictures of the folder' : ''}`]; // prettier-ignore
  const lone = images.test === undefined || given.validation === undefined ? [] : [`test: ${images.test.y.size} pictures of the folder`]; // prettier-ignore
  return [
    `${training.y.size} pictures ${formatShape(images.X.shape.slice(1))}, ${labels.length} classes: ${shown.join(', ')}`,
    ...judged,
    ...lone,
  ];
}

/** @throws FormatError for pictures or classes that are not those of the run so far */
function checkGoingOn({ inputShape = [], labels = [] }: Model, images: ImageFolder, name: string): void {
  const expected = `pictures ${formatShape(inputShape)} of the classes ${labels.join(', ')}`;
  const received = `pictures ${formatShape(images.X.shape.slice(1))} of the classes ${images.labels.join(', ')}`;
  if (expected !== received) throw new FormatError(name, `the data of the run that goes on, ${expected}`, received);
}

/** @throws FormatError for another number of pictures */
function checkCount({ progress }: Model, { training }: ImagePlan, name: string): void {
  const { samples = training.y.size } = progress ?? {};
  if (samples === training.y.size) return;
  throw new FormatError(name, `the data of the run that goes on, ${samples} pictures for training`, String(training.y.size)); // prettier-ignore
}
