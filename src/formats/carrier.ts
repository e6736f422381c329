import { ValueError } from '../errors.ts';
import { Layer } from '../layers/layer.ts';
import type { Loss } from '../losses/loss.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';

/** What a table is of, and of several. */
const SEVERAL = { layer: 'layers', loss: 'losses', optimizer: 'optimizers' } as const;

/**
 * The entry of a table of kinds for a layer, a loss or an optimizer.
 *
 * @throws ValueError, naming the layer and its place, where there is none: for a class from outside, and for one that extends ours and
 *     says no kind of its own, since its numbers may be others
 */
export function carrierOf<W>(
  where: string,
  table: Readonly<Record<string, W>>,
  thing: Layer | Loss | Optimizer,
  path: string,
  what: keyof typeof SEVERAL = 'layer',
): W {
  const { kind, constructor } = thing;
  if (Object.hasOwn(constructor, 'kind') && Object.hasOwn(table, kind)) return table[kind]!;
  const hint = `${what === 'optimizer' ? 'An' : 'A'} ${what} from outside has no equal there.`;
  const received = thing instanceof Layer ? thing.toString() : kind;
  throw new ValueError(
    `${where}, ${path}`,
    `one of the ${SEVERAL[what]} ${Object.keys(table).join(', ')}`,
    received,
    hint,
  );
}
