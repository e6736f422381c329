import { ValueError, describe } from '../errors.ts';
import {
  above0,
  declaredConfig,
  from0,
  kindOf,
  optional,
  readOptions,
  type OptionRule,
  type OptionRules,
} from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import { allocate, type FloatArray, type FloatDType } from '../tensor/dtype.ts';
import { kernels as standalone, type Kernels } from '../tensor/kernels/index.ts';
import { Tensor } from '../tensor/tensor.ts';
import { clipGradients, type ClipOptions } from './clip.ts';

/** The learning rate of a step, counted from 0. */
export type Schedule = (step: number) => number;

export interface OptimizerOptions extends ClipOptions {
  /** The size of a step: a number above 0, or a schedule. @default 1 (SGD, Adagrad), 0.001 (RMSprop, Adam, AdamW) */
  readonly learningRate?: number | Schedule;
  /** The rate falls as 1 / (1 + decay * step); 0 or more. @default 0 */
  readonly decay?: number;
}

/** Whether a value is a rate above 0, or a schedule. */
export const isRate = (rate: unknown): boolean =>
  typeof rate === 'function' || (typeof rate === 'number' && rate > 0 && rate < Infinity);

/** The options of every optimizer. */
export function optimizerOptions(learningRate: number) {
  const rate: OptionRule<number | Schedule> = { fallback: learningRate, expected: 'above 0', holds: isRate };
  const limit = optional(above0(1));
  return { learningRate: rate, decay: from0(0), clipNorm: limit, globalClipNorm: limit, clipValue: limit };
}

/** Anything whose parameters can be trained: a layer. */
export interface Trainable {
  readonly parameters: readonly Parameter[];
}

/**
 * Changes parameters so that the loss falls. An optimizer owns what it remembers of a parameter, its slots, keyed by the parameter;
 * one update is one step for all parameters.
 *
 *     rate = learningRate / (1 + decay * step)
 */
export abstract class Optimizer {
  /** The name of this kind of optimizer, in texts and files. */
  static readonly kind?: string;
  /** The options of the constructor, for files and the command line; each becomes a field. */
  static readonly options?: OptionRules;

  /** The name of this kind of optimizer. */
  readonly kind: string = kindOf(this);
  declare readonly decay: number;
  declare readonly clipNorm?: number;
  declare readonly globalClipNorm?: number;
  declare readonly clipValue?: number;
  /** The steps taken so far. */
  iterations = 0;

  readonly #slots = new WeakMap<object, readonly FloatArray[]>();
  /** The steps taken before a parameter was first met, where there were any: it was frozen until then. */
  #met: WeakMap<object, number> | undefined;
  #learningRate: number | Schedule = 1;
  #rate: number | undefined;

  /** @param given what the constructor of the kind was called with */
  constructor(...given: readonly unknown[]) {
    const { options: rules = optimizerOptions(1) } = new.target as { readonly options?: OptionRules };
    Object.assign(this, readOptions(this.kind, given, rules));
  }

  /** The size of a step; another one holds from the next step on. */
  get learningRate(): number | Schedule {
    return this.#learningRate;
  }
  set learningRate(rate: number | Schedule) {
    if (!isRate(rate)) throw new ValueError(this.kind, 'learningRate above 0', describe(rate));
    this.#learningRate = rate;
  }

  /** The names of the slots that this optimizer keeps for each parameter. */
  abstract readonly slotNames: readonly string[];

  /** Changes one parameter. */
  protected abstract updateParameter(parameter: Parameter, slots: readonly FloatArray[], kernels: Kernels): void;

  /** The learning rate of the last step, or of the first before any. */
  get currentLearningRate(): number {
    return this.#rate ?? this.rateAt(0);
  }

  /** Goes on where an equal optimizer stood, slots apart: after so many steps, the last of them at a rate. */
  restore(iterations: number, currentLearningRate: number): void {
    this.iterations = iterations;
    this.#rate = iterations === 0 ? undefined : currentLearningRate;
  }

  /**
   * The learning rate of a step, counted from 0.
   *
   * @throws ValueError when a schedule gives no finite rate, 0 or more
   */
  rateAt(step: number): number {
    const rate = typeof this.learningRate === 'number' ? this.learningRate : this.learningRate(step);
    if (!(typeof rate === 'number' && rate >= 0 && rate < Infinity)) {
      throw new ValueError(this.kind, 'a schedule of finite rates, 0 or more', `${describe(rate)} at step ${step}`);
    }
    return this.decay === 0 ? rate : rate * (1 / (1 + this.decay * step));
  }

  /**
   * One step: every trained parameter of the layers moves against its gradient.
   *
   * The book's pre_update_params, update_params for each layer and post_update_params.
   */
  update(layers: readonly Trainable[], kernels: Kernels = standalone): void {
    this.#rate = this.rateAt(this.iterations);
    clipGradients(layers, this, kernels);
    for (const { parameters } of layers) {
      for (const parameter of parameters) {
        if (parameter.trained) this.updateParameter(parameter, this.slotsOf(parameter), kernels);
      }
    }
    this.iterations++;
  }

  /** What is remembered of a parameter, as flat arrays in the order of `slotNames`; zeros at first. */
  slotsOf(parameter: Parameter): readonly FloatArray[] {
    let slots = this.#slots.get(parameter.key);
    if (slots === undefined) {
      slots = this.slotNames.map(() => allocate(this.slotType(parameter), parameter.value.size));
      this.setSlots(parameter, slots, this.iterations);
    }
    return slots;
  }

  /** Whether anything is remembered of a parameter yet. */
  hasSlots(parameter: Parameter): boolean {
    return this.#slots.has(parameter.key);
  }

  /** Replaces what is remembered of a parameter. */
  setSlots(parameter: Parameter, slots: readonly FloatArray[], metAt = this.metAt(parameter)): void {
    this.#slots.set(parameter.key, slots);
    if (metAt > 0) (this.#met ??= new WeakMap()).set(parameter.key, metAt);
  }

  /** The steps taken before a parameter was first met: 0, unless it was frozen until then. */
  metAt({ key }: Parameter): number {
    return this.#met?.get(key) ?? 0;
  }

  /**
   * The largest step for a gradient of 1, before the rate: what divides it may be no more than epsilon, where there is one, and
   * nothing where float32 cannot hold that.
   */
  get gain(): number {
    const { epsilon = 1 } = this as { readonly epsilon?: number };
    return Math.max(1, 1 / Math.fround(epsilon));
  }

  /** The element type of slots: that of the gradient, as NumPy's arithmetic makes it. */
  slotType(parameter: Parameter): FloatDType {
    return parameter.gradient.dtype;
  }

  /** The options that make an equal optimizer, as JSON; a schedule is not among them. */
  config(): Record<string, unknown> {
    return declaredConfig(this);
  }
}

/** What an optimizer remembers of a parameter, by the names of its slots, in the shape of the value. */
export function slotTensors(optimizer: Optimizer, parameter: Parameter): [name: string, slot: Tensor][] {
  return optimizer.slotsOf(parameter).map((data, i) => {
    const dtype = data instanceof Float32Array ? 'float32' : 'float64';
    return [optimizer.slotNames[i]!, new Tensor(dtype, parameter.value.shape, data)];
  });
}
