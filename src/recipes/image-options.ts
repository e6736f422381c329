import { ShapeError, ValueError, describe } from '../errors.ts';
import type { LabeledImages } from '../datasets/labeled-images.ts';
import { any, choice, join, readOptions } from '../options.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { formatShape } from '../tensor/shape.ts';
import { checkLabels } from '../tensor/targets.ts';
import { checkFitOptions, fitRules, type FitOptions } from './fit-options.ts';

export const RECIPE_NAMES = ['convnet', 'dense'] as const;

/** A small convolutional network, or the book's dense one. */
export type RecipeName = (typeof RECIPE_NAMES)[number];

/** How pictures were brought into the form that a model takes, so that others are brought there too. */
export interface PictureForm {
  /** The size that they were brought to, where they were: [height, width]. */
  readonly size?: readonly [height: number, width: number];
  /** The gray from 0 to 255 behind transparent pixels, where there is one. */
  readonly background?: number;
}

/** Images [N, H, W, C] from 0 to 1 and their classes [N]. */
export interface ImagePair {
  readonly X: ArrayLike;
  readonly y: ArrayLike;
}

/** What loaders of pictures give. */
export interface ImageSamples extends ImagePair {
  /** What the classes are called. @default their numbers */
  readonly labels?: readonly string[] | undefined;
  /** What judges the model, where `validation` does not say otherwise. */
  readonly test?: ImagePair | undefined;
}

/** How pictures are learnt. What is left out is as `recipe` has it. */
export interface TrainImagesOptions extends FitOptions {
  /** The kind of network. @default 'convnet' */
  readonly recipe?: RecipeName | undefined;
  /** Pictures to judge the model by: a share of them, held back, or others. @default `test` of the samples */
  readonly validation?: number | ImagePair | undefined;
  /** What the model is to keep of how pictures were read. @default {} */
  readonly form?: PictureForm | undefined;
}

const RULES = {
  recipe: /* @__PURE__ */ choice(RECIPE_NAMES, 'convnet'),
  validation: /* @__PURE__ */ any<number | ImagePair | undefined>(undefined), // readImages and splitIndices look at it
  form: /* @__PURE__ */ any<PictureForm>({}),
};

/** @throws ValueError for an option that does not exist or has no such value */
export function readImageOptions(where: string, given: TrainImagesOptions) {
  const options = readOptions(where, [given], join(RULES, fitRules()));
  checkFitOptions(where, options);
  return options;
}

/** The options with their defaults. */
export type ReadImageOptions = ReturnType<typeof readImageOptions>;

/** @throws ShapeError, ValueError for what are no images with classes */
export function readImages(where: string, given: ImagePair, classes = Infinity): LabeledImages {
  if (typeof given !== 'object' || given === null) throw new ValueError(where, 'images { X, y }', describe(given));
  const [X, y] = [asTensor(given.X, where), asTensor(given.y, where)];
  if (X.rank !== 4 || X.size === 0) {
    throw new ShapeError(where, 'images X [N, H, W, C]', formatShape(X.shape), 'Gray images have C = 1: reshape them.');
  }
  if (y.rank !== 1 || y.size !== X.shape[0]) {
    throw new ShapeError(where, `classes y [${X.shape[0]!}], one for each image`, formatShape(y.shape));
  }
  checkLabels(where, y.data, classes);
  return { X: X.astype('float32'), y: y.astype('int32') };
}
