import type { Activation } from '../activations/activation.ts';
import type { FloatTensor, Layer } from '../layers/layer.ts';
import type { Loss, Targets } from '../losses/loss.ts';
import type { AccuracyMetric } from '../metrics/accuracy-metric.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import type { RandomState, RandomStateData } from '../random/random-state.ts';
import type { DotPrecision, Kernels } from '../tensor/kernels/index.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { DivergenceGuard } from './divergence.ts';
import type { EpochReport, StepReport } from './history.ts';
import { Workspace, gather, runForward, type Batch } from './workspace.ts';

/** What a model is made of, for running it. */
export interface Network {
  readonly layers: readonly Layer[];
  readonly closing: Activation;
  readonly loss: Loss;
  readonly accuracy: AccuracyMetric;
  readonly kernels: Kernels;
  readonly precision: DotPrecision;
}

/** Checked inputs and targets, one row a sample. */
export interface Samples {
  readonly X: FloatTensor;
  /** As the loss takes them. */
  readonly targets: Targets;
  /** As the accuracy takes them; the same tensor where one form serves both. */
  readonly answers: Tensor;
  /** The weight of each sample in the loss; 1 where absent. */
  readonly weights?: FloatTensor | undefined;
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
function score({ loss, accuracy, closing, kernels }: Network, batch: Batch, sums: Sums): number {
  const { N, output, targets, answers, predictions, losses } = batch;
  loss.compute({ output, targets, kernels }, losses);
  if (batch.weights !== undefined) {
    for (let n = 0; n < N; n++) losses.data[n]! *= batch.weights.data[n]!;
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
function backward({ layers, loss, kernels }: Network, batch: Batch, fused: boolean): void {
  const { output, targets, slope, N } = batch;
  const step = fused ? loss.fused! : loss;
  step.gradient({ output, targets, kernels }, slope);
  if (batch.weights !== undefined) {
    const width = slope.size / N;
    for (let i = 0; i < slope.size; i++) slope.data[i]! *= batch.weights.data[Math.floor(i / width)]!;
  }
  for (let i = layers.length - (fused ? 2 : 1); i >= 0; i--) layers[i]!.gradient(batch.passes[i]!);
}

/** Puts the rows of a batch in place. */
function load(samples: Samples, batch: Batch, begin: number, order?: Int32Array): void {
  gather(samples.X, batch.inputs, begin, order);
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
  readonly #workspace: Workspace;
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
    this.#workspace = new Workspace({ ...network, ...samples, batchSize, training: true });
    this.#guard = new DivergenceGuard(network.layers, network.kernels);
    this.#epoch = epoch;
    const N = samples.X.shape[0]!;
    this.#steps = Math.ceil(N / batchSize);
    const resumable = progress?.samples === N && progress.batchSize === batchSize;
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
    const batch = this.#workspace.batch(Math.min(batchSize, samples.X.shape[0]! - begin));
    if (this.#steps > 1 || this.#order !== undefined || !this.#loaded) load(samples, batch, begin, this.#order);
    this.#loaded = true;

    runForward(network.layers, batch.passes);
    const right = this.#sums.right;
    const dataLoss = score(network, batch, this.#sums);
    const regularizationLoss = network.loss.regularizationLoss(network.layers);
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
    backward(network, batch, this.#workspace.fused);
    this.#guard.guard(step, () => {
      optimizer.update(network.layers, network.kernels);
    });

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
    const regularizationLoss = alone ? last.regularizationLoss : lossFunction.regularizationLoss(layers);
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
  readonly #batchSize: number | undefined;
  readonly #workspace: Workspace;

  constructor(network: Network, samples: Samples, batchSize?: number) {
    const N = samples.X.shape[0]!;
    this.#network = network;
    this.#samples = samples;
    this.#batchSize = batchSize;
    this.#workspace = new Workspace({
      ...network,
      ...samples,
      batchSize: Math.min(batchSize ?? N, N),
      training: false,
    });
  }

  run(): { loss: number; accuracy: number } {
    const N = this.#samples.X.shape[0]!;
    const sums = { ...NO_SUMS };
    let mean = 0;
    for (let begin = 0; begin < N; begin += this.#workspace.plan.batchSize) {
      const batch = this.#workspace.batch(Math.min(this.#workspace.plan.batchSize, N - begin));
      load(this.#samples, batch, begin);
      runForward(this.#network.layers, batch.passes);
      mean = score(this.#network, batch, sums);
    }
    const loss = this.#batchSize === undefined ? mean : sums.loss / sums.samples;
    return { loss, accuracy: sums.right / sums.compared };
  }
}
