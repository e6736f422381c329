/** The pictures of a run that are taken along, as the library draws them. */
import {
  Dense,
  Tensor,
  confusionMatrix,
  plotConfusion,
  plotDecisionMap,
  plotFit,
  plotHistograms,
  plotHistory,
  plotNetwork,
  type Model,
} from 'nnfs';
import { histogramOf } from '../picture/histogram.ts';
import { LETTERS } from '../settings/letters.ts';
import { spread } from '../picture/picture.ts';
import type { Run } from '../run/run.ts';
import { placesOf, type Look } from '../picture/scene.ts';
import { classesOf, taskOf } from '../settings/settings.ts';

export const PICTURES = ['map', 'course', 'confusion', 'network', 'histograms'] as const;
export type PictureName = (typeof PICTURES)[number];

/** @param look what a map shows of many inputs */
export function svgOf(run: Run, what: PictureName, look: Look): string {
  const { model, course } = run;
  switch (what) {
    case 'map':
      return mapOf(run, look);
    case 'course':
      return plotHistory(course.rows());
    case 'confusion': {
      const { X, y } = run.data.heldOut ?? run.data.training;
      return plotConfusion(confusionMatrix(model.classes(X), y, classesOf(run.settings)), labelsOf(run));
    }
    case 'network':
      return plotNetwork(model);
    case 'histograms':
      return plotHistograms(valuesOf(model));
  }
}

const labelsOf = ({ settings, data }: Run): string[] =>
  LETTERS.slice(0, classesOf(settings)).map((letter, k) => data.labels?.[k] ?? letter);

/** A curve over one input, or a map over two; of more inputs the others are held as the page holds them. */
function mapOf(run: Run, { axes, held }: Look): string {
  const { model, data, settings } = run;
  const { X, y } = data.training;
  if (taskOf(settings) === 'curve') return plotFit(model, X, y, [data.inputs[0]!, settings.target || 'y']);
  const whole = (plane: Tensor): Tensor => spread(plane, data, { axes, held });
  const onPlane = {
    predict: (plane: Tensor) => model.predict(whole(plane)),
    classes: (plane: Tensor) => model.classes(whole(plane)),
  } as Pick<Model, 'predict' | 'classes'>;
  const features = axes.map((axis) => data.inputs[axis] ?? '') as [string, string];
  const places = new Tensor('float32', [X.shape[0]!, 2], placesOf(X, axes));
  return plotDecisionMap(onPlane, places, y, { labels: labelsOf(run), features });
}

/** Weights, and gradients once there are any, of each layer. */
function valuesOf({ layers }: Model): Record<string, Float32Array> {
  const dense = layers.filter((layer) => layer instanceof Dense);
  const all = dense.flatMap(({ weights, parameters: [parameter] }, k) => [
    [`weights, layer ${k + 1}`, weights.data as Float32Array] as const,
    [`gradients, layer ${k + 1}`, parameter.gradient.data as Float32Array] as const,
  ]);
  return Object.fromEntries(all.filter(([, values]) => histogramOf(values) !== undefined));
}
