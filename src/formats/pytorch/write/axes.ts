import { ValueError } from '../../../errors.ts';
import type { Layer } from '../../../layers/layer.ts';

/** What PyTorch calls a module over so many axes, samples and channels included: `2d` of images. @throws ValueError beyond `3d` */
export function ofAxes(layer: Layer, rank: number): string {
  if (rank <= 5) return `${rank - 2}d`;
  throw new ValueError('toPyTorch', `${layer.kind} over at most 5 axes`, String(rank), 'Reshape puts axes together.');
}
