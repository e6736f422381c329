/** A network for a table, from settings. */
import type { TargetEncoding } from '../datasets/tables/encoder/target.ts';
import type { Model } from '../model/model.ts';
import type { RandomState } from '../random/random-state.ts';
import type { Tensor } from '../tensor/tensor.ts';
import { buildNetwork } from './network.ts';
import { hasOutputPerClass, type NetworkSettings, type RunSettings } from './settings.ts';

/** All that training on a table follows from. */
export type TableSettings = NetworkSettings & RunSettings;

/** An untrained model for so many inputs and such a target. */
export function makeModel(settings: TableSettings, inputs: number, target: TargetEncoding, random: RandomState): Model {
  const outputs = target.task === 'classification' && hasOutputPerClass(settings.loss) ? target.labels.length : 1;
  return buildNetwork(settings, inputs, outputs, random);
}

/** Targets as the loss of a model takes them: class indices [N], or [N, 1] of the one output for a yes. */
export function lossTargets({ outputShape }: Model, y: Tensor): Tensor {
  return y.rank === 1 && outputShape?.at(-1) === 1 ? y.reshape([y.size, 1]) : y;
}
