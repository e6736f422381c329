/** What a file keeps so that training goes on as if it had never stopped: random streams, optimizer, progress. */
import { jsonNumber, jsonScalar, scalarOf, type JsonValue } from '../../io/json.ts';
import { ValueError } from '../../errors.ts';
import type { Layer } from '../../layers/layer.ts';
import type { Parameter } from '../../layers/parameter.ts';
import { slotTensors, type Optimizer } from '../../optimizers/optimizer.ts';
import { RandomState, type RandomStateData } from '../../random/random-state.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { Memory } from '../callbacks/callback.ts';
import type { Progress } from '../run/training.ts';
import { streamsOf } from '../streams.ts';
import type { StoredTensors } from './stored-tensors.ts';

/** What a stream is drawn from by: the model, which shuffles, and layers such as Dropout. */
type Owners = ReadonlyMap<string, RandomState>;

export function streamOwners(chain: Layer, random: RandomState): Owners {
  return new Map([['model', random], ...streamsOf(chain)]);
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
    for (const [slot, tensor] of slotTensors(optimizer, parameter)) tensors.set(slotName(parameter, slot), tensor);
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
    if (!names.some((name) => stored.shapeOf(name))) continue;
    const slots = optimizer.slotNames.map((slot, i) => {
      const least = slot === 'cache' ? 0 : -Infinity;
      return stored.take(names[i]!, parameter.value.shape, (value) => Number.isFinite(value) && value >= least).data;
    });
    const met = state.optional('met', (each) => each.optional(parameter.name, (since) => since.count()));
    optimizer.setSlots(parameter, slots, met ?? 0);
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
    return { name, state: Object.fromEntries(Object.entries(state).map(([key, value]) => [key, jsonScalar(value)])) };
  });
}

export function decodeMemories(json: JsonValue, { parameters }: Layer, stored: StoredTensors): Map<string, Memory> {
  const memories = new Map<string, Memory>();
  [...json.items()].forEach((memory, index) => {
    const state = Object.fromEntries(
      memory
        .member('state')
        .entries()
        .map(([key, value]) => [key, scalarOf(value)]),
    );
    const first = parameters[0] && stored.shapeOf(memoryName(index, parameters[0]));
    const values = first && parameters.map((each) => stored.take(memoryName(index, each), each.value.shape));
    memories.set(memory.member('name').string(), { state, parameters: values });
  });
  return memories;
}

/** Stands in for a learning-rate schedule, a function, until someone sets it again. */
export function missingSchedule(): never {
  const hint = 'A file holds no functions: set model.optimizer.learningRate to the schedule.';
  throw new ValueError('Model.train', 'the learning-rate schedule of the saved model', 'none', hint);
}

export function encodeProgress(progress: Progress): Record<string, unknown> {
  const { sums, learningRateBefore } = progress;
  const metrics = sums.metrics.map((values) => values.map(jsonNumber));
  return {
    ...progress,
    sums: { samples: sums.samples, loss: jsonNumber(sums.loss), metrics },
    learningRateBefore: jsonNumber(learningRateBefore),
  };
}

export function decodeProgress(progress: JsonValue): Progress {
  const count = (name: string, of = progress): number => of.member(name).count();
  const sums = progress.member('sums');
  const metrics = sums.optional('metrics', (json) =>
    json.items().map((values) => values.items().map((value) => value.number())),
  );
  return {
    epoch: count('epoch'),
    step: count('step'),
    samples: count('samples'),
    batchSize: count('batchSize'),
    fingerprint: progress.optional('fingerprint', (json) => json.count()),
    sums: {
      samples: count('samples', sums),
      loss: sums.member('loss').number(),
      metrics: metrics ?? [[count('compared', sums), count('right', sums)]], // version 1 knew the accuracy alone
    },
    learningRateBefore: progress.member('learningRateBefore').number(),
    shuffledFrom: progress.optional('shuffledFrom', (json) =>
      json.convert((state) => RandomState.fromState(state as RandomStateData).getState()),
    ),
  };
}
