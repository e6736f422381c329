/** What a file keeps so that training goes on as if it had never stopped: random streams, optimizer, progress. */
import { jsonNumber, type JsonValue } from '../../io/json.ts';
import { ValueError } from '../../errors.ts';
import type { Layer } from '../../layers/layer.ts';
import type { Parameter } from '../../layers/parameter.ts';
import type { Optimizer } from '../../optimizers/optimizer.ts';
import { RandomState, type RandomStateData } from '../../random/random-state.ts';
import { Tensor } from '../../tensor/tensor.ts';
import { scalarOf } from './kinds.ts';
import type { StoredTensors } from './stored-tensors.ts';
import type { Memory } from '../callbacks/callback.ts';
import type { Progress } from '../run/training.ts';

/** What a stream is drawn from by: the model, which shuffles, and layers such as Dropout. */
type Owners = ReadonlyMap<string, RandomState>;

export function streamOwners(chain: Layer, random: RandomState): Owners {
  return new Map([['model', random], ...streamsOf(chain, '')]);
}

function streamsOf(container: Layer, prefix: string): [owner: string, stream: RandomState][] {
  return container.layers.flatMap((layer, at) => {
    const path = `${prefix}layers.${at}`;
    const own: [string, RandomState][] =
      'random' in layer && layer.random instanceof RandomState ? [[path, layer.random]] : [];
    return [...own, ...streamsOf(layer, `${path}.`)];
  });
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
export function checkOwners(streams: JsonValue, stored: Owners, chain: Layer): RandomState {
  const random = stored.get('model');
  if (random === undefined) throw streams.error('a stream of the model', 'none');
  const [wanted, found] = [streamOwners(chain, random), stored].map((owners) => [...owners.keys()].sort().join(', '));
  if (wanted !== found) throw streams.error(`streams of ${wanted!}`, found!.slice(0, 80));
  return random;
}

const slotName = (parameter: Parameter, slot: string): string => `optimizer.${parameter.name}.${slot}`;

/** The steps taken; what is remembered of each parameter goes among the tensors. */
export function encodeOptimizerState(
  optimizer: Optimizer,
  { parameters }: Layer,
  tensors: Map<string, Tensor>,
): Record<string, unknown> {
  const { iterations, slotNames } = optimizer;
  const met: Record<string, number> = {};
  for (const parameter of parameters) {
    if (slotNames.length === 0 || !optimizer.hasSlots(parameter)) continue; // no step yet; asking for its slots would settle their type too early
    if (optimizer.metAt(parameter) > 0) met[parameter.name] = optimizer.metAt(parameter);
    optimizer.slotsOf(parameter).forEach((data, i) => {
      const dtype = data instanceof Float32Array ? 'float32' : 'float64';
      tensors.set(slotName(parameter, slotNames[i]!), new Tensor(dtype, parameter.value.shape, data));
    });
  }
  return {
    iterations,
    ...(iterations > 0 && { currentLearningRate: jsonNumber(optimizer.currentLearningRate) }),
    ...(Object.keys(met).length > 0 && { met }),
  };
}

/** @throws FormatError for slots that are not finite, and for a cache, a sum of squares, below 0: one step would spoil the parameters */
export function decodeOptimizerState(
  state: JsonValue,
  optimizer: Optimizer,
  { parameters }: Layer,
  stored: StoredTensors,
): void {
  const iterations = state.member('iterations').count();
  if (iterations > 0) optimizer.restore(iterations, state.member('currentLearningRate').number());
  for (const parameter of parameters) {
    const names = optimizer.slotNames.map((slot) => slotName(parameter, slot));
    if (!names.some((name) => stored.shapeOf(name) !== undefined)) continue;
    const slots = optimizer.slotNames.map((slot, i) => {
      const least = slot === 'cache' ? 0 : -Infinity;
      return stored.take(names[i]!, parameter.value.shape, (value) => Number.isFinite(value) && value >= least).data;
    });
    const met = state.member('met');
    const since = met.present ? met.member(parameter.name) : met;
    optimizer.setSlots(parameter, slots, since.present ? since.count() : 0);
  }
}

const memoryName = (index: number, parameter: Parameter): string => `memories.${index}.${parameter.name}`;

/** What callbacks remember; the parameters among it go among the tensors. */
export function encodeMemories(
  memories: ReadonlyMap<string, Memory>,
  { parameters }: Layer,
  tensors: Map<string, Tensor>,
): unknown {
  if (memories.size === 0) return undefined;
  return [...memories].map(([name, { state, parameters: values }], index) => {
    values?.forEach((value, i) => tensors.set(memoryName(index, parameters[i]!), value));
    const entries = Object.entries(state).map(([key, value]) => [
      key,
      typeof value === 'number' ? jsonNumber(value) : value,
    ]);
    return { name, state: Object.fromEntries(entries) as unknown };
  });
}

export function decodeMemories(json: JsonValue, { parameters }: Layer, stored: StoredTensors): Map<string, Memory> {
  const memories = new Map<string, Memory>();
  if (!json.present) return memories;
  let index = -1;
  for (const memory of json.items()) {
    index++;
    const entries = memory.member('state').entries();
    const state = Object.fromEntries(entries.map(([key, value]) => [key, scalarOf(value)]));
    const first = parameters[0] && stored.shapeOf(memoryName(index, parameters[0]));
    const values = first && parameters.map((each) => stored.take(memoryName(index, each), each.value.shape));
    memories.set(memory.member('name').string(), { state, parameters: values });
  }
  return memories;
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
    sums: {
      samples: sums.samples,
      loss: jsonNumber(sums.loss),
      metrics: sums.metrics.map((values) => values.map(jsonNumber)),
    },
    learningRateBefore: jsonNumber(learningRateBefore),
  };
}

export function decodeProgress(progress: JsonValue): Progress {
  const [sums, shuffledFrom] = [progress.member('sums'), progress.member('shuffledFrom')];
  const [metrics, fingerprint] = [sums.member('metrics'), progress.member('fingerprint')];
  // Version 1 knew the accuracy alone.
  const counts = (): number[][] => [[sums.member('compared').count(), sums.member('right').count()]];
  return {
    epoch: progress.member('epoch').count(),
    step: progress.member('step').count(),
    samples: progress.member('samples').count(),
    batchSize: progress.member('batchSize').count(),
    ...(fingerprint.present && { fingerprint: fingerprint.count() }),
    sums: {
      samples: sums.member('samples').count(),
      loss: sums.member('loss').number(),
      metrics: metrics.present
        ? metrics.items().map((values) => values.items().map((value) => value.number()))
        : counts(),
    },
    learningRateBefore: progress.member('learningRateBefore').number(),
    ...(shuffledFrom.present && {
      shuffledFrom: shuffledFrom.convert((state) => RandomState.fromState(state as RandomStateData).getState()),
    }),
  };
}
