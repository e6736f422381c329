/** The pictures of a run that are taken along, as the library draws them. */
import { Dense, type Model, type Tensor } from 'nnfs';
import { modelOf, tensorOf, type Library } from '../library.ts';
import { histogramOf } from '../picture/histogram.ts';
import { classNames } from '../settings/letters.ts';
import { spread } from '../picture/picture.ts';
import type { Run } from '../run/run.ts';
import { placesOf, type Look } from '../picture/scene.ts';
import { classesOf, taskOf } from '../settings/settings.ts';

export const PICTURES = ['map', 'course', 'confusion', 'network', 'histograms'] as const;
export type PictureName = (typeof PICTURES)[number];

/** @param look what a map shows of many inputs */
export function svgOf(nnfs: Library, run: Run, what: PictureName, look: Look): string {
  const { model, course } = run;
  switch (what) {
    case 'map':
      return mapOf(nnfs, run, look);
    case 'course':
      return nnfs.plotHistory(course.rows());
    case 'confusion': {
      const { X, y } = run.data.heldOut ?? run.data.training;
      const [answers, targets] = [tensorOf(nnfs, model.classes(X)), tensorOf(nnfs, y)];
      const matrix = nnfs.confusionMatrix(answers, targets, classesOf(run.settings));
      return nnfs.plotConfusion(matrix, labelsOf(run));
    }
    case 'network':
      return nnfs.plotNetwork(modelOf(nnfs, model));
    case 'histograms':
      return nnfs.plotHistograms(valuesOf(model));
  }
}

const labelsOf = ({ settings, data }: Run): string[] => classNames(classesOf(settings), data.labels);

/** A curve over one input, or a map over two; of more inputs the others are held as the page holds them. */
function mapOf(nnfs: Library, run: Run, { axes, held }: Look): string {
  const { model, data, settings } = run;
  const { X } = data.training;
  const y = tensorOf(nnfs, data.training.y);
  const whole = (inputs: Tensor): Tensor => spread(inputs, data, { axes, held });
  const answering = {
    predict: (inputs: Tensor) => tensorOf(nnfs, model.predict(whole(inputs))),
    classes: (inputs: Tensor) => tensorOf(nnfs, model.classes(whole(inputs))),
  } as Pick<Model, 'predict' | 'classes'>;
  if (taskOf(settings) === 'curve')
    return nnfs.plotFit(answering, tensorOf(nnfs, X), y, [data.inputs[0]!, settings.target || 'y']);
  const features = axes.map((axis) => data.inputs[axis] ?? '') as [string, string];
  const places = new nnfs.Tensor('float32', [X.shape[0]!, 2], placesOf(X, axes));
  const named = classesOf(settings) > 0 ? { labels: labelsOf(run) } : {};
  return nnfs.plotDecisionMap(answering, places, y, { ...named, features });
}

/** Weights, and gradients once there are any, of each layer. */
function valuesOf({ layers }: Model): Record<string, Float32Array> {
  const weighted = layers.filter(({ parameters }) => parameters.length > 0);
  const convolutions = weighted.filter((layer) => !(layer instanceof Dense)).length;
  const all = weighted.flatMap(({ parameters: [weights] }, k) => {
    const name = k < convolutions ? `convolution ${k + 1}` : `layer ${k - convolutions + 1}`;
    return [
      [`weights, ${name}`, weights!.value.data as Float32Array] as const,
      [`gradients, ${name}`, weights!.gradient.data as Float32Array] as const,
    ];
  });
  return Object.fromEntries(all.filter(([, values]) => histogramOf(values) !== undefined));
}
