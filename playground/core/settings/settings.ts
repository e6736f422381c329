import { ValueError } from 'nnfs';
import { FOR_IMAGES, IMAGE_SETS, SETS, isImageSet, type ImageSet } from './image-sets.ts';
import { MOST_SKETCHES, decodeSketches, type Sketch } from './sketches.ts';
import { MOST_POINTS, decodePoints } from './points.ts';
import { decimal, maybeWhole, share, text, whole, wholes, word, type Rule } from './rules.ts';

export const POINT_SETS = [
  'spiral',
  'vertical',
  'circles',
  'moons',
  'blobs',
  'sine',
  'hills',
  'drawn',
  'table',
] as const;
export const DATA = [...POINT_SETS, ...IMAGE_SETS] as const;
/** What is asked of points of one's own: their class, a number over one input, or a number over more. */
export const TASKS = ['classes', 'curve', 'surface'] as const;
export const ACTIVATIONS = [
  ...(['relu', 'leakyRelu', 'elu', 'selu', 'gelu', 'swish', 'hardSwish', 'mish'] as const),
  ...(['softplus', 'softsign', 'tanh', 'sigmoid', 'linear'] as const),
] as const;
export const INITIALIZERS = ['book', 'glorotUniform', 'glorotNormal', 'heUniform', 'heNormal'] as const;
export const OPTIMIZERS = [
  ...(['adam', 'sgd', 'adagrad', 'rmsprop', 'adamw'] as const),
  ...(['nadam', 'adamax', 'amsgrad', 'adadelta', 'lion'] as const),
] as const;
/** How the rate changes: it stays, is halved again and again, falls along a cosine, rises and falls, or rises and stays. */
export const SCHEDULES = ['constant', 'halving', 'cosine', 'oneCycle', 'warmup'] as const;

/** The most hidden layers, and the most neurons of one. */
export const [MOST_LAYERS, MOST_NEURONS] = [6, 128];
/** The most convolutions, each of which halves the side of a picture, and filters of one. */
export const [MOST_CONVOLUTIONS, MOST_FILTERS] = [3, 32];
const SEEDS = 2 ** 32 - 1;

const rules = () => ({
  data: word(DATA, 'spiral'),
  /** Points of each class; of a sine, all. */
  samples: whole(10, 500, 100),
  classes: whole(2, 8, 3),
  /** The standard deviation of what is added to each coordinate; spirals and stripes have the book's own. */
  noise: decimal(0, 1, 0.1),
  /** The share of the points that training does not see: of the fewest samples one of each class. */
  heldOut: share(0.1, 0.5, 0.2),
  /** Where the points are drawn from: by default from `seed` too, before the weights, as in the book. */
  dataSeed: maybeWhole(0, SEEDS),
  task: word(TASKS, 'classes'),
  /** Points drawn by hand. */
  points: {
    fallback: '',
    expected: `points as this page writes them, up to ${MOST_POINTS}`,
    read: (text) => (decodePoints(text) === undefined ? undefined : text),
    write: (text) => text,
  } satisfies Rule<string> as Rule<string>,
  /** Which table, by a sum of its bytes: the table itself is no part of a link. */
  table: text(8),
  /** The column of it that is to be told. */
  target: text(200),
  /** Pictures drawn by hand, for training beside the others. */
  sketches: {
    fallback: '',
    expected: `sketches as this page writes them, up to ${MOST_SKETCHES}`,
    read: (text) => (decodeSketches(text) === undefined ? undefined : text),
    write: (text) => text,
  } satisfies Rule<string> as Rule<string>,
  /** How far pictures are shifted in training at most, in parts of their side; and how far turned, in parts of a whole turn. */
  shift: decimal(0, 0.5, 0),
  turn: decimal(0, 0.5, 0),
  /** The filters of each convolution, in front of the hidden layers. */
  conv: wholes(MOST_CONVOLUTIONS, MOST_FILTERS, [8]),
  hidden: wholes(MOST_LAYERS, MOST_NEURONS, [12, 12]),
  activation: word(ACTIVATIONS, 'relu'),
  initializer: word(INITIALIZERS, 'heNormal'),
  dropout: decimal(0, 0.9, 0),
  l1: decimal(0, 1, 0),
  l2: decimal(0, 1, 0),
  optimizer: word(OPTIMIZERS, 'adam'),
  rate: decimal(1e-6, 10, 0.02),
  decay: decimal(0, 1, 0),
  schedule: word(SCHEDULES, 'constant'),
  /** The steps that a schedule takes. */
  scheduleSteps: whole(1, 1e6, 1000),
  momentum: decimal(0, 0.999, 0),
  /** Samples in a step; 0 for all. */
  batch: whole(0, 4000, 0),
  shuffle: word(['no', 'yes'], 'no'),
  seed: whole(0, SEEDS, 0),
});

/** Every setting, in the order of a link, where it stands by this name. What a run is follows from these alone. */
export const RULES = /* @__PURE__ */ rules(); // the worker, which reads no links, has none

type Rules = typeof RULES;
export type Name = keyof Rules;
export type Settings = { readonly [name in Name]: Rules[name] extends Rule<infer T> ? T : never };

export const NAMES = /* @__PURE__ */ Object.keys(RULES) as Name[];

export const DEFAULTS = /* @__PURE__ */ Object.fromEntries(
  /* @__PURE__ */ NAMES.map((name) => [name, RULES[name].fallback]),
) as Settings;

