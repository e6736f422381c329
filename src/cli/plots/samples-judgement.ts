/** How a model does on samples that are tensors: generated data, and tables whose encoder it does not know. */
import { savedScaler } from '../../datasets/saved-scaler.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import { confusionMatrix } from '../../metrics/confusion-matrix.ts';
import type { Model } from '../../model/model.ts';
import { readingOf } from '../../model/run/network.ts';
import type { Picture } from '../../plots/picture.ts';
import { scatterPicture } from '../../plots/scatter-picture.ts';
import type { Answering } from '../../plots/surface.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { classesOf } from '../data/model-targets.ts';
import { confusionPanel } from './confusion.ts';
import { COLUMN, figureText, titleFor, type Judgement } from './judgement.ts';
import { planePanels } from './plane.ts';

/** Samples as a model takes them, and what people call its inputs and its answer. */
export interface NamedSamples {
  readonly X: FloatTensor;
  readonly y: Tensor;
  readonly inputs?: readonly string[] | undefined;
  readonly output?: string | undefined;
}

export function samplesJudgement(name: string, model: Model, samples: NamedSamples): Judgement {
  const { X, y } = samples;
  const { loss, accuracy, ...more } = model.evaluate(X, y);
  const figures = Object.entries({ accuracy, ...more, loss });
  return {
    name,
    samples: X.shape[0]!,
    figures: figures.map(([figure, value]) => [figure, figureText(value)]),
    panels: panelsOf(name, model, samples),
  };
}

function panelsOf(name: string, model: Model, samples: NamedSamples): Picture[] {
  const { X, y } = samples;
  if (readingOf(model, model.loss) === 'values') {
    const output = model.predict(X);
    const form = { width: COLUMN, title: titleFor('Predicted against true', name) };
    return [scatterPicture(output, y, form), ...(output.size === X.shape[0] ? planeOf(name, model, samples) : [])];
  }
  const predicted = model.classes(X);
  const isOne = predicted.rank === 1 || predicted.shape[1] === 1;
  const areYeses = readingOf(model, model.loss) !== 'classes';
  if (areYeses && !isOne) return []; // several labels at once are no classes
  const said = predicted.reshape([-1]);
  const C = classesOf(model);
  const labels = model.labels ?? Array.from({ length: C }, (_, k) => String(k));
  const is = y.reshape(y.size === said.size ? [-1] : [said.size, -1]);
  const matrix = confusionMatrix(said, is, C).toArray() as number[][];
  return [confusionPanel(name, matrix, labels), ...(isOne ? planeOf(name, model, samples, labels) : [])];
}

function planeOf(
  name: string,
  model: Model,
  { X, y, inputs = ['x', 'y'], output = 'y' }: NamedSamples,
  labels?: readonly string[],
): Picture[] {
  if (X.rank !== 2 || X.shape[1]! > 2) return [];
  const scaler = savedScaler('MODEL', model.scaler);
  const unscaled: Answering = scaler === undefined ? model : { predict: (grid) => model.predict(scaler.transform(grid)), classes: (grid) => model.classes(scaler.transform(grid)) }; // prettier-ignore
  const points = scaler === undefined ? X : scaler.inverseTransform(X);
  return planePanels(name, unscaled, { X: points, y, inputs, output, labels });
}
