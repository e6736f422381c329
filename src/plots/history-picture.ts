import { ValueError } from '../errors.ts';
import { validationName, type History } from '../model/history.ts';
import { axis, logAxis, rangeOf, type Axis } from './axis.ts';
import { epochsOf, type Figures } from './figures.ts';
import { frame, leftOf, MARGIN } from './frame.ts';
import { WIDE, label, pixel, stack, type Form, type Picture } from './picture.ts';
import { widthOf } from './text-width.ts';

/** Pixels of a bucket: more points cannot be told apart, so of the epochs in one the least and the greatest value are drawn. */
const BUCKET = 2;
/** What is drawn of a point that has none beside it. */
const DOT = 'm-1.2 0a1.2 1.2 0 1 0 2.4 0a1.2 1.2 0 1 0 -2.4 0';
const TRAINING = '#2563eb';
const VALIDATION = '#d97706';
/** Values so far apart are drawn by their powers of ten. */
const FAR_APART = 1000;
/** Untrained models have an R² far below this, which would press the rest of the curve flat. */
const LEAST_R2 = -1;
const TITLES = new Map([
  ['loss', 'Loss'],
  ['accuracy', 'Accuracy'],
  ['f1', 'F1'],
  ['auc', 'AUC'],
  ['r2', 'R²'],
  ['mae', 'MAE'],
  ['rmse', 'RMSE'],
  ['learningRate', 'Learning rate'],
]);
/** Those that a reader looks for. */
const FIRST = ['loss', 'accuracy'];
/** Parts of other figures. */
const PARTS = new Set(['epoch', 'dataLoss', 'regularizationLoss', 'learningRate', 'learningRateBefore']);
/** Figures that may be any number; others that stay between 0 and 1 are shares, of which 1 is the best. */
const UNBOUNDED = new Set(['loss', 'mae', 'rmse', 'learningRate']);

type Point = readonly [epoch: number, value: number];

/** Points that follow each other. */
type Run = readonly Point[];

interface Curve {
  readonly name: string;
  readonly color: string;
  readonly runs: readonly Run[];
}

/** Every figure over the epochs, one panel under another. */
export function historyPicture(history: History | readonly Figures[]): Picture {
  return stack('A training run', historyPanels(history));
}

/** Every figure over the epochs, a panel each; loss, accuracy and metrics with those of validation. */
export function historyPanels(
  history: History | readonly Figures[],
  { width = WIDE }: Form = {},
  where = 'plotHistory',
): Picture[] {
  const epochs = epochsOf(history, where);
  const names = new Set<string>();
  for (const epoch of epochs) {
    for (const name in epoch) if (typeof epoch[name] === 'number') names.add(name);
  }
  const ofValidation = new Set([...names].map(validationName));
  const figures = [...names].filter((name) => !PARTS.has(name) && !ofValidation.has(name));
  const shown = [...FIRST.filter((name) => names.has(name)), ...figures.filter((name) => !FIRST.includes(name))];
  const [slowest, fastest] = rangeOf(epochs.map(({ learningRate }) => learningRate ?? NaN));
  if (names.has('learningRate') && slowest < 0.99 * fastest) shown.push('learningRate');
  if (shown.length === 0) throw new ValueError(where, 'figures such as loss', 'epochs without any');
  return shown.map((name) => panel(name, epochs, width));
}

function panel(name: string, epochs: readonly Figures[], width: number): Picture {
  const height = width < WIDE ? 210 : 260;
  const floor = name === 'r2' ? LEAST_R2 : -Infinity;
  const curves = [
    { name: 'training', color: TRAINING, runs: runsOf(epochs, name, floor) },
    { name: 'validation', color: VALIDATION, runs: runsOf(epochs, validationName(name), floor) },
  ].filter(({ runs }) => runs.length > 0);
  const [low, high] = rangeOf(curves.flatMap(({ runs }) => runs.flat().map(([, value]) => value)));
  const isFar = low > 0 && high / low >= FAR_APART;
  const isShare = !UNBOUNDED.has(name) && low >= 0 && high <= 1;
  const pixels = [height - MARGIN.bottom, MARGIN.top] as const;
  const y = isFar ? logAxis([low, high], pixels) : axis([Math.min(0, low), isShare ? 1 : high], pixels);
  const [first, last] = rangeOf(epochs.map(({ epoch }, i) => epoch ?? i));
  const x = axis([first, Math.max(first + 1, last)], [leftOf(y), width - MARGIN.right], width < WIDE ? 5 : 8, 1);
  const title = (TITLES.get(name) ?? name) + (isFar ? ', logarithmic' : low <= floor ? `, cut off at ${floor}` : '');
  const body = [
    frame(x, y, { title, room: width - 200, x: 'epoch' }),
    ...(name === 'learningRate' ? [] : curves.map((curve, i) => legend(curve, x.to - (curves.length - 1 - i) * 98))),
    ...curves.map((curve) => path(curve, x, y)),
  ].join('\n');
  return { title, width, height, body };
}

/** A piece of a curve and its name, up to a place. */
function legend({ name, color }: Curve, to: number): string {
  const from = to - widthOf(name);
  const piece = `<line class="${name}" x1="${pixel(from - 20)}" x2="${pixel(from - 6)}" y1="16" y2="16" stroke="${color}" stroke-width="2.5"/>`;
  return piece + label(name, to, 20, 'text-anchor="end"');
}

/** The finite values of a figure, cut off at a floor. Where others stand between them, a curve is broken. */
function runsOf(epochs: readonly Figures[], name: string, floor: number): Run[] {
  const runs: Point[][] = [[]];
  epochs.forEach((report, i) => {
    const value = report[name];
    if (value === undefined) return;
    if (value !== null && Number.isFinite(value)) runs.at(-1).push([report.epoch ?? i, Math.max(value, floor)]);
    else if (runs.at(-1).length > 0) runs.push([]);
  });
  return runs.filter((run) => run.length > 0);
}

/** The least and the greatest of each bucket of so many points, in their order, so that no peak is lost; and the last. */
function thinned(points: Run, size: number): Run {
  if (size <= 2) return points;
  const kept: Point[] = [];
  for (let start = 0; start < points.length; start += size) {
    const bucket = points.slice(start, start + size);
    const ofValue = [...bucket].sort(([, a], [, b]) => a - b);
    kept.push(...[ofValue[0]!, ofValue.at(-1)].sort(([a], [b]) => a - b));
  }
  if (kept.at(-1) !== points.at(-1)) kept.push(points.at(-1)!);
  return kept;
}

function path({ name, color, runs }: Curve, x: Axis, y: Axis): string {
  const points = runs.reduce((sum, { length }) => sum + length, 0);
  const size = Math.ceil((points * BUCKET) / (x.to - x.from));
  const pieces = runs.map((run) => {
    const places = thinned(run, size).map(([epoch, value]) => `${pixel(x.at(epoch))},${pixel(y.at(value))}`);
    return `M${places.join('L')}${places.length === 1 ? DOT : ''}`;
  });
  return `<path d="${pieces.join('')}" class="${name}" fill="none" stroke="${color}" stroke-width="1.5"/>`;
}
