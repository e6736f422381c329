/** The gradient of a pixel of the maps that go into a convolution. */
import { WINDOW } from '../settings/image-sizes.ts';
import { filled, lineOf, type Page } from './lines.ts';
import { cellOf, pageOf, windowOf, type Stage } from './stages.ts';
import { at, chain, inTensor, rounderOf } from './sums.ts';
import type { Taken } from './taken.ts';

/** What a pixel of the maps that go in is told: by each window that it is in the sum over all filters, and then those one after the other. */
export function pixelPages(stage: Stage, { view }: Taken): Page[] {
  const { row, pixel, cell, place, weights } = stage;
  const { dvalues, dinputs } = view.layers[stage.at]!;
  const round = rounderOf(dinputs!);
  const [, H, W, O] = dvalues!.shape as [number, number, number, number];
  /** A filter's slope at the place of a window, and its weight for the pixel in there. */
  const productsAt = ({ y, x }: { readonly y: number; readonly x: number }) =>
    Array.from({ length: O }, (_, filter) => {
      const slope = at(dvalues!, [row, y, x, filter]);
      const weight = at(weights, [pixel.y - y + 1, pixel.x - x + 1, pixel.map, filter]);
      return { filter, slope, weight, product: slope * weight };
    });
  const windows = windowOf(dvalues!, row, pixel.y - 1, pixel.x - 1, WINDOW).filter(
    ({ map, isInside }) => map === 0 && isInside,
  );
  const parts = windows.map((window) => round(chain(productsAt(window).map(({ product }) => product))));
  const own = windows.findIndex(({ y, x }) => y === cell.y && x === cell.x);
  const products = productsAt(cell);
  const k = place.conv;
  const K = weights.size / O;
  const common = {
    ...pageOf(stage),
    phase: 'back',
    place: { ...place, row: pixel.y, column: pixel.x },
  } as const;
  return [
    {
      ...common,
      name: 'dwindow',
      figures: {
        columns: ['filter', 'dvalue', 'weight', 'product'],
        rows: products.map(({ filter, slope, weight, product }) => [filter, slope, weight, product]),
        own: cell.map,
      },
      lines: [
        lineOf(
          'part',
          [
            'part = Σ_o dtotal_o · weight_o',
            [
              ...products
                .slice(0, 3)
                .flatMap(({ slope, weight }, o) => [...(o > 0 ? [' + '] : []), ...filled`${slope} · ${weight}`]),
              ...(O > 3 ? [' + …'] : []),
            ],
            `const parts${k} = dot(dmapTotals${k}.reshape([${dvalues!.size / O}, ${O}]), conv${k}.weights.reshape([${K}, ${O}]).transpose());`,
          ],
          parts[own]!,
          { dtype: dinputs!.dtype, cell: [(row * H + cell.y) * W + cell.x, stage.input] },
        ),
      ],
    },
    {
      ...common,
      name: 'dpixel',
      figures: {
        columns: ['row', 'column', 'part'],
        rows: windows.map(({ y, x }, i) => [y, x, parts[i]!]),
        own,
      },
      lines: [
        lineOf(
          'parts',
          [
            'dinput = Σ_m part_m',
            parts.flatMap((part, i) => [i > 0 ? ' + ' : '', part]),
            `const dpooled${k - 1} = conv${k}.backward(dmapTotals${k});`,
          ],
          parts.reduce((total, part) => round(total + part), 0),
          inTensor(dinputs!, cellOf(row, pixel)),
        ),
      ],
    },
  ];
}
