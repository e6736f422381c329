/** What a file keeps so that training goes on as if it had never stopped: random streams, optimizer, progress. */
import { jsonNumber, type JsonValue } from '../io/json.ts';
import { ValueError } from '../errors.ts';
import type { Layer } from '../layers/layer.ts';
import type { Optimizer } from '../optimizers/optimizer.ts';
import { RandomState, type RandomStateData } from '../random/random-state.ts';
import { Tensor } from '../tensor/tensor.ts';
import type { StoredTensors } from './stored-tensors.ts';
import type { Progress } from './training.ts';

/** What a stream is drawn from by: the model, which shuffles, and layers such as Dropout. */
type Owners = ReadonlyMap<string, RandomState>;

export function streamOwners(layers: readonly Layer[], random: RandomState): Owners {
  const drawing = layers.flatMap((layer, at): [string, RandomState][] =>
    'random' in layer && layer.random instanceof RandomState ? [[`layers.${at}`, layer.random]] : [],
  );
  return new Map([['model', random], ...drawing]);
}

/** Each stream once, with all who draw from it, so that what is shared stays shared. */
export function encodeStreams(owners: Owners): { owners: string[]; state: RandomStateData }[] {
  return [...new Set(owners.values())].map((stream) => ({
    owners: [...owners].filter(([, drawnFrom]) => drawnFrom === stream).map(([owner]) => owner),
    state: stream.getState(),
  }));
}

/** New streams where the file's stood; the global one is left alone. */
export function decodeStreams(streams: JsonValue): Owners {
  const owners = new Map<string, RandomState>();
  for (const stream of streams.items()) {
    const random = stream.member('state').convert((state) => RandomState.fromState(state as RandomStateData));
    for (const owner of stream.member('owners').items()) {
      if (owners.has(owner.string())) throw owner.error('an owner of one stream', `${owner.string()}, who has another`);
      owners.set(owner.string(), random);
    }
  }
  return owners;
}

/** @throws FormatError unless the owners of the file's streams are those of the model */
export function checkOwners(streams: JsonValue, stored: Owners, layers: readonly Layer[]): RandomState {
  const random = stored.get('model');
  if (random === undefined) throw streams.error('a stream of the model', 'none');
  const [wanted, found] = [streamOwners(layers, random), stored].map((owners) => [...owners.keys()].sort().join(', '));
  if (wanted !== found) throw streams.error(`streams of ${wanted!}`, found!.slice(0, 80));
  return random;
}

const slotName = (layer: number, parameter: string, slot: string): string =>
  `optimizer.layers.${layer}.${parameter}.${slot}`;

/** The steps taken; what is remembered of each parameter goes among the tensors. */
export function encodeOptimizerState(
  optimizer: Optimizer,
  layers: readonly Layer[],
  tensors: Map<string, Tensor>,
): Record<string, unknown> {
  const { iterations, slotNames } = optimizer;
  for (const [at, layer] of layers.entries()) {
    for (const parameter of layer.parameters) {
      if (!optimizer.hasSlots(parameter)) continue; // no step yet; asking for its slots would settle their type too early
      optimizer.slotsOf(parameter).forEach((data, i) => {
        const dtype = data instanceof Float32Array ? 'float32' : 'float64';
        tensors.set(slotName(at, parameter.name, slotNames[i]!), new Tensor(dtype, parameter.value.shape, data));
      });
    }
  }
  return { iterations, ...(iterations > 0 && { currentLearningRate: jsonNumber(optimizer.currentLearningRate) }) };
}

export function decodeOptimizerState(
  state: JsonValue,
  optimizer: Optimizer,
  layers: readonly Layer[],
  stored: StoredTensors,
): void {
  const iterations = state.member('iterations').count();
  if (iterations > 0) optimizer.restore(iterations, state.member('currentLearningRate').number());
  for (const [at, layer] of layers.entries()) {
    for (const parameter of layer.parameters) {
      const names = optimizer.slotNames.map((slot) => slotName(at, parameter.name, slot));
      if (!names.some((name) => stored.shapeOf(name) !== undefined)) continue;
      optimizer.setSlots(
        parameter,
        names.map((name) => stored.take(name, parameter.value.shape).data),
      );
    }
  }
}

/** Stands in for a learning-rate schedule, a function, until someone sets it again. */
export function missingSchedule(): never {
  throw new ValueError(
    'Model.train',
    'the learning-rate schedule of the saved model',
    'none',
    'A file holds no functions: set model.optimizer.learningRate to the schedule.',
  );
}

export function encodeProgress(progress: Progress): Record<string, unknown> {
  const { sums, learningRateBefore } = progress;
  return {
    ...progress,
    sums: { ...sums, loss: jsonNumber(sums.loss) },
    learningRateBefore: jsonNumber(learningRateBefore),
  };
}

export function decodeProgress(progress: JsonValue): Progress {
  const [sums, shuffledFrom] = [progress.member('sums'), progress.member('shuffledFrom')];
  return {
    epoch: progress.member('epoch').count(),
    step: progress.member('step').count(),
    samples: progress.member('samples').count(),
    batchSize: progress.member('batchSize').count(),
    sums: {
      samples: sums.member('samples').count(),
      loss: sums.member('loss').number(),
      compared: sums.member('compared').count(),
      right: sums.member('right').count(),
    },
    learningRateBefore: progress.member('learningRateBefore').number(),
    ...(shuffledFrom.present && {
      shuffledFrom: shuffledFrom.convert((state) => RandomState.fromState(state as RandomStateData).getState()),
    }),
  };
}
