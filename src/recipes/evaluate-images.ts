import { takeRows } from '../datasets/take-rows.ts';
import type { Model } from '../model/model.ts';
import { withDotPrecision } from '../tensor/precision.ts';
import { Tensor } from '../tensor/tensor.ts';
import { scoresOfClasses, type ClassificationScores } from './evaluate-table.ts';
import { lossTargets } from './fit.ts';
import { readImages, type ImageSamples } from './image-options.ts';
import { imageAnswers, imagePrecision, imagesFor } from './predict-images.ts';

/** Bounds the memory. */
const BATCH = 256;

/**
 * How good a model is on pictures, class by class.
 *
 * @param images [N, H, W, C] from 0 to 1, gray ones for a model of color, too; their classes, and what these are called; by default as the model's own are
 * @throws ShapeError, ValueError for what are no images with classes, or not as the model takes them
 *
 * @example
 * import { Dense, Flatten, Model, CategoricalCrossentropy, Softmax, evaluateImages } from 'nnfs';
 * const dense = new Dense(2, 2);
 * dense.weights = [[9, 0], [0, 9]];
 * const model = new Model([new Flatten(), dense, new Softmax()], { inputShape: [1, 2, 1] });
 * model.set({ loss: new CategoricalCrossentropy() });
 * console.log(evaluateImages(model, { X: [[[[1], [0]]], [[[0], [1]]]], y: [0, 0] }).confusion); // [ [ 1, 1 ], [ 0, 0 ] ]
 */
export function evaluateImages(model: Model, images: ImageSamples): ClassificationScores {
  const where = 'evaluateImages';
  const { X: given, y } = readImages(where, images, images.labels?.length);
  const { inputShape } = model;
  const X = inputShape?.length === 3 ? imagesFor(where, inputShape, given) : given;
  const { labels, indices } = imageAnswers(where, model, X);
  const names = images.labels ?? labels;
  const unknown = names.filter((name) => !labels.includes(name));
  const places = names.map((name) => [...labels, ...unknown].indexOf(name));
  const actual = new Tensor(
    'int32',
    y.shape,
    y.data.map((label) => places[label]!),
  );
  return scoresOfClasses(indices, actual.data, labels, unknown, (known) => {
    if (known?.length === 0) return NaN;
    const [some, classes] = known === undefined ? [X, actual] : [takeRows(X, known), takeRows(actual, known)];
    const targets = lossTargets(model, classes);
    return withDotPrecision(imagePrecision(model), () => model.evaluate(some, targets, { batchSize: BATCH }).loss);
  });
}
