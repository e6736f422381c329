import { from0, optional, part, readOptions } from '../options.ts';
import type { ArrayLike } from '../tensor/create.ts';
import { exp, log1p } from '../tensor/kernels/float64.ts';
import type { Shape } from '../tensor/shape.ts';
import { shareTargets } from '../tensor/targets.ts';
import { ElementwiseLoss } from './elementwise-loss.ts';
import type { Targets } from './loss.ts';

export interface SigmoidFocalOptions {
  /** How much less counts what is already right; 0, where nothing does, or more. @default 2 */
  readonly gamma?: number;
  /** The weight of a yes, 1 - alpha being that of a no; above 0 and below 1. @default both count whole */
  readonly alpha?: number;
}

/**
 * Cross-entropy of yes-or-no logits in which easy samples fade, so that rare yeses are not drowned.
 *
 *     p        = σ(output)
 *     losses_n = Σ_o (-alpha targets (1 - p)^gamma log(p) - (1 - alpha) (1 - targets) p^gamma log(1 - p)) / O
 *     dinputs  = the derivative, in closed form / O / N
 *
 * For a network that ends in Linear: a model reads its logits as a yes above 0. Without alpha both weights are 1, as in Keras; torchvision
 * has 0.25. Powers are exponentials of log(p) and log(1 - p), which nothing clips. Worked out in float64 and rounded once.
 *
 * @throws ShapeError for targets of another shape than the output, ValueError for those outside 0 to 1 and for options out of range
 * @see Lin et al. 2017
 *
 * @example
 * import { SigmoidFocalCrossentropy } from 'nnfs';
 * console.log(new SigmoidFocalCrossentropy().forward([[0], [3]], [[1], [1]]));
 * // [1.73286796e-01 1.09283326e-04]
 */
export class SigmoidFocalCrossentropy extends ElementwiseLoss {
  static override readonly kind: string = 'SigmoidFocalCrossentropy';
  static override readonly options = {
    gamma: /* @__PURE__ */ from0(2),
    alpha: /* @__PURE__ */ optional(/* @__PURE__ */ part(0.25)),
  };
  override readonly reading = 'logits';
  readonly gamma: number;
  readonly alpha: number | undefined;

  constructor(options: SigmoidFocalOptions = {}) {
    super();
    const { gamma, alpha } = readOptions(this.kind, [options], SigmoidFocalCrossentropy.options);
    this.gamma = gamma;
    this.alpha = alpha;
  }

  protected override element(output: number, target: number): number {
    const { alpha: yes = 1, gamma } = this;
    const no = this.alpha === undefined ? 1 : 1 - yes;
    return yes * target * surprise(output, gamma) + no * (1 - target) * surprise(-output, gamma);
  }

  protected override slope(output: number, target: number): number {
    const { alpha: yes = 1, gamma } = this;
    const no = this.alpha === undefined ? 1 : 1 - yes;
    return yes * target * steepness(output, gamma) - no * (1 - target) * steepness(-output, gamma);
  }

  override prepare(targets: ArrayLike, output: Shape, where: string = this.kind): Targets {
    return shareTargets(where, targets, output);
  }
}

/** log(1 + exp(x)), which is -log(1 - σ(x)). */
const softplus = (x: number): number => Math.max(x, 0) + log1p(exp(-Math.abs(x)));

/** -(1 - p)^gamma log(p), p = σ(x) */
const surprise = (x: number, gamma: number): number => exp(-gamma * softplus(x)) * softplus(-x);

/** Its derivative: (1 - p)^gamma (gamma p log(p) - (1 - p)). */
function steepness(x: number, gamma: number): number {
  const [p, rest] = [1 / (1 + exp(-x)), 1 / (1 + exp(x))];
  return -exp(-gamma * softplus(x)) * (gamma * p * softplus(-x) + rest);
}
