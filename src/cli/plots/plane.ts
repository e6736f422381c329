/** What a model answers all over its inputs, where there are no more than two. */
import { decisionMapPicture } from '../../plots/decision-map-picture.ts';
import { fitPicture } from '../../plots/fit-picture.ts';
import type { Picture } from '../../plots/picture.ts';
import type { Answering } from '../../plots/surface.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { COLUMN, titleFor } from './judgement.ts';

export interface PlaneSamples {
  /** [N, 1] or [N, 2], as people know them. */
  readonly X: Tensor;
  /** Classes, or numbers. */
  readonly y: Tensor;
  readonly inputs: readonly string[];
  readonly output: string;
  /** Of a model of classes. */
  readonly labels?: readonly string[] | undefined;
}

/** A map of two inputs, or a curve over one; nothing for more, and for classes over one. */
export function planePanels(name: string, model: Answering, { X, y, inputs, output, labels }: PlaneSamples): Picture[] {
  if (X.shape[0] === 0) return [];
  const [first, second] = inputs;
  if (X.shape[1] === 2) {
    const options = { features: [first!, second!] as const, ...(labels && { labels }) };
    return [decisionMapPicture(model, X, y, options, { width: COLUMN, title: titleFor('Decision map', name) })];
  }
  if (labels !== undefined) return [];
  return [fitPicture(model, X, y, [first!, output], { width: COLUMN, title: titleFor('Fit', name) })];
}
