import type { FloatTensor } from '../layers/layer.ts';
import type { AccuracyMetric } from '../metrics/accuracy-metric.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { RandomState, RandomStateData } from '../random/random-state.ts';
import type { DotPrecision } from '../tensor/kernels/index.ts';
import { DivergenceGuard } from './divergence.ts';
import type { EpochReport, StepReport } from './history.ts';
import {
  firstRows,
  gather,
  layOutEvaluation,
  layOutTraining,
  lowestTrained,
  runForward,
  takesOneStep,
  withParameters,
  type Plan,
  type Samples,
  type SampleRows,
  type Scored,
  type Trained,
} from './workspace.ts';

/** What a model is made of, for running it. */
export interface Network extends Omit<Plan, 'mode'> {
  readonly accuracy: AccuracyMetric;
  readonly precision: DotPrecision;
}

/** Sums over the batches seen so far, so that every sample counts the same. */
export interface Sums {
  samples: number;
  loss: number;
  compared: number;
  right: number;
}

/** How far training has come, exactly: enough to go on in the middle of an epoch. */
export interface Progress {
  /** The epoch under way, or the next. */
  readonly epoch: number;
  /** The steps of it that are done, of `batchSize` out of `samples` samples. */
  readonly step: number;
  readonly samples: number;
  readonly batchSize: number;
  readonly sums: Readonly<Sums>;
  /** The learning rate before the epoch. */
  readonly learningRateBefore: number;
  /** The random stream before the epoch's shuffle, where it shuffles. */
  readonly shuffledFrom?: RandomStateData | undefined;
}

export interface TrainingPlan {
  readonly network: Network;
  readonly optimizer: Optimizer;
  readonly samples: Samples;
  readonly batchSize: number;
  readonly shuffle: boolean;
  readonly random: RandomState;
}

const NO_SUMS: Readonly<Sums> = { samples: 0, loss: 0, compared: 0, right: 0 };

/** Adds up what a batch shows, after its forward pass, and returns its data loss: the mean over its samples. */
function score({ loss, accuracy, closing }: Network, batch: Scored, sums: Sums): number {
  const { N, output, targets, answers, weights, predictions, losses, kernels } = batch;
  loss.compute({ output, targets, kernels }, losses);
  if (weights !== undefined) {
    for (let n = 0; n < N; n++) losses.data[n]! *= weights.data[n]!;
  }
  const total = kernels.sum(losses.data, 0, N);
  closing.predict(output, predictions, kernels);
  sums.samples += N;
  sums.loss += total;
  sums.compared += predictions.size;
  sums.right += accuracy.countRight(predictions, answers);
  return losses.dtype === 'float32' ? Math.fround(total / N) : total / N;
}

/** The gradients of all parameters for a batch, after its forward pass. */
function backward(network: Network, batch: Trained): void {
  const { layers, loss } = network;
  const { output, targets, weights, slope, N, kernels } = batch;
  const oneStep = takesOneStep(network);
  const step = oneStep ? loss.fused! : loss;
  step.gradient({ output, targets, kernels }, slope);
  if (weights !== undefined) {
    const width = slope.size / N;
    for (let i = 0; i < slope.size; i++) slope.data[i]! *= weights.data[Math.floor(i / width)]!;
  }
  const lowest = lowestTrained(layers);
  for (let i = layers.length - (oneStep ? 2 : 1); i >= lowest; i--) layers[i]!.gradient(batch.passes[i]!);
}

/** Puts the rows of a batch in place. */
function load(samples: Samples, batch: SampleRows, begin: number, order?: Int32Array): void {
  gather(samples.X, batch.X, begin, order);
  gather(samples.targets, batch.targets, begin, order);
  if (batch.answers !== batch.targets) gather(samples.answers, batch.answers, begin, order);
  if (samples.weights !== undefined) gather(samples.weights, batch.weights!, begin, order);
}

/**
 * The training loop: epochs of steps, endlessly. Each step is reported after it; an epoch's report comes with its last step. Whoever
 * drives it decides when to stop.
 */
export class Training {
  readonly #plan: TrainingPlan;
  readonly #whole: Trained;
  /** The last batch of an epoch, where it is smaller: views of the same buffers. */
  readonly #rest: Trained;
  readonly #guard: DivergenceGuard;
  readonly #steps: number;
  #order: Int32Array | undefined;
  #loaded = false;
  #epoch: number;
  #step: number;
  #sums: Sums;
  #rateBefore: number;
  #shuffledFrom: RandomStateData | undefined;

