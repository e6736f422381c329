/** What is changed in the midst of a run: settings that it can go on with, and single weights. */
import { ValueError } from 'nnfs';
import { decimal } from './rules.ts';
import { WINDOW, flatOf, mapSizesOf } from './image-sizes.ts';
import { classesOf, fromQuery, isImages, ruleOf, taskOf, toQuery, type Name, type Settings } from './settings.ts';

/** The settings that a run goes on with when they change; others are those of another run. */
export const LIVE = [
  'optimizer',
  'rate',
  'decay',
  'schedule',
  'scheduleSteps',
  'momentum',
] as const satisfies readonly Name[];
export type LiveName = (typeof LIVE)[number];

export interface SettingChange {
  /** The steps that the run has taken by then. */
  readonly step: number;
  readonly name: LiveName;
  readonly value: Settings[LiveName];
}

/** A weight that is typed over, or a bias. */
export interface WeightChange extends Parameter {
  readonly step: number;
  /** Input and neuron; row, column, map and filter; of biases the neuron or the filter alone. */
  readonly at: readonly number[];
  readonly value: number;
}

interface Parameter {
  readonly kind: 'Dense' | 'Conv2D';
  /** Among the layers of its kind, from 0. */
  readonly layer: number;
  readonly parameter: 'weights' | 'biases';
}

export type Change = SettingChange | WeightChange;

/** All that a run follows from: what it begins with, and what is changed on the way, in the order of the steps. */
export interface Recipe {
  readonly settings: Settings;
  readonly changes: readonly Change[];
}

/** The most that a link holds. */
export const MOST_CHANGES = 30;

export const isLive = (name: string): name is LiveName => (LIVE as readonly string[]).includes(name);

/** Whether a change is one of the learning rate alone, which the optimizer goes on with. */
export const isRate = (name: LiveName): boolean => name === 'rate' || name === 'schedule' || name === 'scheduleSteps';

/** The settings after the first changes of a run. */
export function settingsAfter({ settings, changes }: Recipe, count = changes.length): Settings {
  const live = changes.slice(0, count).flatMap((change) => ('name' in change ? [{ [change.name]: change.value }] : []));
  return live.reduce<Settings>((all, change) => ({ ...all, ...change }), settings);
}

/** A recipe with another change; what was to come after it does not come. */
export function withChange({ settings, changes }: Recipe, change: Change): Recipe {
  const before = changes.filter(
    (each) => each.step <= change.step && !(each.step === change.step && placeOf(each) === placeOf(change)),
  );
  return { settings, changes: [...before, change] };
}

/**
 * Inputs and outputs of each dense layer.
 *
 * @param inputs how many a table makes, which settings do not tell
 */
export function sizesOf(settings: Settings, inputs = Infinity): number[] {
  const ofPoints = taskOf(settings) === 'curve' ? 1 : 2;
  const first = isImages(settings) ? flatOf(settings) : settings.data === 'table' ? inputs : ofPoints;
  return [first, ...settings.hidden, classesOf(settings) || 1];
}

/** @throws ValueError for the weight of an input that there is not: of a table that is known only when it is there */
export function checkInputs(changes: readonly Change[], inputs: number): void {
  const unfit = changes.find(
    (change) => !('name' in change) && change.parameter === 'weights' && change.layer === 0 && change.at[0]! >= inputs,
  );
  if (unfit === undefined) return;
  throw new ValueError('The link', `weights of the ${inputs} inputs that the table makes`, placeOf(unfit));
}

/**
 * What a change changes, as a link names it: `rate`; `w1-0-2` from input 0 to neuron 2 of layer 1, `b1-2`; `cw1-0-2-3-5` of convolution 1
 * the weight in row 0 and column 2, for map 3, of filter 5, `cb1-5`.
 */
function placeOf(change: Change): string {
  if ('name' in change) return change.name;
  const { kind, layer, parameter, at } = change;
  return [`${kind === 'Dense' ? '' : 'c'}${parameter[0]!}${layer + 1}`, ...at].join('-');
}

