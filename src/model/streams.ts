import type { Layer } from '../layers/layer.ts';
import { RandomState } from '../random/random-state.ts';

/** The random streams that layers inside one draw from, each by the path of its layer. */
export function streamsOf(container: Pick<Layer, 'layers'>, prefix = ''): [owner: string, stream: RandomState][] {
  return container.layers.flatMap((layer, at) => {
    const path = `${prefix}layers.${at}`;
    const inside = streamsOf(layer, `${path}.`);
    return 'random' in layer && layer.random instanceof RandomState ? [[path, layer.random], ...inside] : inside;
  });
}
