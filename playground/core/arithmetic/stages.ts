/** What is followed in front of the dense layers: numbers of maps, and the windows that they are made of. */
import type { Tensor } from 'nnfs';
import { POOL, WINDOW } from '../settings/image-sizes.ts';
import type { Followed } from './forward.ts';
import type { Page } from './lines.ts';
import { at } from './sums.ts';
import type { Passed } from './taken.ts';

/** A number of a tensor [N, H, W, C], in one of its rows. */
export interface Cell {
  readonly y: number;
  readonly x: number;
  readonly map: number;
}

/** A convolution with its activation and its pooling, the filter that is followed, and the weight of its window. */
export interface Stage extends Followed {
  readonly place: NonNullable<Followed['place']>;
  /** What goes in is called, in TypeScript. */
  readonly inputs: string;
  /** A number that the pooling leaves. */
  readonly pooled: Cell;
  /** Where it was before the pooling: the largest in its window. */
  readonly cell: Cell;
  /** The pixel that it follows in the window of the convolution there. */
  readonly pixel: Cell;
}

/** Where a number stands in a tensor [N, H, W, C]. */
export const cellOf = (row: number, { y, x, map }: Cell): readonly number[] => [row, y, x, map];

/** A window of a tensor, one row after the other, the maps fastest; outside of the picture there are zeros. */
export function windowOf(tensor: Tensor, row: number, top: number, left: number, side: number) {
  const [, H, W, C] = tensor.shape as [number, number, number, number];
  const along = Array.from({ length: side }, (_, i) => i);
  return along.flatMap((ky) =>
    along.flatMap((kx) =>
      Array.from({ length: C }, (_, map) => {
        const [y, x] = [top + ky, left + kx];
        const isInside = y >= 0 && y < H && x >= 0 && x < W;
        return { y, x, map, value: isInside ? at(tensor, [row, y, x, map]) : 0, isInside };
      }),
    ),
  );
}

/** The window of a pooling, in one map; what lies outside of it is in none. */
export const poolWindow = (tensor: Tensor, row: number, { y, x, map }: Cell) =>
  windowOf(tensor, row, POOL * y, POOL * x, POOL).filter((pixel) => pixel.map === map);

/** Which of a window a pooling leaves: the first of the largest; the first that is not a number is the largest. */
export function largestOf(window: readonly { readonly value: number }[]): number {
  const values = window.map(({ value }) => value);
  const most = Math.max(...values);
  return values.findIndex((value) => value === most || Number.isNaN(value));
}

/** The window of a convolution, with its weights and the products. */
export function windowAt(
  { passed, row, at: place, weights }: Pick<Stage, 'passed' | 'row' | 'at' | 'weights'>,
  cell: Cell,
) {
  const O = weights.shape[3]!;
  return windowOf(passed.values[place]!, row, cell.y - 1, cell.x - 1, WINDOW).map((pixel, i) => {
    const weight = weights.data[i * O + cell.map]!;
    return { ...pixel, weight, product: pixel.value * weight };
  });
}

/**
 * The stages, the first of them first, on the way to a number of those that the dense layers see: of each pooling the largest in its window
 * is followed, of each window of a convolution the pixel with the largest product.
 *
 * @param passed with the layers as they are before the step
 * @param flat which number
 * @param filters the filter of a convolution that is followed, where that is not the one of the largest product
 */
export function stagesOf(
  passed: Passed,
  row: number,
  flat: number,
  filters: Readonly<Record<number, number>> = {},
): Stage[] {
  const { layers, values } = passed;
  const places = layers.flatMap((layer, i) => (layer.kind === 'Conv2D' ? [i] : []));
  const [W, C] = values[layers.findIndex(({ kind }) => kind === 'Flatten')]!.shape.slice(2) as [number, number];
  let pooled: Cell = { y: Math.floor(flat / C / W), x: Math.floor(flat / C) % W, map: flat % C };
  const stages: Stage[] = [];
  for (let k = places.length - 1; k >= 0; k--) {
    const place = places[k]!;
    const [weights, biases] = layers[place]!.parameters.map(({ value }) => value) as [Tensor, Tensor];
    const before = poolWindow(values[place + 2]!, row, pooled);
    const cell = before[largestOf(before)]!;
    const window = windowAt({ passed, row, at: place, weights }, cell);
    const wanted = filters[k - 1] ?? NaN;
    const isWanted = window.some(({ map }) => map === wanted);
    const own = window.reduce((best, { isInside, map, product }, i) => {
      if (!isInside || (isWanted && map !== wanted)) return best;
      return best < 0 || Math.abs(product) > Math.abs(window[best]!.product) ? i : best;
    }, -1);
    const pixel = window[own]!;
    const [ky, kx] = [pixel.y - cell.y + 1, pixel.x - cell.x + 1];
    stages.unshift({
      ...{ passed, row, at: place, layer: k - places.length, neuron: cell.map, input: own, weights, biases },
      place: { conv: k + 1, row: ky, column: kx, map: pixel.map },
      weight: [ky, kx, pixel.map, cell.map],
      inputs: k > 0 ? `pooled${k}` : place > 0 ? 'moved' : 'X',
      ...{ pooled, cell, pixel },
    });
    pooled = pixel;
  }
  return stages;
}

/** Where a number that the last pooling leaves stands in a row, and a page about it. */
export function flatPlace({ pooled: { y, x, map }, ...stage }: Stage, { shape }: Tensor) {
  const [W, C] = shape.slice(2) as [number, number];
  const flat = (y * W + x) * C + map;
  return {
    flat,
    of: { formula: `(row · ${W} + column) · ${C} + map`, numbers: `(${y} · ${W} + ${x}) · ${C} + ${map}` },
    page: { ...pageOf(stage), place: { ...stage.place, row: y, column: x, map } },
  };
}

/** A page about a stage. */
export const pageOf = ({
  layer,
  neuron,
  input,
  place,
}: Omit<Stage, 'pooled'>): Pick<Page, 'layer' | 'neuron' | 'input' | 'place'> => ({
  ...{ layer, neuron, input, place },
});