/** How many there are along each axis, as `at` counts them: none of a layer that there is not. */
function shapeOf({ kind, layer, parameter }: Parameter, settings: Settings): number[] {
  const maps = isImages(settings) ? mapSizesOf(settings).map((size) => size.maps) : [];
  const sizes = kind === 'Dense' ? sizesOf(settings) : maps;
  const [from, to] = [sizes[layer] ?? 0, sizes[layer + 1] ?? 0];
  if (parameter === 'biases') return [layer < 0 ? 0 : to];
  return kind === 'Dense' ? [from, to] : [WINDOW, WINDOW, from, to];
}

/** Where the number that is typed over stands in its parameter. */
export function placeIn(change: WeightChange, settings: Settings): number {
  const shape = shapeOf(change, settings);
  return change.at.reduce((place, k, axis) => place * shape[axis]! + k);
}

const textOf = (change: Change): string => {
  const value = 'name' in change ? ruleOf(change.name).write(change.value) : String(change.value);
  return `${change.step}:${placeOf(change)}:${value}`;
};

/** What a link leads to. @throws ValueError for what it may not say */
export function recipeOf(query: string): Recipe & { readonly at: number } {
  const { settings, at, changes } = fromQuery(query);
  return { settings, changes: changes === '' ? [] : readChanges(changes, settings), at };
}

/** The link of a run: `rate=0.1&changes=40:rate:0.5,60:w1-0-2:-0.25&at=80`. */
export function linkOf({ settings, changes }: Recipe, step = 0): string {
  const parts = toQuery(settings, step)
    .split('&')
    .filter((part) => part !== '');
  if (changes.length > 0) parts.splice(step > 0 ? -1 : parts.length, 0, `changes=${changes.map(textOf).join(',')}`);
  return parts.join('&');
}

const VALUE = /* @__PURE__ */ decimal(0, 1e6, 0);

/** A weight, as it is typed; undefined for a text that is none. */
export function readWeight(text: string): number | undefined {
  const size = VALUE.read(text.replace(/^[-−]/, ''));
  return size !== undefined && size > 0 && /^[-−]/.test(text) ? -size : size; // no -0, which a link does not hold
}

/**
 * The changes that a link holds.
 *
 * @throws ValueError for what is none, of a network as the settings describe it
 */
export function readChanges(text: string, settings: Settings): Change[] {
  const changes = text.split(',').map((part) => {
    const change = readChange(part, settings);
    if (change !== undefined) return change;
    const expected = `changes as 40:rate:0.5 (${LIVE.join(', ')}), 40:w1-0-2:0.25, 40:b1-2:0.25, 40:cw1-0-2-0-3:0.25 or 40:cb1-3:0.25 of this network`;
    throw new ValueError('The link', expected, JSON.stringify(part.slice(0, 40)));
  });
  if (changes.length > MOST_CHANGES)
    throw new ValueError('The link', `up to ${MOST_CHANGES} changes`, String(changes.length));
  return changes.sort((a, b) => a.step - b.step);
}

function readChange(text: string, settings: Settings): Change | undefined {
  const [at = '', what = '', value = '', ...rest] = text.split(':');
  if (!/^\d{1,7}$/.test(at) || rest.length > 0) return undefined;
  const step = Number(at);
  if (isLive(what)) {
    const read = ruleOf(what).read(value);
    return read === undefined ? undefined : { step, name: what, value: read as Settings[LiveName] };
  }
  const [, letter, name, numbers] = /^(c?)([wb])(\d{1,3}(?:-\d{1,4}){1,4})$/.exec(what) ?? [];
  const typed = readWeight(value);
  if (numbers === undefined || typed === undefined) return undefined;
  const [number, ...ends] = numbers.split('-').map(Number);
  const kind = letter === 'c' ? 'Conv2D' : 'Dense';
  const place: Parameter = { kind, layer: number! - 1, parameter: name === 'w' ? 'weights' : 'biases' };
  const shape = shapeOf(place, settings);
  const isThere = ends.length === shape.length && shape.every((size, axis) => ends[axis]! < size);
  return isThere ? { step, ...place, at: ends, value: typed } : undefined;
}
