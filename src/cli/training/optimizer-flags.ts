/** The options of optimizers as flags of `nnfs train`: their classes declare names, ranges and defaults. */
import { Option } from 'commander';
import { describe } from '../../errors.ts';
import type { OptionRule } from '../../options.ts';
import { OPTIMIZERS, everyOptimizerOption, isSwitch, optimizerRules } from '../../recipes/kinds.ts';
import { flagOf, numberOption, wordsOf } from '../options.ts';
import { listOf } from '../text.ts';

/** What a name alone does not tell. */
const WORDS: Readonly<Record<string, string>> = {
  decay: 'the rate falls as 1 / (1 + decay * step)',
  clipNorm: 'the longest that the gradient of a parameter may be',
  globalClipNorm: 'the longest that all gradients together may be',
  clipValue: 'the largest that an element of a gradient may be',
  nesterov: 'the gradient counts as if taken one step ahead',
};

/** What is chosen otherwise than the classes declare. */
const CHOSEN: Readonly<Record<string, string>> = {
  learningRate: 'of adam for tables by the rows, for pictures by the recipe',
};

export function optimizerFlags(): readonly Option[] {
  return everyOptimizerOption().map((name) => {
    const takers = new Map<string, OptionRule<unknown>>();
    for (const optimizer of OPTIMIZERS.keys()) {
      const rule = optimizerRules(optimizer).get(name);
      if (rule !== undefined) takers.set(optimizer, rule);
    }
    const rule = takers.values().next().value!;
    const who = whom([...takers.keys()]);
    if (isSwitch(rule)) return new Option(flagOf(name), textOf([who], WORDS[name]));
    const text = textOf([wordsOf(rule), who], WORDS[name]);
    return numberOption(`${flagOf(name)} <number>`, `${text} ${fallbacks(takers, CHOSEN[name])}`, rule);
  });
}

function textOf(facts: readonly string[], words: string | undefined): string {
  return [facts.filter(Boolean).join(', '), words].filter(Boolean).join(': ');
}

function whom(takers: readonly string[]): string {
  const others = [...OPTIMIZERS.keys()].filter((optimizer) => !takers.includes(optimizer));
  if (others.length === 0) return '';
  return others.length < takers.length ? `for all but ${listOf(others, 'and')}` : `for ${listOf(takers, 'and')}`;
}

/** The defaults: `(default: 1 for sgd and adagrad, 0.001 for rmsprop, adam and adamw)`. */
function fallbacks(takers: ReadonlyMap<string, OptionRule<unknown>>, chosen?: string): string {
  const optimizersOf = new Map<unknown, string[]>();
  for (const [optimizer, { fallback }] of takers) {
    optimizersOf.set(fallback, [...(optimizersOf.get(fallback) ?? []), optimizer]);
  }
  const some = optimizersOf.size > 1;
  const words = [...optimizersOf].map(([value, optimizers]) => {
    const text = value === undefined ? 'none' : describe(value);
    return some ? `${text} for ${listOf(optimizers, 'and')}` : text;
  });
  return `(default: ${words.join(', ')}${chosen === undefined ? '' : `; ${chosen}`})`;
}
