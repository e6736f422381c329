import { ShapeError, ValueError, describe } from '../errors.ts';
import type { LabeledImages } from '../datasets/labeled-images.ts';
import { groupByLabel, splitIndices } from '../datasets/split-indices.ts';
import { takeRows } from '../datasets/take-rows.ts';
import { Flatten } from '../layers/flatten.ts';
import { earlyStopping } from '../model/callbacks/early-stopping.ts';
import type { History } from '../model/history.ts';
import type { Model } from '../model/model.ts';
import type { TrainOptions } from '../model/train-options.ts';
import { RandomState } from '../random/random-state.ts';
import { withDotPrecision } from '../tensor/precision.ts';
import { formatShape, sizeOf, type Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { balancedWeights } from './class-weights.ts';
import { convolutions, flatSize } from './convnet.ts';
import { evaluateImages } from './evaluate-images.ts';
import type { ClassificationScores } from './evaluate-table.ts';
import { lossTargets } from './fit.ts';
import { schedule } from './rates.ts';
import { imageSettings, type ImageSettings } from './image-settings.ts';
import { readImageOptions, readImages, type ImageSamples, type ReadImageOptions, type TrainImagesOptions } from './image-options.ts'; // prettier-ignore
import { ACTIVATIONS, make } from './kinds.ts';
import { denseLayers, modelOf } from './network.ts';
import type { ImageNotes } from './predict-images.ts';
import { hasOutputPerClass, isByClass, isOfTwo, lossesFor } from './settings.ts';
import { STARTS } from './starts.ts';
import { bestEpoch, type BestEpoch } from './train-table.ts';

/** A model that is about to learn pictures. */
export interface ImagePlan {
  readonly model: Model;
  readonly training: LabeledImages;
  readonly validation?: LabeledImages | undefined;
  readonly settings: ImageSettings;
  /** What `model.train` is given beside the samples. */
  readonly options: TrainOptions;
}

/** How a model came out. */
export interface ImageReport {
  readonly settings: ImageSettings;
  readonly history: History;
  /** On the pictures it learnt from. */
  readonly training: ClassificationScores;
  readonly validation?: ClassificationScores | undefined;
  /** The epoch whose loss of validation is the least. */
  readonly best?: BestEpoch | undefined;
}

const WHERE = 'trainImages';

/**
 * Trains a network on pictures, and says how good it is: the defaults of `nnfs train --data FOLDER` in one call, in Node and in a page.
 *
 * @param images [N, H, W, C] from 0 to 1 and their classes, as `loadImageFolder` and `loadIdx` of `nnfs/node` give them
 * @returns the model, which keeps the names of the classes, and the report
 * @throws ShapeError, ValueError for what are no images, for fewer than two classes, for options out of range; DivergedError where
 *     training leaves the finite numbers
 *
 * @example
 * import { RandomState, Tensor, trainImages } from 'nnfs';
 * const random = new RandomState(0); // pictures with a line that stands or lies
 * const X = new Tensor('float32', [80, 6, 6, 1]);
 * const y = new Tensor('int32', [80], Int32Array.from({ length: 80 }, (_, n) => n % 2));
 * for (let n = 0; n < 80; n++) {
 *   const at = random.randint(0, 6);
 *   for (let i = 0; i < 6; i++) X.data[36 * n + (n % 2 ? 6 * i + at : 6 * at + i)] = 1;
 * }
 * const { report } = await trainImages({ X, y, labels: ['lies', 'stands'] }, { validation: 0.25, epochs: 12 });
 * console.log(report.validation?.accuracy); // 1
 */
export async function trainImages(
  images: ImageSamples,
  options: TrainImagesOptions = {},
): Promise<{ model: Model; report: ImageReport }> {
  const plan = planImages(images, options);
  const history = await runImages(plan);
  return { model: plan.model, report: { ...reportOnImages(plan, history), training: evaluateImages(plan.model, plan.training) } }; // prettier-ignore
}

/** Holds images back, makes the model, or goes on with one where it stands. */
export function planImages(images: ImageSamples, given: TrainImagesOptions, before?: Model): ImagePlan {
  const options = readImageOptions(WHERE, given);
  const all = readImages(WHERE, images, images?.labels?.length);
  const labels = before?.labels ?? labelsOf(images, all.y);
  checkGoals(options, labels, images);
  const random = new RandomState(options.seed);
  const [training, validation] = partsOf(all, images, options, labels, random);
  const settings = imageSettings(options, training.y.size);
  const inputShape = training.X.shape.slice(1);
  const model = before ?? newModel(settings, inputShape, labels, options, random);
  schedule(model, settings, training.y.size);
  return {
    model,
    training,
    validation,
    settings,
    options: trainOptions(model, settings, training, validation, options),
  };
}

/** Trains as planned; callbacks and the like beside those of the plan. */
export function runImages(
  { model, training, settings, options }: ImagePlan,
  more: TrainOptions = {},
): Promise<History> {
  const callbacks = [...(options.callbacks ?? []), ...(more.callbacks ?? [])];
  const y = lossTargets(model, training.y);
  return withDotPrecision(settings.dotPrecision, () => model.train(training.X, y, { ...options, ...more, callbacks }));
}

/** What came out of a run, but for the pictures it learnt from. */
export function reportOnImages(plan: ImagePlan, history: History): Omit<ImageReport, 'training'> {
  const { model, settings, validation } = plan;
  return {
    settings,
    history,
    validation: validation && evaluateImages(model, validation),
    best: validation && bestEpoch(history, settings, validation),
  };
}

function newModel(
  settings: ImageSettings,
  inputShape: Shape,
  labels: readonly string[],
  { form }: ReadImageOptions,
  random: RandomState,
): Model {
  const outputs = hasOutputPerClass(settings.loss) ? labels.length : 1;
  const model = modelOf(settings, { inputShape, outputs }, random, () => {
    const front = settings.recipe === 'dense' ? [new Flatten()] : frontOf(settings, inputShape, random);
    const size = settings.recipe === 'dense' ? sizeOf(inputShape) : flatSize(inputShape, front);
    return [...front, ...denseLayers(settings, size, outputs, random)];
  });
  const notes: ImageNotes = { images: { ...form }, dotPrecision: settings.dotPrecision };
  model.notes = { ...notes };
  model.labels = labels;
  return model;
}

function frontOf({ activation, initializer, l1, l2 }: ImageSettings, inputShape: Shape, random: RandomState) {
  const penalties = { weightRegularizerL1: l1, weightRegularizerL2: l2 };
  return convolutions(
    inputShape,
    initializer && STARTS[initializer],
    () => make(ACTIVATIONS.get(activation)!),
    penalties,
    random,
  );
}

function labelsOf({ labels }: ImageSamples, { data }: Tensor<'int32'>): readonly string[] {
  const count = data.reduce((most, label) => Math.max(most, label + 1), 0);
  return labels ?? Array.from({ length: count }, (_, label) => String(label));
}

function partsOf(
  all: LabeledImages,
  { test }: ImageSamples,
  { validation = test }: ReadImageOptions,
  labels: readonly string[],
  random: RandomState,
): [training: LabeledImages, validation?: LabeledImages] {
  const N = all.y.size;
  if (validation === undefined) return [all];
  if (typeof validation !== 'number') {
    const where = `${WHERE}, validation`;
    const others = readImages(where, validation, labels.length);
    const [wanted, found] = [all.X, others.X].map(({ shape }) => formatShape(shape.slice(1)));
    if (found !== wanted) throw new ShapeError(where, `images ${wanted!}, as the others are`, found!);
    return [all, others];
  }
  const { train, test: held } = splitIndices(`${WHERE}, validation`, N, validation, random, groupByLabel(WHERE, all.y, N)); // prettier-ignore
  const pick = (rows: Tensor<'int32'>): LabeledImages => {
    const order = rows.data.slice().sort();
    return { X: takeRows(all.X, order), y: takeRows(all.y, order) };
  };
  return [pick(train), pick(held)];
}

function trainOptions(
  model: Model,
  { epochs, batchSize, shuffle }: ImageSettings,
  { y }: LabeledImages,
  validation: LabeledImages | undefined,
  { earlyStopping: patience, classWeights, callbacks, signal, print }: ReadImageOptions,
): TrainOptions {
  const stopping = patience === false ? [] : [earlyStopping(patience === true ? {} : { patience })];
  return {
    epochs: Math.max(1, epochs - (model.progress?.epoch ?? 0)),
    shuffle,
    ...(batchSize !== undefined && { batchSize }),
    ...(validation && { validationData: { X: validation.X, y: lossTargets(model, validation.y) } }),
    ...(classWeights && { classWeights: balancedWeights(y, model.labels!.length) }),
    callbacks: [...callbacks, ...stopping],
    ...(signal && { signal }),
    ...(print && { print }),
  };
}

/** @throws ValueError for fewer than two classes, and for options that they, or the lack of validation, make impossible */
function checkGoals(
  { loss = 'categorical', earlyStopping, validation }: ReadImageOptions,
  labels: readonly string[],
  { test }: ImageSamples,
): void {
  if (labels.length < 2) {
    const received = labels.length === 0 ? 'none' : `only ${describe(labels[0])}`;
    throw new ValueError(WHERE, 'two classes or more', received);
  }
  if (earlyStopping !== false && validation === undefined && test === undefined) {
    throw new ValueError(WHERE, 'validation where earlyStopping is set', 'none');
  }
  if (!isByClass(loss))
    throw new ValueError(WHERE, `a loss of classes (${lossesFor('classification').join(', ')})`, loss);
  if (isOfTwo(loss) && labels.length !== 2) {
    throw new ValueError(WHERE, `two classes for the loss ${loss}`, String(labels.length));
  }
}
