/** Options that another one leaves without any effect: who gives both means something else than what would happen. */
import { flagOf } from '../options.ts';
import { WrongCall } from '../wrong-call.ts';
import type { TrainFlags } from './flags.ts';
import { learnsPictures, type TrainSettings } from './settings.ts';
import { textOf } from './value-text.ts';

interface Rule {
  readonly name: keyof TrainFlags;
  /** What it depends on, and what that would have to be. */
  readonly beside: keyof TrainFlags;
  readonly expected: string;
  readonly isIdle: (flags: TrainFlags, settings: TrainSettings) => boolean;
}

/** What files of runs without hidden layers name, too: a call that repeats it means no other. */
const USUAL = 'relu';

const RULES: readonly Rule[] = [
  {
    name: 'activation',
    beside: 'hidden',
    expected: 'hidden layers',
    isIdle: ({ hidden, activation }, settings) =>
      hidden?.length === 0 && activation !== USUAL && !isConvolutional(settings),
  },
  {
    name: 'dropout',
    beside: 'hidden',
    expected: 'hidden layers',
    isIdle: ({ hidden, dropout = 0 }) => hidden?.length === 0 && dropout > 0,
  },
  {
    name: 'weightScale',
    beside: 'initializer',
    expected: 'no --initializer, which says how weights start',
    isIdle: ({ initializer }) => initializer !== undefined,
  },
  {
    name: 'nesterov',
    beside: 'momentum',
    expected: 'also --momentum, above 0',
    isIdle: ({ momentum = 0 }) => momentum === 0,
  },
  {
    name: 'drop',
    beside: 'features',
    expected: 'no --features, which names all columns to use',
    isIdle: ({ features }) => features !== undefined,
  },
  {
    name: 'categories',
    beside: 'features',
    expected: 'columns that --features names',
    isIdle: ({ features, categories = [] }) =>
      features !== undefined && categories.some((name) => !features.includes(name)),
  },
];

/**
 * Looks at the options of a call. A file of a run names more, all that was chosen for it among them.
 *
 * @throws WrongCall naming the first that would change nothing
 */
export function refuseIdle(flags: TrainFlags, settings: TrainSettings): void {
  const given: Readonly<Record<string, unknown>> = flags;
  const rule = RULES.find(({ name, isIdle }) => given[name] !== undefined && isIdle(flags, settings));
  if (rule === undefined) return;
  const other = given[rule.beside];
  const received = other === undefined ? 'none' : `${flagOf(rule.beside)} ${textOf(other)}`;
  throw new WrongCall(flagOf(rule.name), rule.expected, received);
}

/** Whether layers before the hidden ones have activations, too. */
function isConvolutional(settings: TrainSettings): boolean {
  return learnsPictures(settings) && settings.recipe !== 'dense';
}
