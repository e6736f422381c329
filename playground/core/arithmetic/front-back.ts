/** Back through what is in front of the dense layers: Flatten, pooling, activations and windows of convolutions. */
import { gateLine } from './back.ts';
import { biasPage, kernelPage } from './kernels.ts';
import { lineOf, type Page } from './lines.ts';
import { pixelPages } from './pixels.ts';
import { cellOf, flatPlace, largestOf, pageOf, poolWindow, type Stage } from './stages.ts';
import { at, inTensor } from './sums.ts';
import type { Taken } from './taken.ts';

/** The pages of the stages, back: from what the dense layers tell what they see, to the weights of the first convolution. */
export function frontBackPages(stages: readonly Stage[], taken: Taken): Page[] {
  return [...stages]
    .reverse()
    .flatMap((stage, i) => [
      ...(i === 0 ? [flattenPage(stage, taken)] : []),
      poolPage(stage, taken),
      gatePage(stage, taken),
      kernelPage(stage, taken),
      biasPage(stage, taken),
      ...(taken.view.layers[stage.at]!.dinputs === undefined ? [] : pixelPages(stage, taken)),
    ]);
}

/** dinputs = dvalues as the inputs: each number of a row where it was in the maps. */
function flattenPage(stage: Stage, { view }: Taken): Page {
  const { row, pooled, place } = stage;
  const { dvalues, dinputs } = view.layers[stage.at + 3]!;
  const { flat, of, page } = flatPlace(stage, dinputs!);
  const cell = cellOf(row, pooled);
  const result = at(dvalues!, [row, flat]);
  const code = `const dpooled${place.conv} = dflat.reshape([${dinputs!.shape.join(', ')}]);`;
  return {
    ...{ phase: 'back', name: 'unflatten', ...page },
    lines: [
      lineOf(
        'reshaped',
        [`dpooled = dflat[${of.formula}]`, [`dflat[${of.numbers}] = `, result], code],
        result,
        inTensor(dinputs!, cell),
      ),
    ],
  };
}

/** dinputs = 0, and then dvalues added where the largest of each window was; windows of a pooling lie side by side. */
function poolPage(stage: Stage, { view }: Taken): Page {
  const { row, pooled, passed, place } = stage;
  const cell = cellOf(row, stage.cell);
  const { dvalues, dinputs } = view.layers[stage.at + 2]!;
  const window = poolWindow(passed.values[stage.at + 2]!, row, pooled);
  const own = largestOf(window);
  const arriving = at(dvalues!, cellOf(row, pooled));
  const slope = 0 + arriving;
  const formula = 'doutput = output is the first largest ? 0 + dpooled : 0';
  const code = `const dmaps${place.conv} = pool${place.conv}.backward(dpooled${place.conv});`;
  return {
    ...{ phase: 'back', name: 'unpool', ...pageOf(stage) },
    figures: {
      columns: ['row', 'column', 'output', 'doutput'],
      rows: window.map(({ y, x, value }, i) => [y, x, value, i === own ? slope : 0]),
      own,
    },
    lines: [lineOf('toLargest', [formula, ['0 + ', arriving], code], slope, inTensor(dinputs!, cell))],
  };
}

/** What passes the activation. */
function gatePage(stage: Stage, { view }: Taken): Page {
  const { row, cell, place, passed } = stage;
  const code = `const dmapTotals${place.conv} = mapActivation${place.conv}.backward(dmaps${place.conv});`;
  return {
    ...{ phase: 'back', name: 'mapGate', ...pageOf(stage), kind: passed.layers[stage.at + 1]!.kind },
    lines: [gateLine(stage, view, cellOf(row, cell), code)],
  };
}
