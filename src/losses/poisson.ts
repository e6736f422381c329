import { flag, readOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { exp, log } from '../tensor/kernels/float64.ts';
import type { Shape } from '../tensor/shape.ts';
import { checkEach, valueTargets } from '../tensor/targets.ts';
import { CLIP } from './categorical-crossentropy.ts';
import { ElementwiseLoss } from './elementwise-loss.ts';
import type { Targets } from './loss.ts';

export interface PoissonOptions {
  /** Whether the output is the logarithm of the expected count: of a network that ends in Linear. @default false */
  readonly logOutput?: boolean;
}

/**
 * For targets that count events: the surprise at them, of a Poisson distribution with the output as its mean, but for log(targets!).
 *
 *     losses_n = Σ_o (m - targets * log(m)) / O,  m = max(output, 1e-7)
 *     dinputs  = (1 - targets / m) / O / N
 *
 *     losses_n = Σ_o (exp(output) - targets * output) / O          logOutput
 *     dinputs  = (exp(output) - targets) / O / N
 *
 * May be below 0. PyTorch's `PoissonNLLLoss` takes the logarithm by default; it and Keras add their epsilon to the output.
 *
 * @throws ShapeError for targets of another shape than the output, ValueError for those below 0
 *
 * @example
 * import { Poisson } from 'nnfs';
 * console.log(new Poisson().forward([[1], [2]], [[3], [2]]));
 * // [1.         0.61370564]
 */
export class Poisson extends ElementwiseLoss {
  static override readonly kind: string = 'Poisson';
  static override readonly options = { logOutput: /* @__PURE__ */ flag(false) };
  readonly logOutput: boolean;

  constructor(options: PoissonOptions = {}) {
    super();
    this.logOutput = readOptions('Poisson', [options], Poisson.options).logOutput;
  }

  protected override element(output: number, target: number): number {
    if (this.logOutput) return exp(output) - target * output;
    const mean = Math.max(output, CLIP);
    return mean - target * log(mean);
  }

  protected override slope(output: number, target: number): number {
    return this.logOutput ? exp(output) - target : 1 - target / Math.max(output, CLIP);
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Targets {
    const checked = valueTargets(where, targets, output);
    checkEach(where, 'counts, 0 or more', checked, (target) => target >= 0);
    return checked;
  }
}
