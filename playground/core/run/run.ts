import { DivergedError, Model, RandomState, init, type StepReport, type TrainOptions } from 'nnfs';
import { Course } from './course.ts';
import type { Data } from '../data/data.ts';
import {
  checkInputs,
  isRate,
  placeIn,
  settingsAfter,
  sizesOf,
  type Change,
  type LiveName,
  type Recipe,
  type WeightChange,
} from '../settings/changes.ts';
import { Keyframes, type Keyframe } from './keyframes.ts';
import { KINDS, makeModel, makeOptimizer, rateOf } from './network.ts';
import type { Settings } from '../settings/settings.ts';
import { OF_POINTS, type Subject } from './subject.ts';

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
  readonly recipe: Recipe;
  readonly subject: Subject;
  readonly data: Data;
  readonly stepsPerEpoch: number;
  course = new Course();
  model: Model;
  /** The furthest step that it has been at. */
  reached = 0;
  /** Why it does not go on from here. */
  diverged: DivergedError | undefined;
  readonly #keyframes: Keyframes;
  readonly #now: () => number;
  #steps: ReturnType<Model['trainSteps']> | undefined;
  /** How many changes are made. */
  #applied = 0;

  /** @param subject what its samples are, as settings have it */
  constructor(recipe: Recipe, now: () => number = () => performance.now(), subject: Subject = OF_POINTS) {
    const { settings } = recipe;
    const { seed, dataSeed, batch } = settings;
    init(); // the book's precision of dot products
    const random = new RandomState(seed);
    this.recipe = recipe;
    this.subject = subject;
    this.data = subject.makeData(settings, dataSeed === undefined ? random : new RandomState(dataSeed));
    const [N, I] = this.data.training.X.shape as [number, number];
    const [inputs] = sizesOf(settings, I) as [number];
    checkInputs(recipe.changes, inputs);
    this.model = makeModel(settings, subject.front(settings, random), inputs, random);
    this.stepsPerEpoch = batch === 0 ? 1 : Math.max(1, Math.ceil(N / batch));
    this.#keyframes = new Keyframes(this.#bytes());
    this.#now = now;
    this.#applyDue();
  }

  /** What it began with. */
  get settings(): Settings {
    return this.recipe.settings;
  }

  /** A run that begins in the same way and stands where they part, or where this one stands, whichever is earlier. */
  branch(changes: readonly Change[]): Run {
    const own = this.recipe.changes;
    const text = (change: Change | undefined): string => JSON.stringify(change ?? null);
    const shared = changes.findIndex((change, i) => text(change) !== text(own[i]));
    const common = shared < 0 ? changes.length : shared;
    const parting = Math.min(changes[common]?.step ?? Infinity, own[common]?.step ?? Infinity);
    const run = new Run({ settings: this.settings, changes }, this.#now, this.subject);
    const step = Math.min(this.step, parting);
    const isHere = this.step === step && this.#applied <= common;
    const now = isHere ? { step, applied: this.#applied, bytes: this.#bytes() } : undefined;
    if (step === 0) return run;
    run.#keyframes.takeOver(this.#keyframes, step, now);
    run.course = this.course.until(Math.floor(step / this.stepsPerEpoch));
    run.reached = step;
    run.seek(step);
    return run;
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
      this.#keyframes.pass(this.step, this.stepsPerEpoch, time - since, () => ({
        applied: this.#applied,
        bytes: this.#bytes(),
      }));
      if (time - start >= ms) return;
      since = time;
    }
  }

  /** Goes to a step, or as far on the way as the time allows. */
  seek(step: number, { ms = Infinity }: Limits = {}): void {
    const frame = this.#keyframes.before(step);
    if (step < this.step || frame.step > this.step || this.diverged) this.#restore(frame);
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
    this.#applyDue();
    return true;
  }

  /** The model as it stands, apart from the run. */
  copy(): Model {
    return this.#read(this.#bytes());
  }

  /** Takes a step with a copy of the model, so that `lastStep` shows every layer of it; undefined where it leaves the finite numbers. */
  stepOf(copy: Model): StepReport | undefined {
    const { training } = this.data;
    const steps = copy.trainSteps(training.X, training.y, { ...this.#options, inspect: true });
    try {
      return steps.next().value as StepReport;
    } catch (error) {
      if (!(error instanceof DivergedError)) throw error;
      return undefined;
    } finally {
      steps.return(undefined as never);
    }
  }

  get #options(): TrainOptions {
    const { batch, shuffle } = this.settings;
    return {
      epochs: Number.MAX_SAFE_INTEGER,
      ...(batch > 0 && { batchSize: batch, shuffle: shuffle === 'yes' }),
      history: false,
      print: () => undefined,
    };
  }

  #begin(): ReturnType<Model['trainSteps']> {
    const { training, heldOut } = this.data;
    return this.model.trainSteps(training.X, training.y, {
      ...this.#options,
      ...(heldOut && { validationData: heldOut }),
      callbacks: [{ onEpoch: (report) => this.course.add(report.epoch, report) }],
    });
  }

  #restore({ bytes, applied }: Keyframe): void {
    this.#end();
    this.diverged = undefined;
    this.#applied = applied;
    this.model = this.#read(bytes);
    this.#applyDue();
  }

  /** A model as it was; what its learning rate is no file holds where that changes by itself. */
  #read(bytes: Uint8Array): Model {
    const model = Model.fromBytes(bytes, { kinds: [...KINDS, ...this.subject.kinds] });
    model.optimizer!.learningRate = rateOf(this.#settingsNow);
    return model;
  }

  get #settingsNow(): Settings {
    return settingsAfter(this.recipe, this.#applied);
  }

  /** Ends the steps under way, so that the model may be changed; they go on from where it stands. */
  #end(): void {
    this.#steps?.return(undefined as never);
    this.#steps = undefined;
  }

  /** Makes the changes whose step has come. */
  #applyDue(): void {
    const { changes } = this.recipe;
    while (this.#applied < changes.length && changes[this.#applied]!.step <= this.step) {
      const change = changes[this.#applied++]!;
      this.#end();
      if ('name' in change) this.#changeOptimizer(change.name);
      else this.#changeWeight(change);
    }
  }

  #changeOptimizer(name: LiveName): void {
    // With another rate it goes on with what it remembers.
    if (isRate(name)) this.model.optimizer!.learningRate = rateOf(this.#settingsNow);
    else this.model.set({ optimizer: makeOptimizer(this.#settingsNow) });
  }

  #changeWeight(change: WeightChange): void {
    const { parameters } = this.model.layers.filter(({ kind }) => kind === change.kind)[change.layer]!;
    const { value } = parameters.find(({ name }) => name === change.parameter)!;
    value.data[placeIn(change, this.settings)] = change.value;
  }

  #bytes(): Uint8Array {
    return this.model.toBytes({ training: true, history: false });
  }
}
