import { DivergedError, Model, RandomState, init } from 'nnfs';
import { Course } from './course.ts';
import { makeData, type Data, type TableData } from './data.ts';
import { Keyframes } from './keyframes.ts';
import { KINDS, makeModel, rateOf } from './network.ts';
import type { Settings } from './settings.ts';

/** How far a call goes: up to a step, and for no longer than so many milliseconds. */
export interface Limits {
  readonly until?: number;
  readonly ms?: number;
}

/** Clocks are looked at after so many steps. */
const STEPS_A_LOOK = 8;

/**
 * A model in training that goes to any step of its run, forward and back: back is the nearest keyframe before, and the same steps again. All
 * that the run depends on is in the keyframe, so it is the same run to the bit.
 */
export class Run {
  readonly settings: Settings;
  readonly data: Data;
  readonly course = new Course();
  readonly stepsPerEpoch: number;
  model: Model;
  /** The furthest step that it has been at. */
  reached = 0;
  /** Why it does not go on from here. */
  diverged: DivergedError | undefined;
  readonly #keyframes: Keyframes;
  readonly #now: () => number;
  #steps: ReturnType<Model['trainSteps']> | undefined;

  constructor(settings: Settings, now: () => number = () => performance.now(), table?: TableData) {
    const { seed, batch } = settings;
    init(); // the book's precision of dot products
    const random = new RandomState(seed);
    this.settings = settings;
    this.data = makeData(settings, random, table);
    this.model = makeModel(settings, this.data.training.X.shape[1]!, random);
    const N = this.data.training.X.shape[0]!;
    this.stepsPerEpoch = batch === 0 ? 1 : Math.max(1, Math.ceil(N / batch));
    this.#keyframes = new Keyframes(this.#bytes());
    this.#now = now;
  }

  /** The steps that the model has taken. */
  get step(): number {
    const { epoch, step } = this.model.progress ?? { epoch: 0, step: 0 };
    return epoch * this.stepsPerEpoch + step;
  }

  /** Goes on. */
  advance({ until = Infinity, ms = Infinity }: Limits): void {
    const start = this.#now();
    let since = start;
    while (this.step < until && this.diverged === undefined) {
      for (let i = 0; i < STEPS_A_LOOK && this.step < until; i++) if (!this.#next()) return;
      const time = this.#now();
      this.#keyframes.pass(this.step, this.stepsPerEpoch, time - since, () => this.#bytes());
      if (time - start >= ms) return;
      since = time;
    }
  }

  /** Goes to a step, or as far on the way as the time allows. */
  seek(step: number, { ms = Infinity }: Limits = {}): void {
    const frame = this.#keyframes.before(step);
    if (step < this.step || frame.step > this.step) this.#restore(frame.bytes);
    this.advance({ until: step, ms });
  }

  /** One step; false where there is none to take. */
  #next(): boolean {
    if (this.data.training.X.shape[0] === 0) return false;
    this.#steps ??= this.#begin();
    try {
      this.#steps.next();
    } catch (error) {
      this.#steps = undefined;
      if (!(error instanceof DivergedError)) throw error;
      this.diverged = error;
      return false;
    }
    this.reached = Math.max(this.reached, this.step);
    return true;
  }

  #begin(): ReturnType<Model['trainSteps']> {
    const { training, heldOut } = this.data;
    const { batch, shuffle } = this.settings;
    return this.model.trainSteps(training.X, training.y, {
      epochs: Number.MAX_SAFE_INTEGER,
      ...(batch > 0 && { batchSize: batch, shuffle: shuffle === 'yes' }),
      ...(heldOut && { validationData: heldOut }),
      history: false,
      print: () => undefined,
      callbacks: [{ onEpoch: (report) => this.course.add(report.epoch, report) }],
    });
  }

  #restore(bytes: Uint8Array): void {
    this.#steps?.return(undefined as never);
    this.#steps = undefined;
    this.diverged = undefined;
    this.model = Model.fromBytes(bytes, { kinds: KINDS });
    this.model.optimizer!.learningRate = rateOf(this.settings);
  }

  #bytes(): Uint8Array {
    return this.model.toBytes({ training: true, history: false });
  }
}
