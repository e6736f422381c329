import { above0, flag, join, share } from '../options.ts';
import type { Parameter } from '../layers/parameter.ts';
import type { FloatArray } from '../tensor/dtype.ts';
import { Optimizer, optimizerOptions } from './optimizer.ts';
import type { RMSpropOptions } from './rmsprop.ts';

export interface CenteredRMSpropOptions extends RMSpropOptions {
  /** The share of the last step that is kept; 0 to below 1. @default 0 */
  readonly momentum?: number;
  /** Whether gradients are measured by their variance; if not, by their mean square, as RMSprop does. @default true */
  readonly centered?: boolean;
}

/**
 * RMSprop that measures steps by the variance of recent gradients: where they agree it goes faster. With momentum if asked for.
 *
 *     cache    = rho * cache + (1 - rho) * gradient²
 *     mean     = rho * mean + (1 - rho) * gradient
 *     velocity = momentum * velocity + gradient / (√(cache - mean²) + epsilon)
 *     value   -= rate * velocity
 *
 * PyTorch's `RMSprop(centered=True, momentum=...)`, epsilon outside the root; Keras has it inside. Worked out in float64.
 *
 * @throws ValueError for options out of range
 * @see Graves 2013, section 4.2
 *
 * @example
 * import { CenteredRMSprop, Dense } from 'nnfs';
 * const dense = new Dense(1, 1);
 * dense.weights = [[1]];
 * dense.dweights = [[0.5]];
 * new CenteredRMSprop({ learningRate: 0.1, rho: 0.75 }).update([dense]);
 * console.log(dense.weights); // [[0.76906]]
 */
export class CenteredRMSprop extends Optimizer {
  static override readonly kind: string = 'CenteredRMSprop';
  static override readonly options = /* @__PURE__ */ join(/* @__PURE__ */ optimizerOptions(0.001), {
    epsilon: /* @__PURE__ */ above0(1e-7),
    rho: /* @__PURE__ */ share(0.9),
    momentum: /* @__PURE__ */ share(0),
    centered: /* @__PURE__ */ flag(true),
  });
  declare readonly epsilon: number;
  declare readonly rho: number;
  declare readonly momentum: number;
  declare readonly centered: boolean;

  constructor(options: CenteredRMSpropOptions = {}) {
    super(options);
  }

  override get slotNames(): readonly string[] {
    return ['cache', ...(this.centered ? ['mean'] : []), ...(this.momentum > 0 ? ['velocity'] : [])];
  }

  protected override updateParameter(parameter: Parameter, slots: readonly FloatArray[]): void {
    const { rho, momentum, epsilon, currentLearningRate: rate } = this;
    const [{ data: value }, { data: gradient }] = [parameter.value, parameter.gradient];
    const cache = slots[0]!;
    const mean = this.centered ? slots[1]! : undefined;
    const velocity = momentum > 0 ? slots.at(-1)! : undefined;
    for (let i = 0; i < value.length; i++) {
      const g = gradient[i]!;
      cache[i] = rho * cache[i]! + (1 - rho) * g * g;
      let variance = cache[i]!;
      if (mean !== undefined) {
        mean[i] = rho * mean[i]! + (1 - rho) * g;
        variance = Math.max(0, variance - mean[i]! * mean[i]!); // rounding may leave less than nothing
      }
      let step = g / (Math.sqrt(variance) + epsilon);
      if (velocity !== undefined) velocity[i] = step = momentum * velocity[i]! + step;
      value[i]! -= rate * step;
    }
  }
}
