/** Layers that leave the numbers alone, drop some, or normalize them. */
import type { BatchNormalization } from '../../../layers/batch-normalization.ts';
import type { Dropout } from '../../../layers/dropout.ts';
import type { LayerNormalization } from '../../../layers/layer-normalization.ts';
import type { Rescaling } from '../../../layers/rescaling.ts';
import type { Reshape } from '../../../layers/reshape.ts';
import { Tensor } from '../../../tensor/tensor.ts';
import type { Write } from '../module-writer.ts';
import { call, number } from '../python/literal.ts';
import { ofAxes } from './axes.ts';

export const dropout: Write<Dropout> = (python, x, { rate }) => {
  python.add(`nn.Dropout(${number(rate)})`);
  return x;
};

/** Whole channels, which PyTorch looks for behind the samples. */
export const spatialDropout: Write<Dropout> = (python, given, layer) => {
  const x = python.channelsFirst(given);
  python.add(`nn.Dropout${ofAxes(layer, x.rank)}(${number(layer.rate)})`);
  return x;
};

export const rescaling: Write<Rescaling> = (python, x, { scale, offset }) => {
  python.uses('Rescaling');
  python.add(`Rescaling(${number(scale)}, ${number(offset)})`);
  return x;
};

/** In our order of axes, so that the weights behind it stay as they are. */
export const flatten: Write<unknown> = (python, given) => {
  python.channelsLast(given);
  python.add('nn.Flatten()');
  return { rank: 2, channelsFirst: false };
};

export const reshape: Write<Reshape> = (python, given, { shape }) => {
  python.channelsLast(given);
  python.uses('Reshape');
  python.add(`Reshape(${shape.map(number).join(', ')})`);
  return { rank: shape.length + 1, channelsFirst: false };
};

/** What is frozen takes its moving statistics in training too. */
export const batchNormalization: Write<BatchNormalization> = (python, given, layer) => {
  const x = python.channelsFirst(given);
  const { features, epsilon, momentum, trainable, parameters } = layer;
  const code = call(`nn.BatchNorm${x.rank === 2 ? '1d' : ofAxes(layer, x.rank)}`, [number(features)], {
    eps: [number(epsilon)],
    momentum: [number(1 - momentum)],
  });
  if (!trainable) python.uses('Frozen');
  const path = python.add(trainable ? code : `Frozen(${code})`) + (trainable ? '' : '.0');
  const [gamma, beta, mean, variance] = parameters;
  python.keep(path, 'weight', gamma);
  python.keep(path, 'bias', beta);
  python.keep(path, 'running_mean', mean!);
  python.keep(path, 'running_var', variance!);
  python.buffers.set(`${path}.num_batches_tracked`, new Tensor('int32', []));
  return x;
};

export const layerNormalization: Write<LayerNormalization> = (python, given, layer) => {
  const x = python.channelsLast(given);
  const { features, epsilon, parameters } = layer;
  const path = python.add(call('nn.LayerNorm', [number(features)], { eps: [number(epsilon), '0.00001'] }));
  python.keep(path, 'weight', parameters[0]);
  python.keep(path, 'bias', parameters[1]);
  return x;
};
