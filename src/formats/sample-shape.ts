import { ValueError, describe } from '../errors.ts';
import type { Layer } from '../layers/layer.ts';
import type { Model } from '../model/model.ts';
import { isArray, type Shape } from '../tensor/shape.ts';

/** The lengths of a sample; a name for one that may be any. */
export type SampleShape = readonly (number | string)[];

/** The innermost layers, in order. */
const leavesOf = (layer: Pick<Layer, 'layers'>): Layer[] =>
  layer.layers.flatMap((each) => (each.layers.length > 0 ? leavesOf(each) : [each]));

/** What a layer over images or sequences says of their axes. */
const AXES: readonly (readonly [ending: string, names: readonly string[]])[] = [
  ['2D', ['H', 'W']],
  ['1D', ['T']],
];

/**
 * The shape of a sample of a model: as it is given, as the layers say, or with names for the lengths that they leave open.
 *
 * @throws ValueError for a given one that the model does not take, and where nothing says how many axes there are
 */
export function sampleShapeOf(where: string, model: Model, given: Shape | undefined): SampleShape {
  if (given !== undefined) {
    if (!isArray(given) || !given.every((length) => Number.isSafeInteger(length) && length > 0)) {
      throw new ValueError(where, 'inputShape to be the lengths of a sample, as [28, 28, 1]', describe(given));
    }
    if (model.notes.encoder !== undefined) {
      throw new ValueError(where, 'no inputShape for a model of a table, whose columns tell it', describe(given));
    }
    return given;
  }
  if (model.inputShape !== undefined) return model.inputShape;
  const leaves = leavesOf(model);
  const turned = leaves.findIndex(({ kind }) => kind === 'Flatten' || kind === 'Reshape');
  const before = turned < 0 ? leaves : leaves.slice(0, turned);
  const axes = AXES.find(([ending]) => before.some(({ kind }) => kind.endsWith(ending)))?.[1];
  if (axes === undefined) {
    const hint = 'Tell it: { inputShape: [28, 28, 1] }.';
    throw new ValueError(where, 'layers that tell the shape of a sample', 'none that does', hint);
  }
  return [...axes, channelsOf(leaves) ?? 'C'];
}

/** How many channels the first layer that counts them takes; those in front of it keep their number. */
function channelsOf(leaves: readonly Layer[]): number | undefined {
  for (const layer of leaves) {
    const { channels, features, inputShape } = layer as Layer & { channels?: number; features?: number };
    const count = channels ?? (features !== undefined && features > 1 ? features : inputShape?.at(-1));
    if (count !== undefined) return count;
  }
  return undefined;
}
