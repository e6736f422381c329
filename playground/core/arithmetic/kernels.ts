/** The gradients of a filter: sums over all places of all pictures. */
import type { Tensor } from 'nnfs';
import { withPull } from './back.ts';
import { added, filled, lineOf, type Page } from './lines.ts';
import { pageOf, type Stage } from './stages.ts';
import { chain, rounderOf } from './sums.ts';
import type { Change, Taken } from './taken.ts';
import { ranked } from './terms.ts';

/** Where a filter looks, picture after picture and row after row, and what each of its totals there is told. */
function placesOf({ row, cell, neuron, place }: Stage, dvalues: Tensor) {
  const [N, H, W, O] = dvalues.shape as [number, number, number, number];
  const [P, M] = [H * W, N * H * W];
  return {
    own: row * P + cell.y * W + cell.x,
    ofPicture: [row * P, (row + 1) * P] as const,
    slopes: Array.from({ length: M }, (_, m) => dvalues.data[m * O + neuron]!),
    /** Picture, row and column. */
    where: (m: number): [n: number, y: number, x: number] => [Math.floor(m / P), Math.floor(m / W) % H, m % W],
    M,
    /** The slopes of all filters, a row for each place. */
    code: `dmapTotals${place.conv}.reshape([${M}, ${O}])`,
  };
}

const placeOf = ([n, y, x]: readonly number[]): [n: number, place: string] => [n!, `${y!}, ${x!}`];

/** dweights = windowsᵀ · dvalues: a term from each place of each picture. */
export function kernelPage(stage: Stage, { view, changes }: Taken): Page {
  const { place, input, inputs, weight } = stage;
  const layer = view.layers[stage.at]!;
  const { own, ofPicture, slopes, where, M, code } = placesOf(stage, layer.dvalues!);
  const [, H, W, C] = layer.inputs.shape as [number, number, number, number];
  const pixels = slopes.map((_, m) => {
    const [n, oy, ox] = where(m);
    const [y, x] = [oy + place.row - 1, ox + place.column - 1];
    return y >= 0 && y < H && x >= 0 && x < W ? layer.inputs.data[((n * H + y) * W + x) * C + place.map]! : 0;
  });
  const terms = pixels.map((value, m) => value * slopes[m]!);
  const shown = ranked(terms, own, ofPicture);
  const [change] = changes[stage.at] as [Change];
  const called = `conv${place.conv}`;
  const all = added(shown.map(({ i }) => terms[i]!), M); // prettier-ignore
  const product = `dot(windowsOf(${inputs}).transpose(), ${code})`;
  const sum = `${called}.dweights = ${product}.reshape([${change.before.shape.join(', ')}]);`;
  return {
    ...{ phase: 'back', name: 'dkernel', ...pageOf(stage) },
    figures: {
      columns: ['rank', 'sample', 'place', 'input', 'dvalue', 'term'],
      rows: shown.map(({ i, rank }) => [rank + 1, ...placeOf(where(i)), pixels[i]!, slopes[i]!, terms[i]!]),
      own: shown.findIndex(({ i }) => i === own),
      more: M - shown.length,
    },
    lines: [
      lineOf(
        'placeTerm',
        [
          'term = input · dtotal',
          filled`${pixels[own]!} · ${slopes[own]!}`,
          `const term = multiply(columnOf(windowsOf(${inputs}), ${input}), columnOf(${code}, ${stage.neuron}));`,
        ],
        terms[own]!,
        { dtype: 'float64', cell: [own] },
      ),
      ...withPull('dplaces', ['dweight = Σ_m input_m · dtotal_m', all, sum], rounderOf(change.gradient)(chain(terms)), {
        ...{ change, cell: weight, name: `${called}.dweights`, value: `${called}.weights` },
      }),
    ],
  };
}

/** dbiases = Σ dvalues over all places, in order, in float64, rounded once. */
export function biasPage(stage: Stage, { view, changes }: Taken): Page {
  const { place, neuron } = stage;
  const { own, ofPicture, slopes, where, M, code } = placesOf(stage, view.layers[stage.at]!.dvalues!);
  const shown = ranked(slopes, own, ofPicture);
  const [, change] = changes[stage.at] as [Change, Change];
  const called = `conv${place.conv}`;
  const all = added(shown.map(({ i }) => slopes[i]!), M); // prettier-ignore
  const sum = `${called}.dbiases = dot(ones([1, ${M}]), ${code});`;
  return {
    ...{ phase: 'back', name: 'dmapBias', ...pageOf(stage) },
    figures: {
      columns: ['rank', 'sample', 'place', 'dvalue'],
      rows: shown.map(({ i, rank }) => [rank + 1, ...placeOf(where(i)), slopes[i]!]),
      own: shown.findIndex(({ i }) => i === own),
      more: M - shown.length,
    },
    lines: withPull('dplaces', ['dbias = Σ_m dtotal_m', all, sum], rounderOf(change.gradient)(chain(slopes)), {
      ...{ change, cell: [0, neuron], name: `${called}.dbiases`, value: `${called}.biases` },
    }),
  };
}
