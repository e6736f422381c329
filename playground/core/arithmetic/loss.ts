import { Tensor, clip, divide, exp, log, max, square, subtract, sum } from 'nnfs';
import type { Spot } from './forward.ts';
import { added, filled, lineOf, type Line, type Page } from './lines.ts';
import { inTensor, rounderOf, rowOf } from './sums.ts';
import type { Taken } from './taken.ts';

/** Softmax in its three moves: minus the largest, exp, and the share of the whole. */
export function softmaxPage({ passed, row, at, layer, neuron, input }: Spot): Page {
  const [totals, shares] = [passed.values[at + 1]!, passed.values[at + 2]!];
  const own = totals.slice(row, row + 1);
  const largest = max(own, { axis: 1, keepDims: true });
  const exps = exp(subtract(own, largest));
  const whole = sum(exps, { axis: 1, keepDims: true });
  const worked = divide(exps, whole);
  const [total, top, power, all] = [own.data[neuron]!, largest.item(), exps.data[neuron]!, whole.item()];
  const k = layer + 1;
  const { dtype } = shares;
  return {
    ...{ phase: 'forward', name: 'softmax', layer, neuron, input, kind: 'Softmax' },
    figures: {
      columns: ['class', 'total', 'exp', 'share'],
      rows: rowOf(own, 0).map((value, c) => [c, value, exps.data[c]!, worked.data[c]!]),
      own: neuron,
    },
    lines: [
      lineOf(
        'largest',
        ['largest = max_c total_c', [top], `const largest = max(total${k}, { axis: 1, keepDims: true });`],
        top,
        { dtype, cell: [row, 0] },
      ),
      lineOf(
        'exp',
        [
          'power = exp(total − largest)',
          ['exp(', total, ' − ', top, ')'],
          `const powers = exp(subtract(total${k}, largest));`,
        ],
        power,
        { dtype, cell: [row, neuron] },
      ),
      lineOf(
        'whole',
        ['whole = Σ_c power_c', added([...exps.data]), 'const whole = sum(powers, { axis: 1, keepDims: true });'],
        all,
        { dtype, cell: [row, 0] },
      ),
      lineOf(
        'share',
        ['share = power / whole', filled`${power} / ${all}`, 'const shares = divide(powers, whole);'],
        worked.data[neuron]!,
        inTensor(shares, [row, neuron]),
      ),
    ],
  };
}

/** What the answer for a sample costs, and the mean over the batch, with what the penalties add. */
export function lossPage(spot: Spot, target: number, taken: Taken | undefined): Page {
  const { passed, row, layer, neuron, input } = spot;
  const output = passed.values.at(-1)!;
  const losses = taken?.view.losses;
  const dtype = losses?.dtype ?? output.dtype;
  const where = { dtype, cell: [row], ...(losses && { library: losses.data[row]! }) };
  const first =
    output.shape[1] === 1
      ? distanceLine(output, layer + 1, [row, target], where)
      : shareLine(output, row, target, where);
  const lines: Line[] = [first];
  if (taken !== undefined) lines.push(meanLine(taken), ...penaltyLine(taken));
  return { phase: 'loss', name: 'loss', layer, neuron, input, lines };
}

type Where = Parameters<typeof lineOf>[3];

function shareLine(output: Tensor, row: number, target: number, where: Where): Line {
  const share = output.data[row * output.shape[1]! + target]!;
  const inside = clip(
    new Tensor(output.dtype, [1], output.data.slice(row * output.shape[1]! + target).slice(0, 1)),
    LEAST,
    1 - LEAST,
  );
  const code = 'const losses = new CategoricalCrossentropy().forward(shares, y);';
  return lineOf(
    'loss',
    ['loss = −log(clip(share of the right class))', ['−log(', share, ')'], code],
    -log(inside).item(),
    where,
  );
}

/** Where confidences are clipped, so that a logarithm is finite. */
const LEAST = 1e-7;

function distanceLine(output: Tensor, k: number, [row, target]: readonly [number, number], where: Where): Line {
  const answer = output.data[row]!;
  const distance = Math.fround(target - answer);
  const code = `const losses = new MeanSquaredError().forward(output${k}, y);`;
  return lineOf(
    'squared',
    ['loss = (target − answer)²', filled`(${target} − ${answer})²`, code],
    Math.fround(distance * distance),
    where,
  );
}

function meanLine({ view: { losses }, report }: Taken): Line {
  const N = losses.size;
  const total = sum(losses).item();
  return lineOf(
    'mean',
    ['data loss = Σ_n loss_n / N', filled`${total} / ${N}`, 'const dataLoss = mean(losses);'],
    rounderOf(losses)(total / N),
    { dtype: losses.dtype, cell: [], library: report.dataLoss },
  );
}

/** λ_1 Σ|w| + λ_2 Σ w² over all that is penalized, in float64. */
function penaltyLine({ changes, report }: Taken): Line[] {
  let penalty = 0;
  for (const { before, l1, l2 } of changes.flat()) {
    if (l1 > 0) penalty += l1 * sum(new Tensor(before.dtype, before.shape, before.data.map(Math.abs))).item();
    if (l2 > 0) penalty += l2 * sum(square(before)).item();
  }
  if (penalty === 0) return [];
  const code = 'const penalty = loss.regularizationLoss(model.layers);';
  return [
    lineOf('penalty', ['penalty = λ_1 Σ|w| + λ_2 Σ w²', [penalty], code], penalty, {
      ...{ dtype: 'float64', cell: [], library: report.regularizationLoss },
    }),
  ];
}

/** The first gradient. Where softmax and cross-entropy go back in one step it is that of the totals. */
export function slopePage(spot: Spot, target: number, { view: { slope } }: Taken): Page {
  const { passed, row, layer, neuron, input } = spot;
  const [output, k] = [passed.values.at(-1)!, layer + 1];
  const [N, C] = slope.shape as [number, number];
  const round = rounderOf(slope);
  const page = { phase: 'back', name: 'slope', layer, neuron, input } as const;
  const where = inTensor(slope, [row, neuron]);
  if (C === 1) {
    const answer = output.data[row]!;
    const distance = round(target - answer);
    const code = `const doutput${k} = new MeanSquaredError().backward(output${k}, y);`;
    const numbers = filled`−2 · (${target} − ${answer}) / ${N}`;
    const line = ['doutput = −2 (target − answer) / N', numbers, code] as const;
    return { ...page, lines: [lineOf('slopeOfNumber', line, round(round(-2 * distance) / N), where)] };
  }
  const shares = rowOf(output, row);
  const slopes = shares.map((share, c) => round((c === target ? round(share - 1) : share) / N));
  const wanted = Number(neuron === target);
  const code = `const dtotal${k} = divide(subtract(shares, oneHot(y, ${C})), ${N});`;
  const numbers = filled`(${shares[neuron]!} − ${wanted}) / ${N}`;
  return {
    ...page,
    figures: {
      columns: ['class', 'share', 'wanted', 'slope'],
      rows: shares.map((share, c) => [c, share, Number(c === target), slopes[c]!]),
      own: neuron,
    },
    lines: [lineOf('slope', ['dtotal = (share − wanted) / N', numbers, code], slopes[neuron]!, where)],
  };
}
