/** The classes of the package, by the names that recipes and the command line have for them. */
import { Activation } from '../activations/activation.ts';
import { Linear } from '../activations/linear.ts';
import { LogSoftmax } from '../activations/log-softmax.ts';
import { Softmax } from '../activations/softmax.ts';
import { kinds } from '../model/files/all-kinds.ts';
import { GradientAccumulation } from '../optimizers/gradient-accumulation.ts';
import { Optimizer } from '../optimizers/optimizer.ts';
import { WeightAverage } from '../optimizers/weight-average.ts';
import { WeightDecay } from '../optimizers/weight-decay.ts';
import type { OptionRule, OptionRules } from '../options.ts';

/** A class of the table. */
export interface KindOf<T> {
  new (...args: never[]): T;
  readonly kind?: string;
  readonly options?: OptionRules;
}

/** The classes of the table that extend a base, in its order. */
export function kindsOf<T extends object>(Base: abstract new (...args: never[]) => T): KindOf<T>[] {
  const extendsBase = (Kind: KindOf<object>): Kind is KindOf<T> => Kind.prototype instanceof Base;
  return Object.values<KindOf<object>>(kinds).filter(extendsBase);
}

export function make<T>(Kind: KindOf<T>, ...args: readonly unknown[]): T {
  return Reflect.construct(Kind, args) as T;
}

/** The name of a class on the command line: LeakyReLU is `leaky-relu`. */
export function commandName({ kind = '' }: { readonly kind?: string }): string {
  return kind.replace(/(?<=[a-z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}

/** The classes that extend a base, but for some, by their names on the command line. */
function byName<T extends object>(
  Base: abstract new (...args: never[]) => T,
  ...without: readonly object[]
): ReadonlyMap<string, KindOf<T>> {
  const classes = kindsOf(Base).filter((Kind) => !without.includes(Kind));
  return new Map(classes.map((Kind) => [commandName(Kind), Kind]));
}

/** What can follow a hidden layer. */
export const ACTIVATIONS = /* @__PURE__ */ byName(Activation, Softmax, LogSoftmax, Linear);

/** Those that stand alone: one around another takes it as an argument. */
export const OPTIMIZERS = /* @__PURE__ */ byName(Optimizer, GradientAccumulation, WeightAverage, WeightDecay);

/** The options of an optimizer that a flag can give, by their names: numbers, and what is on or off. */
export function optimizerRules(optimizer: string): ReadonlyMap<string, OptionRule<unknown>> {
  const rules = Object.entries(OPTIMIZERS.get(optimizer)?.options ?? {});
  return new Map(rules.filter(([, rule]) => isSwitch(rule) || [0.5, 1].some(rule.holds)));
}

/** Whether it is off unless given; what is on by default has no flag. */
export function isSwitch({ fallback }: OptionRule<unknown>): boolean {
  return fallback === false;
}

/** Their names. */
export function optimizerOptions(optimizer: string): readonly string[] {
  return [...optimizerRules(optimizer).keys()];
}

/** The names of the options of all optimizers, each once. */
export function everyOptimizerOption(): readonly string[] {
  return [...new Set([...OPTIMIZERS.keys()].flatMap(optimizerOptions))];
}