/** What is not said of a run over such data. */
export const defaultsOf = (data: Settings['data']): Settings => ({
  ...DEFAULTS,
  data,
  ...(isImageSet(data) && FOR_IMAGES),
});

/** The rule of a setting, whichever it is. */
export const ruleOf = (name: Name): Rule<unknown> => RULES[name] as Rule<unknown>;

/**
 * The settings as the query of a link, `data=moons&hidden=8,8`; those that are at the defaults of its data are left out.
 *
 * @param step where a run stands: the steps that it has taken
 */
export function toQuery(settings: Settings, step = 0): string {
  const usual = { ...defaultsOf(settings.data), data: DEFAULTS.data };
  const changed = NAMES.map((name) => [name, ruleOf(name).write(settings[name])] as const).filter(
    ([name, text]) => text !== ruleOf(name).write(usual[name]),
  );
  const parts = changed.map(([name, text]) => `${name}=${encodeURIComponent(text).replaceAll('%2C', ',')}`);
  return [...parts, ...(step > 0 ? [`at=${step}`] : [])].join('&');
}

const AT = /* @__PURE__ */ whole(0, 1e7, 0);
const ANYTHING: Rule<string> = { fallback: '', expected: '', read: (text) => text, write: String };

/**
 * What a link says: settings, what is changed on the way, as it stands there, and the step to go to.
 *
 * @throws ValueError for names and values that do not exist, and for a name that comes twice
 */
export function fromQuery(query: string): { settings: Settings; at: number; changes: string } {
  const given: Record<string, unknown> = {};
  for (const [name, text] of new URLSearchParams(query)) {
    const known =
      name === 'at'
        ? AT
        : name === 'changes'
          ? ANYTHING
          : Object.hasOwn(RULES, name)
            ? ruleOf(name as Name)
            : undefined;
    if (known === undefined) throw new ValueError('The link', `settings ${NAMES.join(', ')}`, shown(name));
    if (Object.hasOwn(given, name)) throw new ValueError('The link', `${name} once`, 'it twice');
    given[name] = known.read(text);
    if (given[name] === undefined) throw new ValueError('The link', `${name} to be ${known.expected}`, shown(text));
  }
  const { at = 0, changes = '', ...settings } = given;
  const { data } = { ...DEFAULTS, ...settings };
  return { settings: { ...defaultsOf(data), ...settings }, at: at as number, changes: changes as string };
}

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}

/** What is asked of the network. */
export function taskOf({ data, task }: Settings): Settings['task'] {
  if (data === 'drawn' || data === 'table') return task;
  return data === 'sine' ? 'curve' : data === 'hills' ? 'surface' : 'classes';
}

/** Whether the answers are numbers, not classes. */
export const isRegression = (settings: Settings): boolean => taskOf(settings) !== 'classes';

/** Settings that are about pictures. */
export type ImageSettings = Settings & { readonly data: ImageSet };

export const isImages = (settings: Settings): settings is ImageSettings => isImageSet(settings.data);

/** The most classes that have a letter. */
const LETTERED = 8;

/** The sketches that have a part: those of the size and of the classes of the set. */
export function sketchesOf({ data, sketches }: ImageSettings): Sketch[] {
  const { side, labels } = SETS[data];
  const classes = labels?.length ?? LETTERED;
  return decodeSketches(sketches)!.filter(({ mark, pixels }) => mark < classes && pixels.length === side ** 2);
}

/** How many classes there are; 0 where the answers are numbers. */
export function classesOf(settings: Settings): number {
  const { data, classes, points } = settings;
  if (isRegression(settings)) return 0;
  const atLeast = (marks: readonly { readonly mark: number }[]): number =>
    Math.max(classes, ...marks.map(({ mark }) => mark + 1));
  if (isImages(settings)) return SETS[settings.data].labels?.length ?? atLeast(sketchesOf(settings));
  if (data === 'drawn') return atLeast(decodePoints(points)!);
  return data === 'circles' || data === 'moons' ? 2 : classes;
}

/** Of fewer drawn points or pictures than this none are held out. */
const FEW = 10;

/** How many points or pictures of one's own there are; undefined for other data. */
export function drawnCount(settings: Settings): number | undefined {
  if (settings.data === 'drawn') return decodePoints(settings.points)?.length ?? 0;
  return isImages(settings) && settings.data === 'sketches' ? sketchesOf(settings).length : undefined;
}

/** The share of the points that training does not see. */
export function heldOutOf(settings: Settings): number {
  return (drawnCount(settings) ?? FEW) < FEW ? 0 : settings.heldOut;
}

/** Whether a setting has a part in what the others make of a run. */
export function matters(name: Name, settings: Settings): boolean {
  const { data, optimizer, batch } = settings;
  const own = data === 'drawn' || data === 'table' || data === 'sketches';
  if (name === 'classes') {
    if (isImages(settings)) return data === 'sketches';
    return !isRegression(settings) && !['circles', 'moons', 'table'].includes(data);
  }
  if (name === 'noise') return !own && data !== 'spiral' && data !== 'vertical' && data !== 'digits';
  if (name === 'samples') return !own && data !== 'digits';
  if (name === 'task' || name === 'points') return data === 'drawn';
  if (['sketches', 'shift', 'turn', 'conv'].includes(name)) return isImages(settings);
  if (name === 'scheduleSteps') return settings.schedule !== 'constant';
  if (name === 'momentum') return optimizer === 'sgd';
  return name !== 'shuffle' || batch > 0;
}
