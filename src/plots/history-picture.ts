import { ValueError, describe } from '../errors.ts';
import { validationName, type History } from '../model/history.ts';
import { axis, logAxis, rangeOf, type Axis } from './axis.ts';
import { frame, MARGIN } from './frame.ts';
import { WIDE, label, pixel, stack, type Form, type Picture } from './picture.ts';

/** Pixels of a bucket: more points cannot be told apart, so of the epochs in one the least and the greatest value are drawn. */
const BUCKET = 2;
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

/** The figures of an epoch, by name. */
export type Figures = Readonly<Record<string, number | undefined>>;

type Point = readonly [epoch: number, value: number];

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
  const epochs: unknown = Array.isArray(history) ? history : (history as History | undefined)?.epochs;
  if (!Array.isArray(epochs) || !epochs.every(isFigures)) {
    throw new ValueError(where, 'a history, or the figures of epochs', describe(history));
  }
  if (epochs.length === 0) throw new ValueError(where, 'a history of an epoch or more', 'an empty one');
  const names = new Set<string>();
  for (const epoch of epochs) {
    for (const name in epoch) if (epoch[name] !== undefined) names.add(name);
  }
  const figures = [...names].filter((name) => !PARTS.has(name) && !isOfValidation(name, names));
  const shown = [...FIRST.filter((name) => names.has(name)), ...figures.filter((name) => !FIRST.includes(name))];
  const [slowest, fastest] = rangeOf(epochs.map(({ learningRate }) => learningRate ?? NaN));
  if (names.has('learningRate') && slowest < 0.99 * fastest) shown.push('learningRate');
  if (shown.length === 0) throw new ValueError(where, 'figures such as loss', 'epochs without any');
  return shown.map((name) => panel(name, epochs, width));
}

function isFigures(epoch: unknown): epoch is Figures {
  return (
    typeof epoch === 'object' && epoch !== null && !Object.values(epoch).some((figure) => typeof figure === 'object')
  );
}

function isOfValidation(name: string, names: ReadonlySet<string>): boolean {
  return [...names].some((other) => name === validationName(other));
}

function panel(name: string, epochs: readonly Figures[], width: number): Picture {
  const height = width < WIDE ? 210 : 260;
  const floor = name === 'r2' ? LEAST_R2 : -Infinity;
  const curves = [
    { name: 'training', color: TRAINING, points: pointsOf(epochs, name, floor) },
    { name: 'validation', color: VALIDATION, points: pointsOf(epochs, validationName(name), floor) },
  ].filter(({ points }) => points.length > 0);
  const [low, high] = rangeOf(curves.flatMap(({ points }) => points.map(([, value]) => value)));
  const isFar = low > 0 && high / low >= FAR_APART;
  const isShare = name !== 'loss' && name !== 'learningRate' && low >= 0 && high <= 1;
  const [first, last] = [epochs[0]!.epoch ?? 0, epochs.at(-1)!.epoch ?? epochs.length - 1];
  const x = axis([first, Math.max(first + 1, last)], [MARGIN.left, width - MARGIN.right], width < WIDE ? 5 : 8, 1);
  const pixels = [height - MARGIN.bottom, MARGIN.top] as const;
  const y = isFar ? logAxis([low, high], pixels) : axis([Math.min(0, low), isShare ? 1 : high], pixels);
  const title = (TITLES.get(name) ?? name) + (isFar ? ', logarithmic' : low <= floor ? `, cut off at ${floor}` : '');
  const body = [
    frame(x, y, { title, room: width - 200, x: 'epoch' }),
    ...(name === 'learningRate' ? [] : curves.map((curve, i) => legend(curve, x.to - (curves.length - 1 - i) * 98))),
    ...curves.map(({ name, points, color }) => curve(thinned(points, x), name, color, x, y)),
  ].join('\n');
  return { title, width, height, body };
}

/** A piece of a curve and its name, up to a place. */
function legend({ name, color }: { readonly name: string; readonly color: string }, to: number): string {
  const from = to - 6.2 * name.length;
  const piece = `<line class="${name}" x1="${pixel(from - 20)}" x2="${pixel(from - 6)}" y1="16" y2="16" stroke="${color}" stroke-width="2.5"/>`;
  return piece + label(name, to, 20, 'text-anchor="end"');
}

/** The finite values of a figure, cut off at a floor; a run that diverged ends in others. */
function pointsOf(epochs: readonly Figures[], name: string, floor: number): Point[] {
  return epochs.flatMap((report, i): Point[] => {
    const value = report[name];
    return value !== undefined && Number.isFinite(value) ? [[report.epoch ?? i, Math.max(value, floor)]] : [];
  });
}

/** The least and the greatest of each bucket, in their order, so that no peak is lost; and the last. */
function thinned(points: readonly Point[], { from, to }: Axis): readonly Point[] {
  const size = Math.ceil((points.length * BUCKET) / (to - from));
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

function curve(points: readonly Point[], name: string, color: string, x: Axis, y: Axis): string {
  const places = points.map(([epoch, value]) => `${pixel(x.at(epoch))},${pixel(y.at(value))}`);
  const dot = places.length === 1 ? ' stroke-linecap="round" stroke-width="6"' : ' stroke-width="1.5"';
  return `<path d="M${places.join('L')}${places.length === 1 ? 'h0' : ''}" class="${name}" fill="none" stroke="${color}"${dot}/>`;
}
