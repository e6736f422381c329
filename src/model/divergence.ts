import { DivergedError } from '../errors.ts';
import type { Layer } from '../layers/layer.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import type { StepReport } from './history.ts';
import type { Scored } from './workspace.ts';

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
  readonly #layers: readonly Layer[];
  readonly #kernels: Kernels;

  constructor(layers: readonly Layer[], kernels: Kernels) {
    this.#layers = layers;
    this.#kernels = kernels;
  }

  /** @throws DivergedError naming the first layer whose output is not finite, when the loss is not */
  checkLoss(report: StepReport, batch: Scored): void {
    if (Number.isFinite(report.loss)) return;
    const at = batch.passes.findIndex((pass) => !this.#finite(pass.output.data));
    throw this.#error(report, 'a finite loss', String(report.loss), at < 0 ? this.#layers.length - 1 : at);
  }

  /**
   * Lets an optimizer take its step.
   *
   * @throws DivergedError when a gradient is not finite, before the step, or when the step made something so, after undoing it
   */
  update(report: StepReport, optimizer: Optimizer): void {
    let largest = 0;
    for (const layer of this.#layers) {
      for (const parameter of layer.parameters) {
        const size = this.#kernels.maxAbs(parameter.gradient.data);
        if (!Number.isFinite(size)) {
          throw this.#error(report, `finite gradients d${parameter.name}`, String(size), this.#layers.indexOf(layer));
        }
        if (size > largest) largest = size;
      }
    }
    const harmless = largest < DANGEROUS_GRADIENT && Math.max(1, largest) * report.learningRate < DANGEROUS_STEP;
    if (harmless) optimizer.update(this.#layers, this.#kernels);
    else this.#onProbation(report, optimizer);
  }

  #onProbation(report: StepReport, optimizer: Optimizer): void {
    const { iterations, currentLearningRate } = optimizer;
    const kept = this.#layers.flatMap((layer, at) =>
      layer.parameters.flatMap((parameter) =>
        [parameter.value.data, ...optimizer.slotsOf(parameter)].map((data, i) => {
          const name = i === 0 ? parameter.name : `the ${optimizer.slotNames[i - 1]!} of ${parameter.name}`;
          return { at, name, data, before: data.slice() };
        }),
      ),
    );
    optimizer.update(this.#layers, this.#kernels);
    const overflown = kept.find(({ data }) => !this.#finite(data));
    if (overflown === undefined) return;
    for (const { data, before } of kept) data.set(before);
    optimizer.restore(iterations, currentLearningRate);
    throw this.#error(report, 'a finite step', `an overflow of ${overflown.name}`, overflown.at);
  }

  #finite(data: Float32Array | Float64Array): boolean {
    return Number.isFinite(this.#kernels.maxAbs(data));
  }

  #error({ epoch, step, learningRate }: StepReport, expected: string, received: string, at: number): DivergedError {
    const layer = `layer ${at}, ${this.#layers[at]!.toString()}`;
    const where = `Model.train, epoch ${epoch}, step ${step}, ${layer}, learning rate ${learningRate}`;
    return new DivergedError(where, expected, received, CURES, { epoch, step, layer, learningRate });
  }
}
