import { ValueError } from '../errors.ts';
import type { Layer } from '../layers/layer.ts';

/**
 * The entry of a table of kinds for a layer.
 *
 * @throws ValueError, naming the layer and its place, where there is none: for a class from outside, and for one that extends ours and
 *     says no kind of its own, since its numbers may be others
 */
export function carrierOf<W>(where: string, table: Readonly<Record<string, W>>, layer: Layer, path: string): W {
  const { kind, constructor } = layer;
  if (Object.hasOwn(constructor, 'kind') && Object.hasOwn(table, kind)) return table[kind]!;
  const hint = 'A layer from outside has no equal there.';
  throw new ValueError(`${where}, ${path}`, `one of the layers ${Object.keys(table).join(', ')}`, String(layer), hint);
}
