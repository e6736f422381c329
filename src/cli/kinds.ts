/** The classes of the package, by the names that the command line has for them. */
import { Activation } from '../activations/activation.ts';
import { Linear } from '../activations/linear.ts';
import { LogSoftmax } from '../activations/log-softmax.ts';
import { Softmax } from '../activations/softmax.ts';
import { kinds } from '../model/files/all-kinds.ts';
import { Optimizer } from '../optimizers/optimizer.ts';
import type { OptionRules } from '../options.ts';

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

function byName<T>(classes: readonly KindOf<T>[]): ReadonlyMap<string, KindOf<T>> {
  return new Map(classes.map((Kind) => [commandName(Kind), Kind]));
}

/** What closes a network and follows no hidden layer. */
const CLOSING: readonly unknown[] = [Softmax, LogSoftmax, Linear];

/** What can follow a hidden layer. */
export const ACTIVATIONS = byName(kindsOf(Activation).filter((Kind) => !CLOSING.includes(Kind)));

/** Those that stand alone: one around another takes it as an argument. */
export const OPTIMIZERS = byName(
  kindsOf(Optimizer).filter(({ options = {} }) => !Object.values(options).some(({ positional }) => positional)),
);
