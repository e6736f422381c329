/** How large pictures are on their way through the convolutions. */
import type { ImageSettings } from './settings.ts';
import { SETS } from './image-sets.ts';

/** The side of the windows of a convolution, and of a pooling. */
export const [WINDOW, POOL] = [3, 2];

/** The maps that come out of a stage, or a picture: pixels a side, and how many. */
export interface MapSize {
  readonly side: number;
  readonly maps: number;
}

/** What goes into each stage, and what comes out of the last: a convolution keeps the side, the pooling after it halves it. */
export function mapSizesOf({ data, conv }: Pick<ImageSettings, 'data' | 'conv'>): MapSize[] {
  const sizes: MapSize[] = [{ side: SETS[data].side, maps: 1 }];
  for (const filters of conv) sizes.push({ side: Math.floor(sizes.at(-1).side / POOL), maps: filters });
  return sizes;
}

/** How many numbers reach the dense layers. */
export function flatOf(settings: Pick<ImageSettings, 'data' | 'conv'>): number {
  const { side, maps } = mapSizesOf(settings).at(-1);
  return side ** 2 * maps;
}