  /** @param progress where to go on; a different number of samples or batch size begins the epoch anew */
  constructor(plan: TrainingPlan, epoch: number, progress?: Progress) {
    const { network, samples, batchSize, optimizer } = plan;
    this.#plan = plan;
    const N = samples.X.shape[0]!;
    const mode = { training: true, precision: network.precision };
    this.#whole = layOutTraining({ ...network, mode }, optimizer, samples, batchSize);
    this.#rest = N % batchSize === 0 ? this.#whole : firstRows(this.#whole, N % batchSize);
    this.#guard = new DivergenceGuard(network.layers, this.#whole.kernels);
    this.#steps = Math.ceil(N / batchSize);
    const resumable = progress?.samples === N && progress.batchSize === batchSize;
    this.#epoch = epoch;
    this.#step = resumable ? progress.step : 0;
    this.#sums = { ...(progress?.sums ?? NO_SUMS) };
    this.#rateBefore = progress?.learningRateBefore ?? optimizer.currentLearningRate;
    if (this.#step > 0) this.#reshuffle(progress?.shuffledFrom);
  }

  get progress(): Progress {
    return {
      epoch: this.#epoch,
      step: this.#step,
      samples: this.#plan.samples.X.shape[0]!,
      batchSize: this.#plan.batchSize,
      sums: { ...this.#sums },
      learningRateBefore: this.#rateBefore,
      shuffledFrom: this.#shuffledFrom,
    };
  }

  /** One step; `epoch` is there after the last step of an epoch. */
  next(): { readonly step: StepReport; readonly epoch?: EpochReport } {
    const { network, optimizer, samples, batchSize } = this.#plan;
    if (this.#step === 0) this.#beginEpoch();
    const begin = this.#step * batchSize;
    const batch = this.#step < this.#steps - 1 ? this.#whole : this.#rest;
    if (this.#steps > 1 || this.#order !== undefined || !this.#loaded) load(samples, batch, begin, this.#order);
    this.#loaded = true;

    runForward(network.layers, batch.passes);
    const right = this.#sums.right;
    const dataLoss = score(network, batch, this.#sums);
    const regularizationLoss = network.loss.regularizationLoss(network.layers, batch.kernels);
    const step: StepReport = {
      epoch: this.#epoch,
      step: this.#step,
      loss: dataLoss + regularizationLoss,
      dataLoss,
      regularizationLoss,
      accuracy: (this.#sums.right - right) / batch.predictions.size,
      learningRate: optimizer.rateAt(optimizer.iterations),
    };
    this.#guard.checkLoss(step, batch);
    backward(network, batch);
    this.#guard.update(step, optimizer);

    this.#step++;
    return this.#step < this.#steps ? { step } : { step, epoch: this.#endEpoch(step) };
  }

  #beginEpoch(): void {
    this.#sums = { ...NO_SUMS };
    this.#rateBefore = this.#plan.optimizer.currentLearningRate;
    if (this.#plan.shuffle) this.#reshuffle(undefined);
  }

  /** Draws the order of this epoch; from an earlier state of the stream where the epoch had already begun. */
  #reshuffle(from: RandomStateData | undefined): void {
    const { random, samples, shuffle } = this.#plan;
    if (!shuffle) return;
    const now = random.getState();
    if (from !== undefined) random.setState(from);
    this.#shuffledFrom = random.getState();
    this.#order = random.permutation(samples.X.shape[0]!).data;
    if (from !== undefined) random.setState(now);
  }

  #endEpoch(last: StepReport): EpochReport {
    const { samples, loss, compared, right } = this.#sums;
    const { epoch, learningRate } = last;
    const { loss: lossFunction, layers } = this.#plan.network;
    const alone = this.#steps === 1; // then the step's figures are the epoch's; else the book takes the penalty after it
    const dataLoss = alone ? last.dataLoss : loss / samples;
    const regularizationLoss = alone
      ? last.regularizationLoss
      : lossFunction.regularizationLoss(layers, this.#whole.kernels);
    this.#epoch++;
    this.#step = 0;
    return {
      epoch,
      loss: dataLoss + regularizationLoss,
      dataLoss,
      regularizationLoss,
      accuracy: right / compared,
      learningRate,
      learningRateBefore: this.#rateBefore,
    };
  }
}

/** Loss and accuracy over all samples, without training: the mean over one batch, or sums over several. */
export class Evaluation {
  readonly #network: Network;
  readonly #samples: Samples;
  readonly #accumulated: boolean;
  readonly #whole: Scored;
  readonly #mirrors: FloatTensor[];

  constructor(network: Network, samples: Samples, batchSize?: number) {
    const N = samples.X.shape[0]!;
    const plan = { ...network, mode: { training: false, precision: network.precision } };
    const { batch, mirrors } = layOutEvaluation(plan, samples, Math.min(batchSize ?? N, N));
    this.#network = network;
    this.#samples = samples;
    this.#accumulated = batchSize !== undefined;
    this.#whole = batch;
    this.#mirrors = mirrors;
  }

  run(): { loss: number; accuracy: number } {
    const { layers } = this.#network;
    const { N: batchSize } = this.#whole;
    const N = this.#samples.X.shape[0]!;
    const sums = { ...NO_SUMS };
    let mean = 0;
    withParameters(layers, this.#mirrors, () => {
      for (let begin = 0; begin < N; begin += batchSize) {
        const count = Math.min(batchSize, N - begin);
        const batch = count === batchSize ? this.#whole : firstRows(this.#whole, count);
        load(this.#samples, batch, begin);
        runForward(layers, batch.passes);
        mean = score(this.#network, batch, sums);
      }
    });
    return { loss: this.#accumulated ? sums.loss / sums.samples : mean, accuracy: sums.right / sums.compared };
  }
}
