import { Activation } from '../activations/activation.ts';
import { Linear } from '../activations/linear.ts';
import { NnfsError, ShapeError, ValueError, describe } from '../errors.ts';
import { Layer, type FloatTensor } from '../layers/layer.ts';
import type { Loss } from '../losses/loss.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { checkCount, checkOptions } from '../options.ts';
import type { RandomState } from '../random/random-state.ts';
import { streamOf } from '../session.ts';
import { asTensor, type ArrayLike } from '../tensor/create.ts';
import { dotPrecision } from '../tensor/precision.ts';
import { formatShape, isArray, sameShape } from '../tensor/shape.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { endAll, type TrainedModel } from './callbacks.ts';
import { History, formatEpoch, formatValidation, type EpochReport, type StepReport } from './history.ts';
import { checkInputs, checkSamples, classWeightsOf, outputShape, scaleWarning, splitSamples } from './samples.ts';
import { decodeModel, encodeModel } from './serialize.ts';
import { checkSettings, defaultAccuracy, type ModelSettings } from './settings.ts';
import { summarize } from './summary.ts';
import { checkTrainOptions, type TrainOptions } from './train-options.ts';
import { Evaluation, Training, type Network, type Progress } from './training.ts';
import { Predictor } from './workspace.ts';
import { yieldToEventLoop } from './yield.ts';

/** Samples that a prediction takes at once, unless told otherwise: what a processor's caches like. */
const PREDICT_BATCH = 512;

/** A page stays alive when training gives way to it this often. */
const YIELD_AFTER_MS = 40;

