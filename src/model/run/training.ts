import type { Parameter } from '../../layers/parameter.ts';
import { inPlace } from '../../layers/layer.ts';
import type { Room } from '../../layers/pass.ts';
import type { Optimizer } from '../../optimizers/optimizer.ts';
import type { RandomState, RandomStateData } from '../../random/random-state.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { EpochReport, StepReport } from '../history.ts';
import { Batches, layOutTraining, type TrainingBatch } from './batches.ts';
import { DivergenceGuard } from './divergence.ts';
import { fingerprintOf } from '../samples.ts';
import { columnsOf, type Network, type Samples } from './network.ts';
import { Scores, weigh, type ScoreSums } from './scores.ts';

/** How far training has come, exactly: enough to go on in the middle of an epoch. */
export interface Progress {
  /** The epoch under way, or the next. */
  readonly epoch: number;
  /** The steps of it that are done, of `batchSize` out of `samples` samples. */
  readonly step: number;
  readonly samples: number;
  readonly batchSize: number;
  /** What tells the samples of the run from others. */
  readonly fingerprint?: number | undefined;
  readonly sums: ScoreSums;
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
  /** Whether every layer is to fill an output of its own. */
  readonly inspect: boolean;
  readonly random: RandomState;
}

/**
 * The training loop: epochs of steps, endlessly. Each step is reported after it; an epoch's report comes with its last step. Whoever
 * drives it decides when to stop.
 */
export class Training {
  readonly stepsPerEpoch: number;
  /** What tells the samples from others. */
  readonly fingerprint: number;
  readonly #plan: TrainingPlan;
  readonly #columns: readonly Tensor[];
  readonly #batches: Batches<TrainingBatch>;
  readonly #trained: readonly Parameter[];
  readonly #penalized: readonly Parameter[];
  readonly #scores: Scores;
  readonly #guard: DivergenceGuard;
  #last: TrainingBatch;
  #order: Int32Array | undefined;
  #epoch: number;
  #step: number;
  #rateBefore: number;
  #shuffledFrom: RandomStateData | undefined;

  /** @param progress where to go on; other samples, or another batch size, begin the epoch anew */
  constructor(plan: TrainingPlan, epoch: number, progress?: Progress) {
    const { network, samples, batchSize, optimizer, inspect } = plan;
    const { chain, precision } = network;
    const N = samples.X.shape[0]!;
    const layOut = (n: number, room: Room): TrainingBatch =>
      inPlace(chain, 'Model.train', () => layOutTraining(network, optimizer, samples, n, room));
    this.#plan = plan;
    this.stepsPerEpoch = Math.ceil(N / batchSize);
    this.#columns = columnsOf(samples);
    this.fingerprint = fingerprintOf(this.#columns);
    this.#batches = new Batches(batchSize, { training: true, precision }, layOut, !inspect);
    // The smaller batch is laid out now as well: what is trained decides on its room, and callbacks may freeze layers.
    if (N % batchSize > 0) this.#batches.ofSize(N % batchSize);
    this.#last = this.#batches.whole;
    this.#trained = chain.parameters.filter(({ trained }) => trained);
    this.#penalized = this.#trained.filter(({ penalized }) => penalized);
    this.#scores = new Scores(network, samples);
    this.#guard = new DivergenceGuard(chain, this.#trained, this.#last.kernels);
    this.#epoch = epoch;
    const same = progress?.samples === N && progress.batchSize === batchSize;
    const resumed = same && (progress.fingerprint ?? this.fingerprint) === this.fingerprint ? progress : undefined;
    this.#step = resumed?.step ?? 0;
    this.#scores.begin(resumed?.sums);
    this.#rateBefore = resumed?.learningRateBefore ?? optimizer.currentLearningRate;
    if (this.#step > 0) this.#reshuffle(resumed?.shuffledFrom);
  }

  get progress(): Progress {
    const { samples, batchSize } = this.#plan;
    return {
      epoch: this.#epoch,
      step: this.#step,
      samples: samples.X.shape[0]!,
      batchSize,
      fingerprint: this.fingerprint,
      sums: this.#scores.sums,
      learningRateBefore: this.#rateBefore,
      shuffledFrom: this.#shuffledFrom,
    };
  }

  /** The buffers of the last step, as it left them. */
  get last(): TrainingBatch {
    return this.#last;
  }

  /** One step; `epoch` is there after the last step of an epoch. */
  next(): { readonly step: StepReport; readonly epoch?: EpochReport } {
    const { network, optimizer, batchSize } = this.#plan;
    const { chain, loss } = network;
    if (this.#step === 0) this.#beginEpoch();
    const batch = this.#batches.take(this.#columns, this.#step * batchSize, this.#order);
    this.#last = batch;

    chain.compute(batch.pass);
    const dataLoss = this.#scores.add(batch);
    const regularizationLoss = this.#penalty(batch);
    const step = this.#scores.addTo({
      epoch: this.#epoch,
      step: this.#step,
      loss: dataLoss + regularizationLoss,
      dataLoss,
      regularizationLoss,
      accuracy: 0,
      learningRate: optimizer.rateAt(optimizer.iterations),
    });
    this.#guard.checkLoss(step, batch);

    const { output, samples, slope, kernels, closing = loss } = batch;
    const { targets, weights } = samples;
    closing.gradient({ output, targets, kernels }, slope);
    if (weights !== undefined) weigh(slope.data, weights.data);
    chain.gradient(batch.pass);
    for (const parameter of this.#penalized) parameter.addPenaltyGradient(kernels);
    this.#guard.update(step, optimizer);

    this.#step++;
    return this.#step < this.stepsPerEpoch ? { step } : { step, epoch: this.#endEpoch(step) };
  }

  #penalty({ kernels }: TrainingBatch): number {
    let total = 0;
    for (const parameter of this.#penalized) total = parameter.addPenalty(total, kernels);
    return total;
  }

  #beginEpoch(): void {
    this.#scores.begin();
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
    // Over one step, the epoch's figures are the step's; over several, the book takes the penalty after the last.
    const alone = this.stepsPerEpoch === 1;
    if (!alone) this.#scores.total();
    const dataLoss = alone ? last.dataLoss : this.#scores.dataLoss;
    const regularizationLoss = alone ? last.regularizationLoss : this.#penalty(this.#batches.whole);
    const report = this.#scores.addTo({
      epoch: this.#epoch,
      loss: dataLoss + regularizationLoss,
      dataLoss,
      regularizationLoss,
      accuracy: 0,
      learningRate: last.learningRate,
      learningRateBefore: this.#rateBefore,
    });
    this.#epoch++;
    this.#step = 0;
    return report;
  }
}
