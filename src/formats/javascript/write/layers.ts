/** Layers as steps of a module. */
import type { Layer } from '../../../layers/layer.ts';
import type { BatchNormalization } from '../../../layers/batch-normalization.ts';
import type { Conv1D } from '../../../layers/conv1d.ts';
import type { Conv2D } from '../../../layers/conv2d.ts';
import type { Dense } from '../../../layers/dense.ts';
import type { LayerNormalization } from '../../../layers/layer-normalization.ts';
import type { FloatTensor } from '../../../layers/pass.ts';
import type { PoolPadding } from '../../../layers/pooling.ts';
import type { Rescaling } from '../../../layers/rescaling.ts';
import type { Reshape } from '../../../layers/reshape.ts';
import { NO_AXIS, pairOf, type Axis, type Pair } from '../../../layers/window-options.ts';
import { isArray } from '../../../tensor/shape.ts';
import { literal, numberLiteral } from '../literals.ts';
import type { ModuleWriter, PieceName, Write } from '../module-writer.ts';

/** What leaves the type alone. */
const step =
  <L>(piece: PieceName, args: (module: ModuleWriter, layer: L) => readonly string[] = () => []): Write<L> =>
  (module, layer, dtype) => {
    module.step(piece, ...args(module, layer));
    return dtype;
  };

/** What acts in training alone. */
export const nothing: Write<unknown> = (_module, _layer, dtype) => dtype;

interface Multiplying {
  readonly weights: FloatTensor;
  readonly useBias: boolean;
  readonly biases: FloatTensor;
}

const dot = (module: ModuleWriter): string => module.of(module.precision, 'dotInFloat32', 'dotInFloat64');

/** Weights, and biases where there are some. */
function weightsOf(module: ModuleWriter, layer: Multiplying): readonly string[] {
  const weights = module.parameter('weights', layer.weights);
  return layer.useBias ? [weights, module.parameter('biases', layer.biases)] : [weights];
}

export const dense: Write<Dense> = (module, layer) => {
  module.step('dense', dot(module), ...weightsOf(module, layer));
  return layer.weights.dtype;
};

function convolution(module: ModuleWriter, layer: Multiplying, axes: readonly Axis[]) {
  module.step('convolution', dot(module), literal(axes), ...weightsOf(module, layer));
  return layer.weights.dtype;
}

export const conv2d: Write<Conv2D> = (module, layer) => {
  const [size, stride, dilation] = [layer.kernelSize, layer.strides, layer.dilation].map(pairOf);
  const axis = (i: 0 | 1): Axis => {
    const padding = isArray(layer.padding) ? layer.padding[i] : layer.padding;
    return { size: size![i], stride: stride![i], dilation: dilation![i], padding };
  };
  return convolution(module, layer, [axis(0), axis(1)]);
};

export const conv1d: Write<Conv1D> = (module, layer) => {
  const { kernelSize: size, strides: stride, dilation, padding } = layer;
  return convolution(module, layer, [NO_AXIS, { size, stride, dilation, padding }]);
};

interface Pooling extends Layer {
  readonly poolSize: Pair;
  readonly strides: Pair | undefined;
  readonly padding: PoolPadding;
}

const pooling = (piece: PieceName): Write<Pooling> =>
  step(piece, (_, { kind, poolSize, strides = poolSize, padding }) => {
    const axis = (i: 0 | 1): Axis => ({ size: pairOf(poolSize)[i], stride: pairOf(strides)[i], dilation: 1, padding });
    return [literal([kind.endsWith('2D') ? axis(0) : NO_AXIS, axis(1)])];
  });

export const maxPooling = /* @__PURE__ */ pooling('maxPooling');
export const averagePooling = /* @__PURE__ */ pooling('averagePooling');
export const globalAverage = /* @__PURE__ */ step('globalAverage');
export const globalMax = /* @__PURE__ */ step('globalMax');
export const flatten = /* @__PURE__ */ step('flatten');
export const reshape = /* @__PURE__ */ step<Reshape>('reshape', (_, { shape }) => [literal(shape)]);
export const rescaling = /* @__PURE__ */ step<Rescaling>('rescaling', (_, { scale, offset }) =>
  [scale, offset].map(numberLiteral),
);

export const batchNormalization: Write<BatchNormalization> = (module, layer) => {
  const rows = (['gamma', 'beta', 'movingMean', 'movingVariance'] as const).map((name) => module.parameter(name, layer[name])); // prettier-ignore
  module.step('batchNormalization', ...rows, numberLiteral(layer.epsilon));
  return layer.gamma.dtype;
};

export const layerNormalization: Write<LayerNormalization> = (module, layer) => {
  const rows = (['gamma', 'beta'] as const).map((name) => module.parameter(name, layer[name]));
  module.step('layerNormalization', ...rows, numberLiteral(layer.epsilon));
  return layer.gamma.dtype;
};

export const sequential: Write<Layer> = (module, { layers }, dtype) => module.layers(layers, dtype);

/** x + f(x), in the wider of the two types. */
export const residual: Write<Layer> = (module, { layers }, dtype) => {
  const before = `before${module.path.replaceAll(/\.?layers\./g, '_')}`;
  module.line(`const ${before} = x; // Residual: x + f(x)`);
  const inner = module.layers(layers, dtype);
  const [wide, other] = dtype === 'float64' ? [before, 'x'] : ['x', before];
  module.line(`x = ${module.use('add')}(${wide}, ${other});`);
  return dtype === 'float64' ? dtype : inner;
};
