/** Activations, normalizations, and sums and products with constants. */
import { ELU } from '../../../activations/elu.ts';
import { GELUTanh } from '../../../activations/gelu-tanh.ts';
import { GELU } from '../../../activations/gelu.ts';
import { HardSigmoid } from '../../../activations/hard-sigmoid.ts';
import { LeakyReLU } from '../../../activations/leaky-relu.ts';
import { PReLU } from '../../../activations/prelu.ts';
import { ReLU } from '../../../activations/relu.ts';
import { ReLU6 } from '../../../activations/relu6.ts';
import { SELU } from '../../../activations/selu.ts';
import { Softmax } from '../../../activations/softmax.ts';
import { BatchNormalization } from '../../../layers/batch-normalization.ts';
import { Dense } from '../../../layers/dense.ts';
import { LayerNormalization } from '../../../layers/layer-normalization.ts';
import type { Layer } from '../../../layers/layer.ts';
import { Rescaling } from '../../../layers/rescaling.ts';
import { Tensor } from '../../../tensor/tensor.ts';
import type { Builder, Read } from './builder.ts';
import { limitsOf } from './patterns.ts';
import type { Step } from './steps.ts';
import type { Constant } from './tensors.ts';

/** A layer of single values without settings. */
export const each =
  (make: (step: Step) => Layer): Read =>
  (builder, step) => {
    builder.add(make(step));
    return undefined;
  };

const close = (value: number, wanted: number): boolean => Math.abs(value - wanted) < 1e-6;

export const leakyRelu = /* @__PURE__ */ each(
  ({ node }) => new LeakyReLU({ slope: shortest(node.float('alpha', 0.01)) }),
);
export const elu = /* @__PURE__ */ each(({ node }) => new ELU({ alpha: shortest(node.float('alpha', 1)) }));
export const gelu = /* @__PURE__ */ each(({ node }) =>
  node.text('approximate') === 'tanh' ? new GELUTanh() : new GELU(),
);

/** The number of the fewest digits that is the same float32: what a person wrote. */
function shortest(value: number): number {
  for (let digits = 1; digits < 9; digits++) {
    const rounded = Number(value.toPrecision(digits));
    if (Math.fround(rounded) === value) return rounded;
  }
  return value;
}

export const selu = /* @__PURE__ */ each(({ node }) => {
  const [alpha, gamma] = [node.float('alpha', 1.6732632423543772), node.float('gamma', 1.0507009873554805)];
  if (close(alpha, 1.6732632423543772) && close(gamma, 1.0507009873554805)) return new SELU();
  throw node.unfit('the usual numbers', `alpha ${alpha}, gamma ${gamma}`);
});

export const hardSigmoid = /* @__PURE__ */ each(({ node }) => {
  const [alpha, beta] = [node.float('alpha', 0.2), node.float('beta', 0.5)];
  if (close(alpha, 1 / 6) && close(beta, 0.5)) return new HardSigmoid();
  throw node.unfit('alpha 1/6 and beta 0.5', `alpha ${alpha}, beta ${beta}`);
});

export const clip: Read = (builder, { node }) => {
  const [low, high] = limitsOf(builder.graph, node.outputs[0]!);
  if (low !== 0 || (high !== 6 && !(high! > 3.4e38)))
    throw node.unfit('limits 0 and 6, or 0 alone', `${low} and ${high}`);
  builder.add(high === 6 ? new ReLU6() : new ReLU());
  return undefined;
};

/** Softmax and its kin, along the features. Before opset 13 a row was all from an axis on. */
export const alongRows =
  (make: () => Layer): Read =>
  (builder, { node }) => {
    const axis = node.int('axis', builder.graph.opset < 13 ? 1 : -1);
    if (!builder.isFeatures(axis) || axis === 0) throw node.unfit('rows along the features', `axis ${axis}`);
    if (builder.flat !== undefined) throw node.unfit('features in order', 'those of an image');
    builder.add(make());
    return undefined;
  };

export const prelu: Read = (builder, step) => {
  const slopes = step.constants[1];
  if (slopes === undefined) throw step.node.unfit('constant slopes', 'others');
  const values = slopes.values.length === 1 ? Float32Array.from(slopes.values) : row(builder, step, slopes);
  const layer = new PReLU(values.length);
  layer.slopes = [[...values]];
  builder.add(layer);
  return undefined;
};

/** A constant as one number for each feature. @throws FormatError for one that differs between pixels or samples */
function row(builder: Builder, step: Step, { shape, values }: Constant): Float32Array {
  const { order, rank } = builder;
  const features = builder.features(step);
  if (values.length === 1) return new Float32Array(features).fill(values[0]!);
  const long = shape.findIndex((length) => length !== 1);
  const axis = order[order.length - shape.length + long];
  if (values.length !== features || shape[long] !== features || axis !== rank - 1) {
    throw step.node.unfit('one number, or one for each feature', `[${shape.join(', ')}]`);
  }
  return builder.featureOrder(values);
}

/** Steps that multiply by constants and add them, as many as there are, in one. */
const AFFINE: readonly string[] = ['Add', 'Sub', 'Mul', 'Div'];

/** What a step makes of scale · x + offset. */
function applied({ op, place }: Step, number: number, scale: number, offset: number): readonly [number, number] {
  if (op === 'Mul') return [scale * number, offset * number];
  if (op === 'Div') return [scale / number, offset / number];
  if (op === 'Add') return [scale, offset + number];
  return place === 1 ? [-scale, number - offset] : [scale, offset - number];
}

