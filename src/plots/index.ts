/** Pictures of training runs and models, as SVG text that any page, notebook or file shows. */
import { ValueError, describe } from '../errors.ts';
import type { History } from '../model/history.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { confusionPicture } from './confusion-picture.ts';
import { decisionMapPicture, type DecisionMapOptions } from './decision-map-picture.ts';
import { fitPicture } from './fit-picture.ts';
import { histogramPicture } from './histogram-picture.ts';
import type { Figures } from './figures.ts';
import { historyPicture } from './history-picture.ts';
import { networkPicture, type Drawable } from './network-picture.ts';
import { stack, svgOf } from './picture.ts';
import { scatterPicture } from './scatter-picture.ts';
import type { Answering } from './surface.ts';

/**
 * The course of training: loss, accuracy, metrics and a rate that changes, a panel each, with those of validation. Of many epochs the
 * least and the greatest value of a stretch are drawn, so that no peak is lost.
 *
 * @param history what `model.train` returns, or figures of epochs
 * @returns an SVG picture
 * @throws ValueError for a history without epochs, and for figures that are no numbers
 *
 * @example
 * import { plotHistory } from 'nnfs';
 * console.log(plotHistory([{ loss: 1.1 }, { loss: 0.7 }]).slice(0, 39)); // <svg xmlns="http://www.w3.org/2000/svg"
 */
export function plotHistory(history: History | readonly Figures[]): string {
  return svgOf(historyPicture(history));
}

/**
 * What a model of two inputs answers all around its samples: the colour of the most confident class, the paler the less it is ahead of
 * the next, or of a number; and the samples, wrong answers crossed.
 *
 * @param X [N, 2]
 * @param y class labels [N] or one-hot rows [N, C]; 0 and 1, or numbers, [N] or [N, 1]
 * @param options names of the classes and of the inputs
 * @returns an SVG picture
 * @throws ShapeError for other inputs, targets, outputs and numbers of names; ValueError for a model that gives several labels
 *
 * @example
 * import { Dense, Model, Softmax, plotDecisionMap, spiralData } from 'nnfs';
 * const { X, y } = spiralData({ samples: 20, classes: 3 });
 * const model = new Model([new Dense(2, 3), new Softmax()]);
 * console.log(plotDecisionMap(model, X, y).match(/<path d="M/g)!.length >= 60); // true
 */
export function plotDecisionMap(
  model: Answering,
  X: ArrayLike,
  y: ArrayLike,
  options: DecisionMapOptions = {},
): string {
  return svgOf(decisionMapPicture(model, X, y, options));
}

/**
 * What a model of one input and one output answers, as a curve; the samples, and a stick from each to its answer.
 *
 * @param X [N, 1]
 * @param y [N] or [N, 1]
 * @param names of the input and of the answer
 * @returns an SVG picture
 * @throws ShapeError for other inputs and targets, and for a model of several outputs
 *
 * @example
 * import { Dense, Linear, Model, plotFit, sineData } from 'nnfs';
 * const { X, y } = sineData({ samples: 20 });
 * console.log(plotFit(new Model([new Dense(1, 1), new Linear()]), X, y, ['time', 'height']).includes('>height<')); // true
 */
export function plotFit(
  model: Pick<Answering, 'predict'>,
  X: ArrayLike,
  y: ArrayLike,
  names: readonly [input: string, answer: string] = ['x', 'y'],
): string {
  return svgOf(fitPicture(model, X, y, names));
}

/**
 * Which class was taken for which: a row for each class, its samples spread over the predicted ones. A cell is the darker the larger its
 * share of the row.
 *
 * @param matrix [C, C], what `confusionMatrix` gives
 * @param labels names of the classes @default their numbers
 * @returns an SVG picture
 * @throws ShapeError for what is no square and for another number of labels; ValueError for more than 200 classes
 *
 * @example
 * import { confusionMatrix, plotConfusion } from 'nnfs';
 * console.log(plotConfusion(confusionMatrix([0, 0, 1], [0, 1, 1]), ['cat', 'dog']).includes('>cat<')); // true
 */
export function plotConfusion(matrix: ArrayLike, labels?: readonly string[]): string {
  return svgOf(confusionPicture(matrix, labels));
}

/**
 * Predicted numbers over true ones: what is right lies on the diagonal.
 *
 * @returns an SVG picture
 * @throws ShapeError for other numbers of predictions and targets
 *
 * @example
 * import { plotPredictions } from 'nnfs';
 * console.log(plotPredictions([1, 2.5], [1, 2]).includes('predicted')); // true
 */
export function plotPredictions(predictions: ArrayLike, targets: ArrayLike): string {
  return svgOf(scatterPicture(predictions, targets));
}

/**
 * How often values of a size occur, such as those of a layer's weights or of their gradients.
 *
 * @returns an SVG picture
 *
 * @example
 * import { Dense, plotHistogram } from 'nnfs';
 * console.log(plotHistogram(new Dense(4, 8).weights, 'weights').includes('>weights<')); // true
 */
export function plotHistogram(values: ArrayLike, title = 'Values'): string {
  return svgOf(histogramPicture(values, { title }));
}

/**
 * Histograms one under another, each with an axis of its own.
 *
 * @param values by their titles
 * @returns an SVG picture
 * @throws ValueError for none, and for what has no titles
 *
 * @example
 * import { Dense, plotHistograms } from 'nnfs';
 * const { weights, biases } = new Dense(4, 8);
 * console.log(plotHistograms({ weights, biases }).match(/class="bar"/g)!.length); // 2
 */
export function plotHistograms(values: Readonly<Record<string, ArrayLike>>): string {
  if (typeof values !== 'object' || values === null || values instanceof Map) {
    throw new ValueError('plotHistograms', 'values by their titles', describe(values));
  }
  const pictures = Object.entries(values).map(([title, each]) => histogramPicture(each, { title }, 'plotHistograms'));
  if (pictures.length === 0) throw new ValueError('plotHistograms', 'values', 'none');
  return svgOf(stack('Histograms', pictures));
}

/**
 * A network from its inputs down: each layer, the shape of what comes out of it, how many parameters it has; blue ones learn, orange ones
 * are activations, and what a residual block adds goes around its layers.
 *
 * @returns an SVG picture
 *
 * @example
 * import { Dense, Model, ReLU, plotNetwork } from 'nnfs';
 * console.log(plotNetwork(new Model([new Dense(2, 64), new ReLU()])).includes('>[N, 64]<')); // true
 */
export function plotNetwork(model: Drawable): string {
  return svgOf(networkPicture(model));
}
