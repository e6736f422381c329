/** What happens to a picture in front of the dense layers: windows of convolutions, activations, pooling. */
import { activationLine } from './forward.ts';
import { filled, lineOf, type Page } from './lines.ts';
import { cellOf, flatPlace, largestOf, pageOf, poolWindow, windowAt, type Stage } from './stages.ts';
import { at, chain, inTensor, rounderOf } from './sums.ts';

/** The pages of the stages, forward, and then of Flatten. */
export const frontPages = (stages: readonly Stage[]): Page[] => [
  ...stages.flatMap(stagePages),
  ...stages.slice(-1).map(flattenPage),
];

/** output = inputs, as rows: the number that a dense layer sees. */
function flattenPage(stage: Stage): Page {
  const { passed, row, pooled, place } = stage;
  const [maps, rows] = [passed.values[stage.at + 3]!, passed.values[stage.at + 4]!];
  const { flat, of, page } = flatPlace(stage, maps);
  const result = at(maps, cellOf(row, pooled));
  const numbers = [`pooled[${pooled.y}, ${pooled.x}, ${pooled.map}] = `, result];
  const code = `const flat = pooled${place.conv}.reshape([${rows.shape.join(', ')}]);`;
  return {
    ...{ phase: 'forward', name: 'flatten', ...page },
    lines: [
      lineOf(
        'reshaped',
        [`flat[${of.formula}] = pooled[row, column, map]`, numbers, code],
        result,
        inTensor(rows, [row, flat]),
      ),
    ],
  };
}

/** The pages of a stage, forward. */
function stagePages(stage: Stage): Page[] {
  const { passed, row, cell, place } = stage;
  const { kind } = passed.layers[stage.at + 1]!;
  const [totals, outputs] = [passed.values[stage.at + 1]!, passed.values[stage.at + 2]!];
  const code = `const maps${place.conv} = mapActivation${place.conv}.forward(mapTotals${place.conv});`;
  const where = inTensor(outputs, cellOf(row, cell));
  const line = activationLine(passed.layers[stage.at + 1]!, at(totals, cellOf(row, cell)), code, where);
  const common = { phase: 'forward', ...pageOf(stage) } as const;
  return [
    { ...common, ...windowPart(stage) },
    { ...common, name: 'mapActivation', kind, lines: [line] },
    { ...common, ...poolPart(stage) },
  ];
}

type Part = Pick<Page, 'name' | 'figures' | 'lines'>;

/** Σ window · kernel + bias: a dense layer on the numbers in the window. */
function windowPart(stage: Stage): Part {
  const { passed, row, cell, place, weights, biases, inputs } = stage;
  const k = place.conv;
  const totals = passed.values[stage.at + 1]!;
  const window = windowAt(stage, cell);
  const round = rounderOf(totals);
  const sum = round(chain(window.map(({ product }) => product)));
  const bias = biases.data[cell.map]!;
  const numbers = window
    .slice(0, 2)
    .flatMap(({ value, weight }, i) => [i > 0 ? ' + ' : '', ...filled`${value} · ${weight}`]);
  const [, H, W, O] = totals.shape as [number, number, number, number];
  const kernels = `conv${k}.weights.reshape([${weights.size / O}, ${O}])`;
  return {
    name: 'window',
    figures: {
      columns: ['row', 'column', 'map', 'input', 'weight', 'product'],
      rows: window.map(({ y, x, map, value, weight, product }) => [y, x, map, value, weight, product]),
      own: stage.input,
    },
    lines: [
      lineOf(
        'windowSum',
        [
          'sum = Σ_i window_i · kernel_i',
          [...numbers, ' + …'],
          `const mapSums${k} = dot(windowsOf(${inputs}), ${kernels});`,
        ],
        sum,
        { dtype: totals.dtype, cell: [(row * H + cell.y) * W + cell.x, cell.map] },
      ),
      lineOf(
        'total',
        ['total = sum + bias', filled`${sum} + ${bias}`, `const mapTotals${k} = conv${k}.forward(${inputs});`],
        round(sum + bias),
        inTensor(totals, cellOf(row, cell)),
      ),
    ],
  };
}

/** The largest in the window of a pooling. */
function poolPart({ passed, row, at: place, place: { conv: k }, pooled }: Stage): Part {
  const [outputs, left] = [passed.values[place + 2]!, passed.values[place + 3]!];
  const window = poolWindow(outputs, row, pooled);
  const own = largestOf(window);
  return {
    name: 'pool',
    figures: { columns: ['row', 'column', 'input'], rows: window.map(({ y, x, value }) => [y, x, value]), own },
    lines: [
      lineOf(
        'largestInWindow',
        [
          'pooled = max of the window',
          ['max(', ...window.flatMap(({ value }, i) => (i > 0 ? [', ', value] : [value])), ')'],
          `const pooled${k} = pool${k}.forward(maps${k});`,
        ],
        window[own]!.value,
        inTensor(left, cellOf(row, pooled)),
      ),
    ],
  };
}
