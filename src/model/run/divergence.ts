import { DivergedError } from '../../errors.ts';
import type { Layer } from '../../layers/layer.ts';
import type { Parameter } from '../../layers/parameter.ts';
import type { ForwardPass } from '../../layers/pass.ts';
import type { Sequential } from '../../layers/sequential.ts';
import type { Optimizer } from '../../optimizers/optimizer.ts';
import type { FloatArray } from '../../tensor/dtype.ts';
import type { Kernels } from '../../tensor/kernels/index.ts';
import type { StepReport } from '../history.ts';
import type { Batch } from './batches.ts';

const CURES =
  'The usual cures: a smaller learning rate, inputs scaled to about -1 to 1, gradient clipping (clipNorm), smaller first weights.';

/**
 * A step beyond this size could overflow float32 in the parameters, and a gradient beyond the second in its square; such steps are
 * taken on probation, with a copy of what they change at hand.
 */
const DANGEROUS_STEP = 1e20;
const DANGEROUS_GRADIENT = 1e16;

/** Watches a training run leave the finite numbers, and keeps the parameters from following. */
export class DivergenceGuard {
  readonly #chain: Sequential;
  readonly #trained: readonly Parameter[];
  readonly #kernels: Kernels;

  constructor(chain: Sequential, trained: readonly Parameter[], kernels: Kernels) {
    this.#chain = chain;
    this.#trained = trained;
    this.#kernels = kernels;
  }

  /** @throws DivergedError naming the first layer whose output is not finite, when the loss is not */
  checkLoss(report: StepReport, { pass }: Batch): void {
    if (Number.isFinite(report.loss)) return;
    const path = this.#firstInfinite(pass);
    throw this.#error(
      report,
      'a finite loss',
      String(report.loss),
      path.length > 0 ? path : [this.#chain.layers.length - 1],
    );
  }

  /**
   * Lets an optimizer take its step.
   *
   * @throws DivergedError when a gradient is not finite, before the step, or when the step made something so, after undoing it
   */
  update(report: StepReport, optimizer: Optimizer): void {
    let largest = 0;
    for (const parameter of this.#trained) {
      const size = this.#kernels.maxAbs(parameter.gradient.data);
      if (!Number.isFinite(size)) {
        throw this.#error(report, `finite gradients d${nameOf(parameter)}`, String(size), pathOf(parameter));
      }
      if (size > largest) largest = size;
    }
    const step = Math.max(1, largest) * optimizer.gain * report.learningRate;
    const harmless = largest < DANGEROUS_GRADIENT && step < DANGEROUS_STEP;
    if (harmless) optimizer.update([{ parameters: this.#trained }], this.#kernels);
    else this.#onProbation(report, optimizer);
  }

  #onProbation(report: StepReport, optimizer: Optimizer): void {
    const { iterations, currentLearningRate } = optimizer;
    const kept = this.#trained.flatMap((parameter) =>
      [parameter.value.data, ...optimizer.slotsOf(parameter)].map((data, i) => {
        const of = i === 0 ? '' : `the ${optimizer.slotNames[i - 1]!} of `;
        return { parameter, what: of + nameOf(parameter), data, before: data.slice() };
      }),
    );
    optimizer.update([{ parameters: this.#trained }], this.#kernels);
    const overflown = kept.find(({ data }) => !this.#finite(data));
    if (overflown === undefined) return;
    for (const { data, before } of kept) data.set(before);
    optimizer.restore(iterations, currentLearningRate);
    throw this.#error(report, 'a finite step', `an overflow of ${overflown.what}`, pathOf(overflown.parameter));
  }

  /** The path to the innermost layer, first in order, whose output is not finite; to the last layer where all are. */
  #firstInfinite({ inside }: ForwardPass): number[] {
    const at = inside?.passes.findIndex(({ output }) => !this.#finite(output.data)) ?? -1;
    return at < 0 ? [] : [at, ...this.#firstInfinite(inside!.passes[at]!)];
  }

  #finite(data: FloatArray): boolean {
    return Number.isFinite(this.#kernels.maxAbs(data));
  }

  #error(report: StepReport, expected: string, received: string, path: readonly number[]): DivergedError {
    const { epoch, step, learningRate } = report;
    const innermost = path.reduce<Layer>((at, i) => at.layers[i]!, this.#chain);
    const layer = [...path.map((i) => `layer ${i}`), innermost].join(', ');
    const where = `Model.train, epoch ${epoch}, step ${step}, ${layer}, learning rate ${learningRate}`;
    return new DivergedError(where, expected, received, CURES, { epoch, step, layer, learningRate });
  }
}

const PLACES = /^(layers\.\d+\.)*/;

/** The path to a parameter's layer: 2 and 1 of `layers.2.layers.1.biases`. */
const pathOf = ({ name }: Parameter): number[] => (PLACES.exec(name)![0].match(/\d+/g) ?? []).map(Number);

const nameOf = ({ name }: Parameter): string => name.replace(PLACES, '');
