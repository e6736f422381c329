/** Layers that multiply: Dense and convolutions. */
import type { Conv1D } from '../../../layers/conv1d.ts';
import type { Conv2D } from '../../../layers/conv2d.ts';
import type { Dense } from '../../../layers/dense.ts';
import { pairOf } from '../../../layers/window-options.ts';
import { isArray } from '../../../tensor/shape.ts';
import type { Tensor } from '../../../tensor/tensor.ts';
import type { Flow, ModuleWriter, Write } from '../module-writer.ts';
import { call, flag, number, sizes } from '../python/literal.ts';
import { padded, type Axis } from './windows.ts';

/** Weights [I, O] become [O, I]. */
export const dense: Write<Dense> = (python, given, layer) => {
  const x = python.channelsLast(given);
  const { nInputs, nNeurons, useBias, parameters } = layer;
  const code = call('nn.Linear', [nInputs, nNeurons].map(number), { bias: [flag(useBias), 'True'] });
  keepBoth(python, python.add(code), parameters, (weights) => weights.transpose());
  return x;
};

export const conv2d: Write<Conv2D> = (python, x, layer) => {
  const { kernelSize, strides, dilation, padding } = layer;
  const [size, stride, apart] = [kernelSize, strides, dilation].map(pairOf);
  const paddings = isArray(padding) ? padding : [padding, padding];
  const axes = [0, 1].map((i) => ({
    size: size![i]!,
    stride: stride![i]!,
    dilation: apart![i]!,
    padding: paddings[i]!,
  }));
  return convolution('nn.Conv2d', python, x, layer, axes);
};

export const conv1d: Write<Conv1D> = (python, x, layer) => {
  const { kernelSize: size, strides: stride, dilation, padding } = layer;
  return convolution('nn.Conv1d', python, x, layer, [{ size, stride, dilation, padding }]);
};

/** Weights [...kernel, channels, filters] become [filters, channels, ...kernel]. */
function convolution(
  name: string,
  python: ModuleWriter,
  given: Flow,
  { channels, filters, useBias, parameters }: Conv1D | Conv2D,
  axes: readonly Axis[],
): Flow {
  const x = python.channelsFirst(given);
  const padding = padded(python, axes);
  const code = call(name, [channels, filters].map(number).concat(sizes(axes.map(({ size }) => size))), {
    stride: [sizes(axes.map(({ stride }) => stride)), '1'],
    padding: [sizes(padding), '0'],
    dilation: [sizes(axes.map(({ dilation }) => dilation)), '1'],
    bias: [flag(useBias), 'True'],
  });
  keepBoth(python, python.add(code), parameters, (weights) => {
    const { rank } = weights;
    return weights.transpose([rank - 1, rank - 2, ...Array(rank - 2).keys()]);
  });
  return x;
}

function keepBoth(
  python: ModuleWriter,
  path: string,
  [weights, biases]: Dense['parameters'],
  turned: (weights: Tensor) => Tensor,
): void {
  python.keep(path, 'weight', weights, turned);
  if (biases) python.keep(path, 'bias', biases);
}
