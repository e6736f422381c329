import { ValueError, describe } from '../errors.ts';
import { checkOptions } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import { allocate, type FloatArray, type FloatDType } from '../tensor/dtype.ts';
import { kernels as standalone, type Kernels } from '../tensor/kernels/index.ts';
import { CLIP_OPTIONS, checkClip, clipGradients, type ClipOptions } from './clip.ts';
import { checkAbove0, checkFrom0 } from './range.ts';

/** The learning rate of a step, counted from 0. */
export type Schedule = (step: number) => number;

export interface OptimizerOptions extends ClipOptions {
  /** The size of a step: a number above 0, or a schedule. @default 1 (SGD, Adagrad), 0.001 (RMSprop, Adam, AdamW) */
  readonly learningRate?: number | Schedule;
  /** The rate falls as 1 / (1 + decay * step); 0 or more. @default 0 */
  readonly decay?: number;
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
  /** The name of this optimizer, in texts and files. */
  readonly kind: string;
  readonly decay: number;
  readonly clip: ClipOptions;
  /** The steps taken so far. */
  iterations = 0;

  readonly #slots = new WeakMap<Parameter, readonly FloatArray[]>();
  #learningRate: number | Schedule;
  #rate: number | undefined;

  /**
   * @param usualRate the learning rate where the options name none
   * @param own the names of the options that this optimizer takes besides those of all
   */
  protected constructor(kind: string, options: OptimizerOptions, usualRate: number, own: readonly string[]) {
    checkOptions(kind, options, ['learningRate', 'decay', ...own, ...CLIP_OPTIONS]);
    const { learningRate = usualRate, decay = 0 } = options;
    checkRate(kind, learningRate);
    checkFrom0(kind, 'decay', decay);
    this.kind = kind;
    this.#learningRate = learningRate;
    this.decay = decay;
    this.clip = checkClip(kind, options);
  }

  /** The size of a step; another one holds from the next step on. */
  get learningRate(): number | Schedule {
    return this.#learningRate;
  }
  set learningRate(rate: number | Schedule) {
    checkRate(this.kind, rate);
    this.#learningRate = rate;
  }

  /** The names of the slots that this optimizer keeps for each parameter. */
  abstract readonly slotNames: readonly string[];

  /** Works out what a step needs once for all parameters. */
  protected prepareStep(): void {
    // Most optimizers need nothing.
  }

  /** Changes one parameter. */
  protected abstract updateParameter(parameter: Parameter, slots: readonly FloatArray[], kernels: Kernels): void;

  /** The learning rate of the last step, or of the first before any. */
  get currentLearningRate(): number {
    return this.#rate ?? this.rateAt(0);
  }

  /** Goes on where an equal optimizer stood, slots apart: after so many steps, the last of them at a rate. */
  restore(iterations: number, currentLearningRate: number): void {
    this.iterations = iterations;
    this.#rate = currentLearningRate;
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
   * One step: every parameter of the layers moves against its gradient.
   *
   * The book's pre_update_params, update_params for each layer and post_update_params.
   */
  update(layers: readonly Trainable[], kernels: Kernels = standalone): void {
    this.#rate = this.rateAt(this.iterations);
    clipGradients(layers, this.clip, kernels);
    this.prepareStep();
    for (const { parameters } of layers) {
      for (const parameter of parameters) this.updateParameter(parameter, this.slotsOf(parameter), kernels);
    }
    this.iterations++;
  }

  /** What is remembered of a parameter, as flat arrays in the order of `slotNames`; zeros at first. */
  slotsOf(parameter: Parameter): readonly FloatArray[] {
    let slots = this.#slots.get(parameter);
    if (slots === undefined) {
      slots = this.slotNames.map(() => allocate(this.slotType(parameter), parameter.value.size));
      this.#slots.set(parameter, slots);
    }
    return slots;
  }

  /** Whether anything is remembered of a parameter yet. */
  hasSlots(parameter: Parameter): boolean {
    return this.#slots.has(parameter);
  }

  /** Replaces what is remembered of a parameter. */
  setSlots(parameter: Parameter, slots: readonly FloatArray[]): void {
    this.#slots.set(parameter, slots);
  }

  /** The element type of slots: that of the gradient, as NumPy's arithmetic makes it. */
  slotType(parameter: Parameter): FloatDType {
    return parameter.gradient.dtype;
  }

  /** The options that make an equal optimizer, as JSON; a schedule is not among them. */
  config(): Record<string, unknown> {
    const { learningRate, decay, clip } = this;
    return { ...(typeof learningRate === 'number' && { learningRate }), decay, ...clip };
  }
}

function checkRate(where: string, rate: number | Schedule): void {
  if (typeof rate !== 'function') checkAbove0(where, 'learningRate', rate);
}
