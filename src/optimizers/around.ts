import { argument, type OptionRule } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray, FloatDType } from '../tensor/dtype.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import { Optimizer, type Schedule, type Trainable } from './optimizer.ts';

/** The option that says which optimizer another is put around. */
export const innerOption: OptionRule<Optimizer | undefined> = /* @__PURE__ */ argument<Optimizer | undefined>({
  fallback: undefined,
  expected: 'to be an optimizer',
  holds: (value) => value instanceof Optimizer,
});

/**
 * An optimizer around another, which takes the steps. Rates are those of the one inside; what both remember of a parameter is in one list,
 * its slots first, and so goes into files and back.
 */
export abstract class Around extends Optimizer {
  declare readonly optimizer: Optimizer;

  /** The names of the slots that it keeps beside those of the one inside. */
  protected abstract readonly ownSlots: readonly string[];

  override get slotNames(): readonly string[] {
    const { slotNames } = this.optimizer;
    const distinct = (name: string): string => (slotNames.includes(name) ? distinct(`outer-${name}`) : name);
    return [...slotNames, ...this.ownSlots.map(distinct)];
  }

  override get learningRate(): number | Schedule {
    return this.optimizer.learningRate;
  }
  override set learningRate(rate: number | Schedule) {
    this.optimizer.learningRate = rate;
  }

  override get currentLearningRate(): number {
    return this.optimizer.currentLearningRate;
  }

  override rateAt(step: number): number {
    return this.optimizer.rateAt(this.innerSteps(step));
  }

  /** How many steps the one inside has taken after so many of this one. */
  protected innerSteps(steps: number): number {
    return steps;
  }

  override restore(iterations: number, currentLearningRate: number): void {
    super.restore(iterations, currentLearningRate);
    this.optimizer.restore(this.innerSteps(iterations), currentLearningRate);
  }

  override setSlots(parameter: Parameter, slots: readonly FloatArray[], metAt = this.metAt(parameter)): void {
    super.setSlots(parameter, slots, metAt);
    const inner = slots.slice(0, slots.length - this.ownSlots.length);
    this.optimizer.setSlots(parameter, inner, this.innerSteps(metAt));
  }

  override get gain(): number {
    return this.optimizer.gain;
  }

  override slotType(parameter: Parameter): FloatDType {
    return this.optimizer.slotType(parameter);
  }

  /** Does this one's part, `updateParameter`, for every trained parameter. */
  protected each(layers: readonly Trainable[], kernels: Kernels): void {
    for (const { parameters } of layers) {
      for (const parameter of parameters) {
        if (parameter.trained) this.updateParameter(parameter, this.slotsOf(parameter), kernels);
      }
    }
  }
}
