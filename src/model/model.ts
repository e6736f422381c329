import { NnfsError, ShapeError, ValueError, describe } from '../errors.ts';
import type { Layer } from '../layers/layer.ts';
import { INFERENCE, samplesOf, type FloatTensor, type TensorType } from '../layers/pass.ts';
import { sampleShape } from '../layers/sample-shape.ts';
import { Sequential } from '../layers/sequential.ts';
import type { Loss } from '../losses/loss.ts';
import type { Metric } from '../metrics/metric.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { any, checkOptions, count, flag, optional, readOptions } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { readAs } from '../activations/activation.ts';
import { streamOf } from '../session.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { dotPrecision } from '../tensor/precision.ts';
import { formatShape, isArray, sameShape, type Shape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import type { Memory, SaveOptions, TrainedModel } from './callbacks/callback.ts';
import type { KnownKinds } from './files/kinds.ts';
import { decodeModel, encodeModel } from './files/native.ts';
import { printer } from './callbacks/printer.ts';
import { History, validationName, type EpochReport, type StepReport } from './history.ts';
import { drive } from './run/drive.ts';
import { Evaluation, type Evaluated } from './run/evaluation.ts';
import { lastSteps } from './run/last-step.ts';
import { readingOf, type Network } from './run/network.ts';
import { Prediction } from './run/prediction.ts';
import { Run } from './run/run.ts';
import { Training, type Progress } from './run/training.ts';
import { yieldToEventLoop } from './run/yield.ts';
import { checkInputs, checkSamples, scaleWarning, splitSamples, weighed } from './samples.ts';
import { checkSettings, defaultAccuracy, type ModelSettings } from './settings.ts';
import { summarize } from './summary.ts';
import { pairOf, readTrainOptions, type ReadTrainOptions, type TrainOptions } from './train-options.ts';

/** By default a prediction takes as many samples at once as a processor's caches like. */
const PREDICT = { batchSize: /* @__PURE__ */ count(512) };
const EVALUATE = {
  batchSize: /* @__PURE__ */ optional(/* @__PURE__ */ count(1)),
  sampleWeights: /* @__PURE__ */ any<ArrayLike | undefined>(undefined),
};
const SHAPE = { inputShape: /* @__PURE__ */ optional(sampleShape) };
const SAVE = { training: /* @__PURE__ */ flag(false), history: /* @__PURE__ */ flag(true) };

/** A page stays alive when training gives way to it this often. */
const YIELD_AFTER_MS = 40;

export interface ModelOptions {
  /** Where the model draws from. @default the global stream */
  readonly random?: RandomState;
  /** The shape of a sample, which all layers are then checked against: [28, 28, 1]. @default as the layers are made for it */
  readonly inputShape?: Shape;
}

const owners = new WeakMap<Optimizer, Model>();

/**
 * Layers in order, trained and used as one.
 *
 * @throws ValueError for a layer that already belongs to a model; ShapeError for layers that do not fit together
 * @see the book, chapters 18 to 22
 *
 * @example
 * import { Adam, CategoricalCrossentropy, Dense, Model, ReLU, Softmax, init, spiralData } from 'nnfs';
 * init();
 * const { X, y } = spiralData({ samples: 100, classes: 3 });
 * const model = new Model([new Dense(2, 64), new ReLU(), new Dense(64, 3), new Softmax()]);
 * model.set({ loss: new CategoricalCrossentropy(), optimizer: new Adam({ learningRate: 0.05, decay: 5e-7 }) });
 * const history = await model.train(X, y, { epochs: 101 });
 * console.log(history.epochs[0].accuracy, history.epochs[100].accuracy); // 0.36 0.67
 */
export class Model implements TrainedModel {
  /** The model's random stream: it shuffles, and splits off validation data. */
  readonly random: RandomState;
  /** What classes are called, in order of their index; kept in files. */
  labels: readonly string[] | undefined;
  /** How inputs were scaled before they came here, as JSON; kept in files. */
  scaler: unknown;
  /** What else is to be kept in files, as a JSON object. */
  notes: Readonly<Record<string, unknown>> = {};
  /** All epochs trained so far. */
  history = new History();

  #chain = new Sequential();
  /** One sample, as it was said or trained on last. */
  #sample: TensorType | undefined;
  #settings: ModelSettings = {};
  #progress: () => Progress | undefined = () => undefined;
  /** What is under way, which others must not disturb. */
  #running: string | undefined;
  /** What callbacks of the last run remember, or those of the run under way. */
  #memories: () => ReadonlyMap<string, Memory> = () => new Map();
  /** The layer added since the optimizer took its first steps. */
  #addition: Layer | undefined;
  /** The buffers of the last prediction, kept for the next. */
  #prediction: Prediction | undefined;
  #warned = false;

  constructor(layers: readonly Layer[] = [], options: ModelOptions = {}) {
    checkOptions('Model', options, ['random', 'inputShape']);
    this.random = streamOf('Model', options.random);
    const { inputShape } = readOptions('Model', [{ inputShape: options.inputShape }], SHAPE);
    this.#sample = inputShape && samplesOf(inputShape);
    if (!isArray(layers)) throw new ValueError('Model', 'an array of layers', describe(layers));
    this.#chain.add(layers, 'Model.add', this.#sample);
  }

  /** The layers in order. */
  get layers(): readonly Layer[] {
    return this.#chain.layers;
  }

  /**
   * The shape of a sample: as it was said, or else trained on last, or else as the layers are made for it; kept in files. Layers that take
   * images of any size still do.
   */
  get inputShape(): Shape | undefined {
    return this.#inputs?.shape.slice(1);
  }

  get #inputs(): TensorType | undefined {
    const { inputShape } = this.#chain;
    return this.#sample ?? (inputShape && samplesOf(inputShape));
  }

  /** The shape of what comes out for a sample, where that is known without one. */
  get outputShape(): Shape | undefined {
    const inputs = this.#inputs;
    return inputs && this.#chain.plan(inputs, INFERENCE).output.shape.slice(1);
  }

  get loss(): Loss | undefined {
    return this.#settings.loss;
  }

  get optimizer(): Optimizer | undefined {
    return this.#settings.optimizer;
  }

  /** What reports tell beside the accuracy. */
  get metrics(): readonly Metric[] {
    return this.#settings.metrics ?? [];
  }

  /** How far training has come, inside an epoch too. */
  get progress(): Progress | undefined {
    return this.#progress();
  }

  /** Appends a layer. */
  add(layer: Layer): this {
    this.#mayChange('Model.add');
    this.#chain.add([layer], 'Model.add', this.#sample);
    if ((this.optimizer?.iterations ?? 0) > 0) this.#addition = layer;
    return this;
  }

  /** Sets what the model is trained with; what is not named stays. */
  set(settings: ModelSettings): this {
    this.#mayChange('Model.set');
    checkSettings('Model.set', settings);
    const { optimizer } = settings;
    if (optimizer !== undefined && optimizer !== this.optimizer) {
      if (owners.has(optimizer)) {
        const received = `${optimizer.kind}, which serves another model`;
        const hint = 'It remembers the steps of that one: make a new one.';
        throw new ValueError('Model.set', 'an optimizer of its own', received, hint);
      }
      if (this.optimizer !== undefined) owners.delete(this.optimizer);
      owners.set(optimizer, this);
      this.#addition = undefined;
    }
    const named = Object.entries(settings).filter(([, setting]) => setting !== undefined);
    this.#settings = { ...this.#settings, ...Object.fromEntries(named) };
    return this;
  }

  /**
   * Trains, giving way to the event loop at least every 50 ms and waiting for callbacks that are asynchronous; the numbers are those of
   * `trainSteps`.
   *
   * @returns the course of this run
   * @throws DivergedError when loss, gradients or parameters leave the finite numbers
   */
  async train(X: ArrayLike, y: ArrayLike, options: TrainOptions = {}): Promise<History> {
    const { history, steps } = this.#begin(X, y, options, true);
    let since = performance.now();
    for (let result = steps.next(); result.done !== true;) {
      if (result.value instanceof Promise) {
        result = await result.value.then(
          () => steps.next(),
          (error: unknown) => steps.throw(error),
        );
        continue;
      }
      if (performance.now() - since > YIELD_AFTER_MS) {
        await yieldToEventLoop();
        since = performance.now();
      }
      result = steps.next();
    }
    return history;
  }

  /** Trains step by step, as fast as the results are asked for; a report for each step, and the course of the run at the end. */
  *trainSteps(X: ArrayLike, y: ArrayLike, options: TrainOptions = {}): Generator<StepReport, History, void> {
    const { history, steps } = this.#begin(X, y, options, false);
    yield* steps as Generator<StepReport, void, void>; // none of them is a promise where callbacks may not be asynchronous
    return history;
  }

  /** Checks all that a run needs, lays it out, and gives its steps, to be taken one by one. */
  #begin(X: ArrayLike, y: ArrayLike, given: TrainOptions, waits: boolean) {
    const where = 'Model.train';
    this.#mayChange(where);
    const options = readTrainOptions(where, given);
    const { epochs, batchSize, shuffle, inspect, signal, printEvery } = options;
    const network = this.#network(where);
    const optimizer = this.#need(where, 'optimizer');
    this.#checkOptimizer(where, optimizer);
    const [samples, validation] = this.#samples(where, network, X, y, options);
    const N = samples.X.shape[0]!;

    const chain = this.#chain;
    const before = this.progress;
    const plan = { network, optimizer, samples, batchSize: Math.min(batchSize ?? N, N), shuffle, inspect };
    const training = new Training({ ...plan, random: this.random }, options.startEpoch ?? before?.epoch ?? 0, before);
    const evaluation = validation && new Evaluation(network, validation, batchSize, samples);
    const run = new Run(this, training.stepsPerEpoch, optimizer, network.metrics);
    const { history } = run;
    history.stopReason = 'interrupted';
    const callbacks = [...options.callbacks];
    if (printEvery !== undefined) {
      const { print = (line: string) => globalThis.console.log(line) } = options;
      const penalized = chain.parameters.some((parameter) => parameter.penalized);
      callbacks.unshift(printer(printEvery, print, penalized));
    }
    // What callbacks remember of other samples is of no use.
    const known = before?.fingerprint === training.fingerprint ? this.#memories() : new Map<string, Memory>();
    this.#running = where;
    const shown = { chain, batch: training.last, optimizer };
    let done = 0;
    const steps = drive({
      run,
      callbacks,
      known,
      waits,
      goesOn: () => done < epochs && !run.stopped && signal?.aborted !== true,
      next: () => {
        const { step, epoch } = training.next();
        if (run.steps++ === 0) {
          this.#progress = () => training.progress;
          this.#memories = () => memoriesOf(callbacks);
          lastSteps.set(this, shown);
          this.#sample = samplesOf(samples.X.shape.slice(1), samples.X.dtype);
        }
        shown.batch = training.last;
        run.epoch = step.epoch;
        if (epoch === undefined) return { step };
        done++;
        const report = evaluation ? withValidation(epoch, evaluation.run()) : epoch;
        if (options.history) for (const course of [history, this.history]) course.add(report);
        return { step, epoch: report };
      },
      onFinish() {
        history.stopReason = run.stopped ? 'stopped' : done === epochs ? 'finished' : 'aborted';
      },
      onOver: () => {
        this.#running = undefined;
        // From here on without the samples, which would be held otherwise.
        const [progress, memories] = [this.progress, this.#memories()];
        this.#progress = () => progress;
        this.#memories = () => memories;
      },
    });
    return { history, steps };
  }

  /** The data loss, without penalties, the accuracy, and the other metrics by their names. */
  evaluate(
    X: ArrayLike,
    y: ArrayLike,
    options: { readonly batchSize?: number; readonly sampleWeights?: ArrayLike } = {},
  ): Evaluated {
    const where = 'Model.evaluate';
    const { batchSize, sampleWeights } = readOptions(where, [options], EVALUATE);
    const network = this.#network(where);
    const samples = weighed(where, network, checkSamples(where, network, X, y), { sampleWeights });
    return new Evaluation(network, samples, batchSize).run();
  }

  /** The output for each sample, in inference; the size of batches has no part in it. */
  predict(X: ArrayLike, options: { readonly batchSize?: number } = {}): FloatTensor {
    const where = 'Model.predict';
    const { batchSize } = readOptions(where, [options], PREDICT);
    this.#needLayers(where);
    const { inputs } = checkInputs(where, this.#chain, X);
    const mode = { training: false, precision: dotPrecision() };
    const plan = [this.#chain, inputs, Math.min(batchSize, inputs.shape[0]!), mode] as const;
    if (this.#prediction?.serves(...plan) !== true) this.#prediction = new Prediction(...plan);
    return this.#prediction.run(inputs);
  }

  /** What the outputs are read as for each sample: a class index, 0 or 1, or the values. */
  classes(X: ArrayLike, options: { readonly batchSize?: number } = {}): Tensor {
    return readAs(readingOf(this.#chain, this.loss), this.predict(X, options));
  }

  /** Copies of all parameters, by name: `layers.0.weights`, `layers.2.layers.1.biases`. */
  parameters(): { name: string; tensor: FloatTensor }[] {
    return this.#chain.parameters.map(({ name, value }) => ({ name, tensor: value.clone() }));
  }

  /** Copies of all parameter values, for `setParameters` of a model of the same layers. */
  getParameters(): FloatTensor[] {
    return this.parameters().map(({ tensor }) => tensor);
  }

  /**
   * Takes over parameter values, in the order of `parameters()`.
   *
   * @throws ShapeError when their number or a shape differs; then nothing has changed
   */
  setParameters(values: readonly ArrayLike[]): void {
    const { parameters } = this.#chain;
    const where = 'Model.setParameters';
    if (!isArray(values)) throw new ValueError(where, 'an array of tensors', describe(values));
    if (values.length !== parameters.length) {
      throw new ShapeError(where, `${parameters.length} tensors`, String(values.length));
    }
    const given = values.map((value) => asTensor(value, where));
    given.forEach(({ shape }, i) => {
      const wanted = parameters[i]!.value.shape;
      if (!sameShape(shape, wanted)) {
        throw new ShapeError(where, `${formatShape(wanted)} at index ${i}`, formatShape(shape));
      }
    });
    parameters.forEach((parameter, i) => {
      const { value } = parameter;
      // In training, values stay where the kernels reach them.
      if (this.#running !== undefined && given[i]!.dtype === value.dtype) value.data.set(given[i]!.data);
      else parameter.assign(where, given[i]!);
    });
  }

  /** A table of the layers, the shapes of their outputs and their parameters. */
  summary(): string {
    return summarize(this.#chain, this.#inputs);
  }

  toString(): string {
    return `Model(${this.layers.join(', ')})`;
  }

  /**
   * The model as a safetensors file.
   *
   * @throws ValueError for what could not be loaded again
   */
  toBytes(options: SaveOptions = {}): Uint8Array {
    const kept = readOptions('Model.toBytes', [options], SAVE);
    const { random, labels, scaler, notes, history, progress } = this;
    const state = {
      chain: this.#chain,
      inputs: this.#sample,
      random,
      labels,
      scaler,
      notes,
      history,
      progress,
      memories: this.#memories(),
    };
    return encodeModel({ ...state, ...this.#settings }, kept);
  }

  /**
   * A model from the bytes of `toBytes`. A random stream that was saved becomes the model's own; the global one stays as it is.
   *
   * @param options `kinds`: classes of layers, losses, metrics and optimizers beyond the usual ones, or `kinds`, which are all of ours
   * @throws FormatError for bytes that are not such a file
   */
  static fromBytes(bytes: Uint8Array, options: { readonly kinds?: KnownKinds } = {}): Model {
    checkOptions('Model.fromBytes', options, ['kinds']);
    const { chain, inputs, random, progress, memories, labels, scaler, notes, history, ...settings } = decodeModel(
      bytes,
      options.kinds,
    );
    const model = new Model([], { random });
    model.#chain = chain;
    model.#sample = inputs;
    model.set(settings as ModelSettings);
    model.#progress = () => progress;
    model.#memories = () => memories;
    return Object.assign(model, { labels, scaler, notes, history });
  }

  #network(where: string): Network {
    this.#needLayers(where);
    const loss = this.#need(where, 'loss');
    const reading = readingOf(this.#chain, loss);
    const { accuracy = defaultAccuracy(reading), metrics = [] } = this.#settings;
    return { chain: this.#chain, loss, reading, metrics: [accuracy, ...metrics], precision: dotPrecision() };
  }

  #samples(where: string, network: Network, X: ArrayLike, y: ArrayLike, options: ReadTrainOptions) {
    const { validationData, validationSplit, print = globalThis.console.warn } = options;
    const all = checkSamples(where, network, X, y);
    const warning = this.#warned ? undefined : scaleWarning(all.X);
    this.#warned ||= warning !== undefined;
    if (warning !== undefined) print(warning);
    const training = weighed(where, network, all, options);
    if (validationData !== undefined) {
      if (validationSplit !== undefined) throw new ValueError(where, 'validationData or validationSplit', 'both');
      return [training, checkSamples(`${where}, validationData`, network, ...pairOf(validationData))] as const;
    }
    if (validationSplit === undefined) return [training] as const;
    const [kept, heldBack] = splitSamples(training, validationSplit);
    return [kept, { ...heldBack, weights: undefined }] as const;
  }

  /** @throws NnfsError while a run is under way */
  #mayChange(where: string): void {
    if (this.#running === undefined) return;
    const received = `a call while ${this.#running} is under way`;
    const hint = 'Wait for its end, or end it: steps.return().';
    throw new NnfsError(where, 'a model that is not in training', received, hint);
  }

  #checkOptimizer(where: string, { kind, iterations }: Optimizer): void {
    if (this.#addition === undefined) return;
    const received = `${kind}, which took ${iterations} steps before ${this.#addition.toString()} was added`;
    const hint = `Set a new one: model.set({ optimizer: new ${kind}(...) }).`;
    throw new NnfsError(where, 'an optimizer of all layers', received, hint);
  }

  #needLayers(where: string): void {
    if (this.layers.length === 0) throw new NnfsError(where, 'a model of at least one layer', 'none');
  }

  #need<K extends 'loss' | 'optimizer'>(where: string, name: K): NonNullable<ModelSettings[K]> {
    const found = this.#settings[name];
    if (found !== undefined) return found;
    const hint = `Call model.set({ ${name} }) first.`;
    throw new NnfsError(where, `${name === 'loss' ? 'a' : 'an'} ${name}`, 'none', hint);
  }
}

function withValidation(report: EpochReport, figures: Evaluated): EpochReport {
  const whole: Record<string, number | undefined> = { ...report };
  for (const name in figures) whole[validationName(name)] = figures[name];
  return whole as EpochReport;
}

function memoriesOf(callbacks: TrainOptions['callbacks'] = []): ReadonlyMap<string, Memory> {
  const memories = new Map<string, Memory>();
  for (const callback of callbacks) {
    const memory = callback.name === undefined ? undefined : callback.remember?.();
    if (memory !== undefined) memories.set(callback.name!, memory);
  }
  return memories;
}