/** The constant of a step; undefined where it is no sum or product with one. @throws FormatError for a constant that is divided */
function constantAt(step: Step | undefined): Constant | undefined {
  if (step === undefined || !AFFINE.includes(step.op)) return undefined;
  if (step.op === 'Div' && step.place === 1) throw step.node.unfit('a constant divisor', 'a constant dividend');
  return step.constants[1 - step.place];
}

/** The steps with one number for all. */
function singleLine(steps: readonly Step[]) {
  let [scale, offset, count] = [1, 0, 0];
  for (const step of steps) {
    const constant = constantAt(step);
    if (constant?.values.length !== 1) break;
    [scale, offset] = applied(step, constant.values[0]!, scale, offset);
    count++;
  }
  return { scale, offset, count };
}

interface Line {
  readonly gain: Float64Array;
  readonly shift: Float64Array;
  readonly count: number;
}

function lineOf(builder: Builder, steps: readonly Step[]): Line {
  const features = builder.features(steps[0]!);
  const [gain, shift] = [new Float64Array(features).fill(1), new Float64Array(features)];
  let count = 0;
  for (const step of steps) {
    const constant = constantAt(step);
    if (constant === undefined) break;
    row(builder, step, constant).forEach((number, c) => {
      [gain[c], shift[c]] = applied(step, number, gain[c]!, shift[c]!);
    });
    count++;
  }
  return { gain, shift, count };
}

/** One number for all is a Rescaling; others are a normalization. */
export const affine: Read = (builder, step, next) => {
  const single = singleLine([step, ...next]);
  if (single.count > 0) {
    const [scale, offset] = [single.scale, single.offset].map((value) => shortest(Math.fround(value)));
    builder.add(new Rescaling({ scale: scale!, offset: offset! }));
    return single.count - 1;
  }
  const { gain, shift, count } = lineOf(builder, [step, ...next]);
  if (count === 0) throw step.node.unfit('a constant', 'none');
  builder.affine(Float32Array.from(gain), Float32Array.from(shift));
  return count - 1;
};

/** (x - offset) · scale, as scikit-learn's scalers become. */
export const scaler: Read = (builder, step) => {
  const features = builder.features(step);
  const spread = (values: readonly number[], none: number): Float64Array => {
    if (values.length > 1 && values.length !== features)
      throw step.node.unfit(`${features} numbers`, `${values.length}`);
    return Float64Array.from({ length: features }, (_, c) => values[values.length === 1 ? 0 : c] ?? none);
  };
  const [offset, scale] = [spread(step.node.floats('offset'), 0), spread(step.node.floats('scale'), 1)];
  builder.affine(
    Float32Array.from(scale),
    Float32Array.from(offset, (value, c) => -value * scale[c]!),
  );
  return undefined;
};

export const batchNormalization: Read = (builder, step) => {
  const { node, constants } = step;
  if (!builder.isFeatures(1)) throw node.unfit('features as axis 1', 'another order of axes');
  if (node.int('training_mode', 0) !== 0) throw node.unfit('moving statistics', 'training_mode');
  const rows = constants.slice(1).map((constant) => constant && row(builder, step, { ...constant, shape: atAxis(builder, constant) })); // prettier-ignore
  if (rows.length !== 4 || !rows.every((each) => each !== undefined)) throw node.unfit('four constants', 'others');
  const momentum = shortest(node.float('momentum', Math.fround(0.9)));
  const layer = new BatchNormalization(builder.features(step), { momentum, epsilon: shortest(node.float('epsilon', Math.fround(1e-5))) }); // prettier-ignore
  [layer.gamma, layer.beta, layer.movingMean, layer.movingVariance] = rows.map((each) => new Tensor('float32', [1, each.length], each)) as [Tensor, Tensor, Tensor, Tensor]; // prettier-ignore
  builder.add(layer);
  return undefined;
};

/** The shape of numbers for axis 1 among all axes. */
const atAxis = ({ order }: Builder, { values }: Constant): number[] =>
  order.map((_, i) => (i === 1 ? values.length : 1));

export const layerNormalization: Read = (builder, step, next) => {
  const { node, found, constants } = step;
  const axis = found?.axis ?? node.int('axis', -1);
  if (!builder.isFeatures(axis)) throw node.unfit('rows along the features', `axis ${axis}`);
  const layer = new LayerNormalization(builder.features(step), { epsilon: shortest(found?.epsilon ?? node.float('epsilon', Math.fround(1e-5))) }); // prettier-ignore
  const [, gamma, beta] = constants;
  let count = 0;
  if (gamma !== undefined) {
    layer.gamma = [...row(builder, step, gamma)];
    if (beta !== undefined) layer.beta = [...row(builder, step, beta)];
  } else if (next[0] !== undefined && AFFINE.includes(next[0].op)) {
    const line = lineOf(builder, next.slice(0, 2));
    layer.gamma = [...line.gain];
    layer.beta = [...line.shift];
    ({ count } = line);
  }
  builder.add(layer);
  return count;
};

/** [1 - σ(x), σ(x)], which is Softmax of [0, x]. */
export const twoClasses: Read = (builder, step) => {
  if (builder.features(step) !== 1) throw step.node.unfit('one confidence', `${builder.features(step)}`);
  builder.add(
    new Dense(1, 2, { initializer: () => new Tensor('float32', [1, 2], Float32Array.of(0, 1)), useBias: false }),
  );
  builder.add(new Softmax());
  return undefined;
};