const owners = new WeakMap<Layer, Model>();

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
  /** All epochs trained so far. */
  history = new History();

  readonly #layers: Layer[] = [];
  #settings: ModelSettings = {};
  #progress: Progress | undefined;
  /** The buffers of the last prediction, kept for the next. */
  #predictor: Predictor | undefined;
  #warned = false;

  /** @param options `random`: where the model draws from. @default the global stream */
  constructor(layers: readonly Layer[] = [], options: { readonly random?: RandomState } = {}) {
    checkOptions('Model', options, ['random']);
    this.random = streamOf('Model', options.random);
    if (!isArray(layers)) throw new ValueError('Model', 'an array of layers', describe(layers));
    this.#append(layers);
  }

  /** The layers in order. */
  get layers(): readonly Layer[] {
    return this.#layers;
  }

  get loss(): Loss | undefined {
    return this.#settings.loss;
  }

  get optimizer(): Optimizer | undefined {
    return this.#settings.optimizer;
  }

  /** How far training has come, inside an epoch too. */
  get progress(): Progress | undefined {
    return this.#progress;
  }

  /** Appends a layer. */
  add(layer: Layer): this {
    this.#append([layer]);
    return this;
  }

  /** Takes layers over, all or none. */
  #append(layers: readonly Layer[]): void {
    const where = 'Model.add';
    layers.forEach((layer, i) => {
      if (!(layer instanceof Layer)) throw new ValueError(where, 'a layer', describe(layer));
      if (owners.has(layer) || layers.indexOf(layer) < i) {
        const received = `${layer.toString()}, which belongs to a model`;
        throw new ValueError(where, 'a layer of its own', received, 'Make a new one.');
      }
    });
    const all = [...this.#layers, ...layers];
    const width = inputWidth(all);
    if (width !== undefined) outputShape(where, all, [1, width]);
    for (const layer of layers) owners.set(layer, this);
    this.#layers.push(...layers);
  }

  /** Sets what the model is trained with; what is not named stays. */
  set(settings: ModelSettings): this {
    checkSettings('Model.set', settings);
    this.#settings = { ...this.#settings, ...settings };
    return this;
  }

  /**
   * Trains, giving way to the event loop at least every 50 ms; the numbers are those of `trainSteps`.
   *
   * @returns the course of this run
   * @throws DivergedError when loss, gradients or parameters leave the finite numbers
   */
  async train(X: ArrayLike, y: ArrayLike, options: TrainOptions = {}): Promise<History> {
    const steps = this.trainSteps(X, y, options);
    let since = performance.now();
    for (let result = steps.next(); ; result = steps.next()) {
      if (result.done === true) return result.value;
      if (performance.now() - since > YIELD_AFTER_MS) {
        await yieldToEventLoop();
        since = performance.now();
      }
    }
  }

  /** Trains step by step, as fast as the results are asked for; a report for each step, and the course of the run at the end. */
  *trainSteps(X: ArrayLike, y: ArrayLike, options: TrainOptions = {}): Generator<StepReport, History, void> {
    const where = 'Model.train';
    checkTrainOptions(where, options);
    const { epochs = 1, shuffle = false, callbacks = [], signal, print, printEvery } = options;
    const startEpoch = options.startEpoch ?? this.#progress?.epoch ?? 0;
    const network = this.#network(where);
    const optimizer = this.#need(where, 'optimizer');
    const { training: samples, validation } = this.#samples(where, network, X, y, options);
    const batchSize = options.batchSize ?? samples.X.shape[0]!;
    checkCount(where, 'batchSize', batchSize);

    const { random } = this;
    const plan = { network, optimizer, samples, batchSize: Math.min(batchSize, samples.X.shape[0]!), shuffle, random };
    const training = new Training(plan, startEpoch, this.#progress);
    const evaluation = validation && new Evaluation(network, validation, options.batchSize);
    const history = new History();
    history.stopReason = 'interrupted';
    let stopped = false;
    const run = { model: this, history, stop: () => void (stopped = true) };
    const log =
      print ??
      ((line: string) => {
        globalThis.console.log(line);
      });

    try {
      for (const callback of callbacks) callback.onBegin?.(run);
      while (history.epochs.length < epochs && !stopped && signal?.aborted !== true) {
        const { step, epoch } = training.next();
        this.#progress = training.progress;
        const report = epoch && evaluation ? withValidation(epoch, evaluation) : epoch;
        if (report !== undefined) {
          history.epochs.push(report);
          this.history.epochs.push(report);
        }
        for (const callback of callbacks) callback.onStep?.(step, run);
        if (report !== undefined) {
          if (printEvery !== undefined && report.epoch % printEvery === 0) log(formatEpoch(report, this.#penalized()));
          for (const callback of callbacks) callback.onEpoch?.(report, run);
        }
        yield step;
      }
      const finished = history.epochs.length === epochs;
      history.stopReason = stopped ? 'stopped' : finished ? 'finished' : 'aborted';
      const last = history.epochs.at(-1);
      if (printEvery !== undefined && last?.validationLoss !== undefined) {
        log(formatValidation({ loss: last.validationLoss, accuracy: last.validationAccuracy! }));
      }
    } finally {
      endAll(callbacks, run);
    }
    return history;
  }

  /** The data loss, without penalties, and the accuracy. */
  evaluate(
    X: ArrayLike,
    y: ArrayLike,
    options: { readonly batchSize?: number } = {},
  ): { loss: number; accuracy: number } {
    checkOptions('Model.evaluate', options, ['batchSize']);
    if (options.batchSize !== undefined) checkCount('Model.evaluate', 'batchSize', options.batchSize);
    const network = this.#network('Model.evaluate');
    const samples = checkSamples('Model.evaluate', network, X, y);
    network.accuracy.fit(samples.answers);
    return new Evaluation(network, samples, options.batchSize).run();
  }

  /** The output for each sample, in inference; the size of batches has no part in it. */
  predict(X: ArrayLike, options: { readonly batchSize?: number } = {}): FloatTensor {
    const where = 'Model.predict';
    checkOptions(where, options, ['batchSize']);
    this.#needLayers(where);
    const inputs = checkInputs(where, this.#layers, X);
    const N = inputs.shape[0]!;
    const { batchSize = PREDICT_BATCH } = options;
    checkCount(where, 'batchSize', batchSize);
    const plan = [
      this.#layers,
      inputs,
      Math.min(batchSize, N),
      { training: false, precision: dotPrecision() },
    ] as const;
    if (this.#predictor?.serves(...plan) !== true) this.#predictor = new Predictor(...plan);
    return this.#predictor.run(inputs);
  }

  /** What the last layer predicts for each sample: a class index, 0 or 1, or the values. */
  classes(X: ArrayLike, options: { readonly batchSize?: number } = {}): Tensor {
    return this.#closing().predictions(this.predict(X, options));
  }

  /** Copies of all parameters, by name: `layers.0.weights`. */
  parameters(): { name: string; tensor: FloatTensor }[] {
    return this.#layers.flatMap((layer, at) =>
      layer.parameters.map(({ name, value }) => ({ name: `layers.${at}.${name}`, tensor: value.clone() })),
    );
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
    const parameters = this.#layers.flatMap((layer) => layer.parameters);
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
      parameter.assign(where, given[i]!);
    });
  }

  /** A table of the layers, the shapes of their outputs and their parameters. */
  summary(): string {
    return summarize(this.#layers, inputWidth(this.#layers));
  }

  toString(): string {
    return `Model(${this.#layers.join(', ')})`;
  }

  /**
   * The model as a safetensors file.
   *
   * @param options `training`: also what is needed to train on as if nothing had happened: the optimizer's slots, the random
   *     stream, the progress and the history. @default false
   */
  toBytes(options: { readonly training?: boolean } = {}): Uint8Array {
    checkOptions('Model.toBytes', options, ['training']);
    const { random, labels, scaler } = this;
    const history = this.history.epochs;
    const { loss, optimizer, accuracy } = this.#settings;
    const progress = this.#progress;
    return encodeModel(
      { layers: this.#layers, loss, optimizer, accuracy, random, progress, history, labels, scaler },
      options,
    );
  }

  /**
   * A model from the bytes of `toBytes`. A random stream that was saved becomes the model's own; the global one stays as it is.
   *
   * @throws FormatError for bytes that are not such a file
   */
  static fromBytes(bytes: Uint8Array): Model {
    const { layers, loss, optimizer, accuracy, random, progress, history, labels, scaler } = decodeModel(bytes);
    const model = new Model(layers, { random });
    model.#settings = {
      ...(loss && { loss }),
      ...(optimizer && { optimizer }),
      ...(accuracy && { accuracy }),
    };
    model.#progress = progress;
    for (const report of history ?? []) model.history.epochs.push(report);
    model.labels = labels;
    model.scaler = scaler;
    return model;
  }

  #network(where: string): Network {
    this.#needLayers(where);
    const closing = this.#closing();
    const accuracy = this.#settings.accuracy ?? defaultAccuracy(closing);
    this.#settings = { ...this.#settings, accuracy };
    return {
      layers: this.#layers,
      closing,
      loss: this.#need(where, 'loss'),
      accuracy,
      precision: dotPrecision(),
    };
  }

  #samples(where: string, network: Network, X: ArrayLike, y: ArrayLike, options: TrainOptions) {
    const { validationData, validationSplit, classWeights } = options;
    const all = checkSamples(where, network, X, y);
    const warning = this.#warned ? undefined : scaleWarning(all.X);
    this.#warned ||= warning !== undefined;
    if (warning !== undefined) (options.print ?? globalThis.console.warn)(warning);
    network.accuracy.fit(all.answers);
    const classes = outputShape(where, this.#layers, all.X.shape)[1] ?? 1;
    const weighted = classWeights ? { ...all, weights: classWeightsOf(where, classWeights, all, classes) } : all;
    if (validationData !== undefined && validationSplit !== undefined) {
      throw new ValueError(where, 'validationData or validationSplit', 'both');
    }
    if (validationData !== undefined) {
      const [Xv, yv] = 'X' in validationData ? [validationData.X, validationData.y] : validationData;
      return { training: weighted, validation: checkSamples(`${where}, validationData`, network, Xv, yv) };
    }
    if (validationSplit === undefined) return { training: weighted };
    const [training, validation] = splitSamples(weighted, validationSplit);
    return { training, validation: { ...validation, weights: undefined } };
  }

  #closing(): Activation {
    const last = this.#layers.at(-1);
    return last instanceof Activation ? last : new Linear();
  }

  #penalized(): boolean {
    return this.#layers.some((layer) => layer.isPenalized());
  }

  #needLayers(where: string): void {
    if (this.#layers.length === 0) throw new NnfsError(where, 'a model of at least one layer', 'none');
  }

  #need<K extends 'loss' | 'optimizer'>(where: string, name: K): NonNullable<ModelSettings[K]> {
    const found = this.#settings[name];
    if (found === undefined)
      throw new NnfsError(
        where,
        `${name === 'loss' ? 'a' : 'an'} ${name}`,
        'none',
        `Call model.set({ ${name} }) first.`,
      );
    return found;
  }
}

/** The inputs of a sample, where the first layer that knows tells. */
function inputWidth(layers: readonly Layer[]): number | undefined {
  return layers.find((layer) => layer.inputWidth !== undefined)?.inputWidth;
}

function withValidation(report: EpochReport, evaluation: Evaluation): EpochReport {
  const { loss, accuracy } = evaluation.run();
  return { ...report, validationLoss: loss, validationAccuracy: accuracy };
}
