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

const RULES: readonly Rule[] = [
  {
    name: 'activation',
    beside: 'hidden',
    expected: 'hidden layers',
    isIdle: ({ hidden }, settings) => hidden?.length === 0 && !isConvolutional(settings),
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
  {
    name: 'printEvery',
    beside: 'json',
    expected: 'no --json, which prints no lines',
    isIdle: ({ json = false }) => json,
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
  const value = other === true ? '' : ` ${textOf(other)}`;
  throw new WrongCall(flagOf(rule.name), rule.expected, other === undefined ? 'none' : flagOf(rule.beside) + value);
}

/** Whether layers before the hidden ones have activations, too. */
function isConvolutional(settings: TrainSettings): boolean {
  return learnsPictures(settings) && settings.recipe !== 'dense';
}
