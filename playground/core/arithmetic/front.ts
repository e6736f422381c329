/** What happens to a picture in front of the dense layers: windows of convolutions, activations, pooling. */
import type { Tensor } from 'nnfs';
import { activationLine } from './forward.ts';
import { filled, lineOf, type Page } from './lines.ts';
import { chain, rounderOf } from './sums.ts';
import type { Passed } from './taken.ts';

/** A number of a tensor [N, H, W, C]. */
interface Cell {
  readonly y: number;
  readonly x: number;
  readonly map: number;
}

/** The side of a window of a convolution, and of one of a pooling. */
const [WINDOW, POOL] = [3, 2];

/** A window of a tensor, one row after the other, the maps fastest; outside of the picture there are zeros. */
function windowOf({ data, shape }: Tensor, row: number, top: number, left: number, side: number) {
  const [, H, W, C] = shape as [number, number, number, number];
  const along = Array.from({ length: side }, (_, i) => i);
  return along.flatMap((ky) =>
    along.flatMap((kx) =>
      Array.from({ length: C }, (_, map) => {
        const [y, x] = [top + ky, left + kx];
        const isInside = y >= 0 && y < H && x >= 0 && x < W;
        return { y, x, map, value: isInside ? data[((row * H + y) * W + x) * C + map]! : 0, isInside };
      }),
    ),
  );
}

const at = ({ data, shape }: Tensor, row: number, { y, x, map }: Cell): number =>
  data[((row * shape[1]! + y) * shape[2]! + x) * shape[3]! + map]!;

/**
 * The pages of the stages, forward, that lead to a number of those that the dense layers see: of each pooling the largest in its window is
 * followed, of each window of a convolution the pixel with the largest product.
 *
 * @param passed with the layers as they are before the step
 * @param flat which number
 */
export function frontPages(passed: Passed, row: number, flat: number): Page[] {
  const { layers, values } = passed;
  const stages = layers.flatMap((layer, i) => (layer.kind === 'Conv2D' ? [i] : []));
  const last = layers.findIndex(({ kind }) => kind === 'Flatten');
  const [, , W, C] = values[last]!.shape as [number, number, number, number];
  let cell: Cell = { y: Math.floor(flat / C / W), x: Math.floor(flat / C) % W, map: flat % C };
  const pages: Page[] = [];
  for (const stage of [...stages.keys()].reverse()) {
    const place = stages[stage]!;
    const pooling = poolPage(passed, row, place, stage, cell);
    const window = windowPage(passed, row, place, stage, pooling.largest);
    const activation = {
      name: 'mapActivation',
      lines: [activationOf(passed, row, place, stage, pooling.largest)],
    } as const;
    const common = { phase: 'forward', layer: stage - stages.length, neuron: cell.map, input: stage + 1 } as const;
    const { kind } = layers[place + 1]!;
    pages.unshift({ ...common, ...window.page }, { ...common, ...activation, kind }, { ...common, ...pooling.page });
    cell = window.followed;
  }
  return pages;
}

type Part = Pick<Page, 'name' | 'figures' | 'lines'>;

/** Σ window · kernel + bias: a dense layer on the numbers in the window. */
function windowPage({ layers, values }: Passed, row: number, place: number, stage: number, cell: Cell) {
  const [weights, biases] = layers[place]!.parameters.map(({ value }) => value) as [Tensor, Tensor];
  const totals = values[place + 1]!;
  const window = windowOf(values[place]!, row, cell.y - 1, cell.x - 1, WINDOW);
  const kernel = window.map((_, i) => weights.data[i * weights.shape[3]! + cell.map]!);
  const products = window.map(({ value }, i) => value * kernel[i]!);
  const round = rounderOf(totals);
  const sum = round(chain(products));
  const bias = biases.data[cell.map]!;
  const inside = window.flatMap(({ isInside }, i) => (isInside ? [i] : []));
  const own = inside.reduce((best, i) => (Math.abs(products[i]!) > Math.abs(products[best]!) ? i : best), inside[0]!);
  const where = { dtype: totals.dtype, cell: [row, cell.y, cell.x, cell.map] };
  const k = stage + 1;
  const inputs = stage === 0 ? 'X' : `pooled${stage}`;
  const numbers = products
    .slice(0, 2)
    .flatMap((_, i) => [i > 0 ? ' + ' : '', ...filled`${window[i]!.value} · ${kernel[i]!}`]);
  const page: Part = {
    name: 'window',
    figures: {
      columns: ['row', 'column', 'map', 'input', 'weight', 'product'],
      rows: window.map(({ y, x, map, value }, i) => [y, x, map, value, kernel[i]!, products[i]!]),
      own,
    },
    lines: [
      lineOf(
        'windowSum',
        [
          'sum = Σ_i window_i · kernel_i',
          [...numbers, ' + …'],
          `const sum${k} = dot(windows, kernel); // windows of ${inputs}`,
        ],
        sum,
        where,
      ),
      lineOf(
        'total',
        ['total = sum + bias', filled`${sum} + ${bias}`, `const total${k} = conv${k}.forward(${inputs});`],
        round(sum + bias),
        { ...where, library: at(totals, row, cell) },
      ),
    ],
  };
  return { page, followed: window[own]! as Cell };
}

function activationOf({ layers, values }: Passed, row: number, place: number, stage: number, cell: Cell) {
  const [totals, outputs] = [values[place + 1]!, values[place + 2]!];
  return activationLine(layers[place + 1]!, at(totals, row, cell), stage + 1, {
    ...{ dtype: outputs.dtype, cell: [row, cell.y, cell.x, cell.map], library: at(outputs, row, cell) },
  });
}

/** The largest in the window of a pooling, the first of equals. */
function poolPage({ values }: Passed, row: number, place: number, stage: number, cell: Cell) {
  const [outputs, pooled] = [values[place + 2]!, values[place + 3]!];
  const window = windowOf(outputs, row, POOL * cell.y, POOL * cell.x, POOL).filter(({ map }) => map === cell.map);
  const most = Math.max(...window.map(({ value }) => value));
  const own = window.findIndex(({ value }) => value === most);
  const k = stage + 1;
  const page: Part = {
    name: 'pool',
    figures: { columns: ['row', 'column', 'input'], rows: window.map(({ y, x, value }) => [y, x, value]), own },
    lines: [
      lineOf(
        'largestInWindow',
        [
          'pooled = max of the window',
          ['max(', ...window.flatMap(({ value }, i) => (i > 0 ? [', ', value] : [value])), ')'],
          `const pooled${k} = pool${k}.forward(output${k});`,
        ],
        window[own]!.value,
        { dtype: pooled.dtype, cell: [row, cell.y, cell.x, cell.map], library: at(pooled, row, cell) },
      ),
    ],
  };
  return { page, largest: window[own]! as Cell };
}
