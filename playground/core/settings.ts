import { ValueError } from 'nnfs';
import { decimal, maybeWhole, whole, wholes, word, type Rule } from './rules.ts';

export const DATA = ['spiral', 'vertical', 'circles', 'moons', 'blobs', 'sine'] as const;
export const ACTIVATIONS = ['relu', 'leakyRelu', 'elu', 'gelu', 'swish', 'tanh', 'sigmoid', 'linear'] as const;
export const INITIALIZERS = ['book', 'glorotUniform', 'glorotNormal', 'heUniform', 'heNormal'] as const;
export const OPTIMIZERS = ['adam', 'sgd', 'adagrad', 'rmsprop', 'adamw'] as const;

/** The most hidden layers, and the most neurons of one. */
export const [MOST_LAYERS, MOST_NEURONS] = [6, 128];
const SEEDS = 2 ** 32 - 1;

/** Every setting, in the order of a link, where it stands by this name. What a run is follows from these alone. */
export const RULES = {
  data: word(DATA, 'spiral'),
  /** Points of each class; of a sine, all. */
  samples: whole(10, 500, 100),
  classes: whole(2, 8, 3),
  /** The standard deviation of what is added to each coordinate; spirals and stripes have the book's own. */
  noise: decimal(0, 1, 0.1),
  /** The share of the points that training does not see. */
  heldOut: decimal(0, 0.5, 0.2),
  /** Where the points are drawn from: by default from `seed` too, before the weights, as in the book. */
  dataSeed: maybeWhole(0, SEEDS),
  hidden: wholes(MOST_LAYERS, MOST_NEURONS, [12, 12]),
  activation: word(ACTIVATIONS, 'relu'),
  initializer: word(INITIALIZERS, 'heNormal'),
  dropout: decimal(0, 0.9, 0),
  l2: decimal(0, 1, 0),
  optimizer: word(OPTIMIZERS, 'adam'),
  rate: decimal(1e-6, 10, 0.02),
  decay: decimal(0, 1, 0),
  momentum: decimal(0, 0.999, 0),
  /** Samples in a step; 0 for all. */
  batch: whole(0, 4000, 0),
  shuffle: word(['no', 'yes'], 'no'),
  seed: whole(0, SEEDS, 0),
};

type Rules = typeof RULES;
export type Name = keyof Rules;
export type Settings = { readonly [name in Name]: Rules[name] extends Rule<infer T> ? T : never };

export const NAMES = Object.keys(RULES) as Name[];

export const DEFAULTS = Object.fromEntries(NAMES.map((name) => [name, RULES[name].fallback])) as Settings;

/** The rule of a setting, whichever it is. */
export const ruleOf = (name: Name): Rule<unknown> => RULES[name] as Rule<unknown>;

/**
 * The settings as the query of a link, `data=moons&hidden=8,8`; those that are at their defaults are left out.
 *
 * @param step where a run stands: the steps that it has taken
 */
export function toQuery(settings: Settings, step = 0): string {
  const changed = NAMES.map((name) => [name, ruleOf(name).write(settings[name])] as const).filter(
    ([name, text]) => text !== ruleOf(name).write(DEFAULTS[name]),
  );
  const parts = changed.map(([name, text]) => `${name}=${text}`);
  return [...parts, ...(step > 0 ? [`at=${step}`] : [])].join('&');
}

const AT = whole(0, 1e7, 0);
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
  return { settings: { ...DEFAULTS, ...settings }, at: at as number, changes: changes as string };
}

function shown(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}...` : text);
}

/** Whether the answers are numbers, not classes. */
export const isRegression = ({ data }: Settings): boolean => data === 'sine';

/** How many classes there are; 0 where the answers are numbers. */
export function classesOf({ data, classes }: Settings): number {
  if (data === 'sine') return 0;
  return data === 'circles' || data === 'moons' ? 2 : classes;
}

/** Whether a setting has a part in what the others make of a run. */
export function matters(name: Name, { data, optimizer, batch }: Settings): boolean {
  if (name === 'classes') return data === 'spiral' || data === 'vertical' || data === 'blobs';
  if (name === 'noise') return data !== 'spiral' && data !== 'vertical';
  if (name === 'momentum') return optimizer === 'sgd';
  return name !== 'shuffle' || batch > 0;
}
