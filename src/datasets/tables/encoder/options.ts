import { any, choice, optional, type OptionRule } from '../../../options.ts';
import { isArray } from '../../../tensor/shape.ts';
import { SCALE_NAMES, type ScaleName } from './scaling.ts';
import { TASKS, type Task } from './target.ts';

/** How a table becomes inputs and targets. What is left out follows from the training rows. */
export interface EncoderOptions {
  /** The column to predict. Without one there are inputs only. */
  readonly target?: string | undefined;
  /** @default by the target: texts, true and false and few whole numbers are classes */
  readonly task?: Task | undefined;
  /** The columns to use, whatever they look like. @default all that look useful */
  readonly features?: readonly string[] | undefined;
  /** Columns to leave out. @default none */
  readonly drop?: readonly string[] | undefined;
  /** Columns of numbers that are codes, each of its own meaning. @default those with few whole numbers whose names say so */
  readonly categories?: readonly string[] | undefined;
  /** How numbers come to a common scale. @default 'standard' */
  readonly scale?: ScaleName | undefined;
  /** Values that stand for a gap, `-9999`, beside those that tables have anyway. @default none */
  readonly missing?: readonly string[] | undefined;
}

const names: OptionRule<readonly string[] | undefined> = {
  fallback: undefined,
  expected: 'to be a list of texts',
  holds: (value) => value === undefined || (isArray(value) && value.every((name) => typeof name === 'string')),
};

/** The options of an encoder, as they are declared. */
export const ENCODER_OPTIONS = {
  target: /* @__PURE__ */ optional(/* @__PURE__ */ any<string>('')),
  task: /* @__PURE__ */ optional(/* @__PURE__ */ choice(TASKS, 'classification')),
  features: names,
  drop: names,
  categories: names,
  scale: /* @__PURE__ */ choice(SCALE_NAMES, 'standard'),
  missing: names,
};
