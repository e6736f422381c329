import { DivergedError } from '../errors.ts';
import type { Layer } from '../layers/layer.ts';
import type { Kernels } from '../tensor/kernels/index.ts';
import type { StepReport } from './history.ts';
import type { Scored } from './workspace.ts';

const CURES =
  'The usual cures: a smaller learning rate, inputs scaled to about -1 to 1, gradient clipping (clipNorm), smaller first weights.';

/**
 * Beyond this size a step could overflow float32 in the parameters themselves; such steps are taken on probation, with a copy of the
 * parameters at hand.
 */
const DANGEROUS = 1e20;

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
   * Runs an update of the parameters.
   *
   * @throws DivergedError when a gradient is not finite, before the update, or when it made a parameter so, after undoing it
   */
  guard(report: StepReport, update: () => void): void {
    let largest = 0;
    for (const [at, layer] of this.#layers.entries()) {
      for (const { name, gradient } of layer.parameters) {
        const size = this.#kernels.maxAbs(gradient.data);
        if (!Number.isFinite(size)) throw this.#error(report, `finite gradients d${name}`, String(size), at);
        if (size > largest) largest = size;
      }
    }
    if (Math.max(1, largest) * report.learningRate < DANGEROUS) update();
    else this.#onProbation(report, update);
  }

  #onProbation(report: StepReport, update: () => void): void {
    const before = this.#layers.map((layer) => layer.parameters.map(({ value }) => value.data.slice()));
    update();
    const at = this.#layers.findIndex((layer) => layer.parameters.some(({ value }) => !this.#finite(value.data)));
    if (at < 0) return;
    this.#layers.forEach((layer, i) => {
      layer.parameters.forEach(({ value }, k) => value.data.set(before[i]![k]!));
    });
    throw this.#error(report, 'finite parameters', 'an overflow', at);
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
