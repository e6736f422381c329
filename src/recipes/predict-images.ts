import { ShapeError, ValueError, describe } from '../errors.ts';
import { ImageStack } from '../datasets/image-folder.ts';
import type { FloatTensor } from '../layers/pass.ts';
import type { Model } from '../model/model.ts';
import type { DotPrecision } from '../tensor/kernels/index.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { dotPrecision, withDotPrecision } from '../tensor/precision.ts';
import { argmax } from '../tensor/reduce.ts';
import { formatShape, isArray, type Shape } from '../tensor/shape.ts';
import { Tensor } from '../tensor/tensor.ts';
import { confidencesOf } from './confidences.ts';
import type { PictureForm } from './image-options.ts';
import { ofClasses } from './predict-rows.ts';

/** How a model keeps in `model.notes` that it answers pictures. */
export interface ImageNotes {
  /** How the pictures that it learnt from were read. */
  readonly images: PictureForm;
  /** How dot products accumulate. */
  readonly dotPrecision: DotPrecision;
}

/** What a model takes a picture for. */
export interface ImageAnswer {
  readonly label: string;
  /** How sure it is, 0 to 1. */
  readonly confidence: number;
}

/** The answers for pictures, in the terms of the model's classes. */
export interface ImageAnswers {
  readonly labels: readonly string[];
  /** The index of each answer, [N]. */
  readonly indices: Int32Array;
  /** How sure the model is of each class, [N, C]. */
  readonly confidences: FloatTensor;
}

/** Whether a model was trained on pictures. */
export function answersPictures({ notes }: Model): boolean {
  return notes.images !== undefined;
}

/** How the dot products of a model accumulate: as in training, where that is known. */
export function imagePrecision({ notes }: Model): DotPrecision {
  const { dotPrecision: noted } = notes;
  return noted === 'float64' || noted === 'float32' ? noted : dotPrecision();
}

/** The shape of the pictures that a model takes, [H, W, C]. @throws ValueError for a model that takes none */
export function pictureShape(where: string, { inputShape }: Model): Shape {
  if (inputShape?.length === 3) return inputShape;
  const received = inputShape === undefined ? 'one that does not tell' : `one of samples ${formatShape(inputShape)}`;
  throw new ValueError(where, 'a model of pictures [H, W, C]', received, 'new Model(layers, { inputShape }) tells it.');
}

/** How pictures are read for a model: in its channels, and in its size where it brought others to that. */
export function formFor(where: string, model: Model): PictureForm & { readonly channels: 1 | 3 } {
  const [, , channels] = pictureShape(where, model);
  const { images = {} } = model.notes as Partial<ImageNotes>;
  const { size, background } = images;
  if (channels !== 1 && channels !== 3) throw new ValueError(where, 'a model of 1 or 3 channels', String(channels));
  return { channels: channels, ...(size && { size }), ...(background !== undefined && { background }) };
}

/** What a model answers for images [N, H, W, C]. */
export function imageAnswers(where: string, model: Model, X: FloatTensor): ImageAnswers {
  const output = withDotPrecision(imagePrecision(model), () => model.predict(X));
  const confidences = ofClasses(confidencesOf(model, output));
  const C = confidences.shape[1]!;
  const labels = model.labels ?? Array.from({ length: C }, (_, label) => String(label));
  if (confidences.rank !== 2 || labels.length !== C) {
    throw new ValueError(where, `a model of ${labels.length} classes, as its labels are`, describe(C));
  }
  return { labels, indices: argmax(confidences, { axis: 1 }).data, confidences };
}

/**
 * What a model that was trained on pictures takes others for. The numbers are those of `nnfs predict`, to the bit, whatever the session's
 * precision.
 *
 * @param images [N, H, W, C] from 0 to 1, of the model's size; gray ones for a model of color, too. Or pictures as `decodeImage` and
 *     `decodePng` give them, [H, W, C] of bytes, which are brought into the model's channels, and into its size where it was trained so
 * @throws ValueError for a model that takes no pictures; FormatError, ShapeError for pictures of another size
 *
 * @example
 * import { Dense, Flatten, Model, Softmax, predictImages } from 'nnfs';
 * const dense = new Dense(4, 2);
 * dense.weights = [[9, 0], [9, 0], [0, 9], [0, 9]];
 * const model = new Model([new Flatten(), dense, new Softmax()], { inputShape: [2, 2, 1] });
 * model.labels = ['upper', 'lower'];
 * console.log(predictImages(model, [[[[0], [0]], [[1], [0.5]]]])[0].label); // lower
 */
export function predictImages(model: Model, images: ArrayLike | readonly Tensor<'uint8'>[]): ImageAnswer[] {
  const where = 'predictImages';
  const X = inForm(where, model, images);
  if (X.shape[0] === 0) return [];
  const { labels, indices, confidences } = imageAnswers(where, model, X);
  return Array.from(indices, (index, n) => ({ label: labels[index]!, confidence: confidences.at(n, index) }));
}

/** Images as the model takes them. */
function inForm(where: string, model: Model, images: ArrayLike | readonly Tensor<'uint8'>[]): FloatTensor {
  const shape = pictureShape(where, model);
  if (isArray(images) && images.length === 0) return new Tensor('float32', [0, ...shape]);
  if (isArray(images) && images.every((picture) => picture instanceof Tensor)) {
    const stack = new ImageStack(formFor(where, model));
    images.forEach((picture, n) => {
      if (picture.dtype !== 'uint8' || picture.rank !== 3) {
        const received = `${picture.dtype} ${formatShape(picture.shape)}`;
        throw new ShapeError(where, `bytes [H, W, C] as picture ${n}`, received, 'decodeImage gives them.');
      }
      stack.add(`${where}, picture ${n}`, picture);
    });
    return imagesFor(where, shape, stack.images(0, images.length));
  }
  return imagesFor(where, shape, asTensor(images, where).astype('float32'));
}

/**
 * Images in the channels that a model takes.
 *
 *     red = green = blue = gray
 *
 * @param shape of the pictures that the model takes, [H, W, C]
 * @throws ShapeError for images of another size, and for color where the model takes gray
 */
export function imagesFor(where: string, shape: Shape, X: Tensor<'float32'>): Tensor<'float32'> {
  const fits = X.rank === 4 && shape.every((length, axis) => axis === 2 || X.shape[axis + 1] === length);
  const [channels, found] = [shape[2], X.shape[3]];
  if (fits && found === channels) return X;
  if (fits && found === 1 && channels === 3) {
    const colored = new Tensor('float32', [X.shape[0]!, ...shape]);
    for (let i = 0; i < colored.size; i++) colored.data[i] = X.data[Math.floor(i / 3)]!;
    return colored;
  }
  const hint = fits
    ? 'loadImageFolder(folder, { channels }) brings pictures into the channels of the model.'
    : 'Train with form: { size } and pictures are brought to the size of the model.';
  throw new ShapeError(
    where,
    `images [N, ${shape.join(', ')}], as the model was trained with`,
    formatShape(X.shape),
    hint,
  );
}
