/** Layers in layers. */
import type { Layer } from '../../../layers/layer.ts';
import type { Write } from '../module-writer.ts';

export const sequential: Write<Layer> = (python, x, { layers }) =>
  python.nest('nn.Sequential', () => python.layers(x, layers));

/** x + f(x) */
export const residual: Write<Layer> = (python, x, { layers }) => {
  python.uses('Residual');
  return python.nest('Residual', () => {
    const inner = python.layers(x, layers);
    return x.channelsFirst ? python.channelsFirst(inner) : python.channelsLast(inner);
  });
};
