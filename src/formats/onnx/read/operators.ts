/** The operators of ONNX that are read, and what makes layers of each. */
import { GELUTanh } from '../../../activations/gelu-tanh.ts';
import { HardSwish } from '../../../activations/hard-swish.ts';
import { LogSoftmax } from '../../../activations/log-softmax.ts';
import { Mish } from '../../../activations/mish.ts';
import { ReLU } from '../../../activations/relu.ts';
import { Sigmoid } from '../../../activations/sigmoid.ts';
import { Softmax } from '../../../activations/softmax.ts';
import { Softplus } from '../../../activations/softplus.ts';
import { Softsign } from '../../../activations/softsign.ts';
import { Swish } from '../../../activations/swish.ts';
import { Tanh } from '../../../activations/tanh.ts';
import { AveragePooling1D, AveragePooling2D } from '../../../layers/average-pooling.ts';
import { MaxPooling1D, MaxPooling2D } from '../../../layers/max-pooling.ts';
import type { Read } from './builder.ts';
import * as elementwise from './elementwise.ts';
import * as pooling from './pooling.ts';
import * as shapes from './shapes.ts';
import * as weighted from './weighted.ts';

/** By operator, or by the name that patterns of several have. */
export const OPERATORS: Readonly<Record<string, Read>> = {
  Gemm: weighted.gemm,
  MatMul: weighted.matMul,
  Conv: weighted.conv,
  MaxPool: /* @__PURE__ */ pooling.pool(MaxPooling2D, MaxPooling1D),
  AveragePool: /* @__PURE__ */ pooling.pool(AveragePooling2D, AveragePooling1D),
  GlobalAveragePool: pooling.globalAveragePool,
  GlobalMaxPool: pooling.globalMaxPool,
  ReduceMean: pooling.reduceMean,
  ReduceMax: pooling.reduceMax,
  Transpose: shapes.transpose,
  Flatten: shapes.flatten,
  Reshape: shapes.reshape,
  Squeeze: shapes.squeeze,
  Pad: shapes.pad,
  BatchNormalization: elementwise.batchNormalization,
  LayerNormalization: elementwise.layerNormalization,
  Scaler: elementwise.scaler,
  Add: elementwise.affine,
  Sub: elementwise.affine,
  Mul: elementwise.affine,
  Div: elementwise.affine,
  Relu: /* @__PURE__ */ elementwise.each(() => new ReLU()),
  LeakyRelu: elementwise.leakyRelu,
  PRelu: elementwise.prelu,
  Elu: elementwise.elu,
  Selu: elementwise.selu,
  Clip: elementwise.clip,
  Sigmoid: /* @__PURE__ */ elementwise.each(() => new Sigmoid()),
  HardSigmoid: elementwise.hardSigmoid,
  Tanh: /* @__PURE__ */ elementwise.each(() => new Tanh()),
  Softplus: /* @__PURE__ */ elementwise.each(() => new Softplus()),
  Softsign: /* @__PURE__ */ elementwise.each(() => new Softsign()),
  Softmax: /* @__PURE__ */ elementwise.alongRows(() => new Softmax()),
  LogSoftmax: /* @__PURE__ */ elementwise.alongRows(() => new LogSoftmax()),
  Gelu: elementwise.gelu,
  GELU: elementwise.gelu,
  GELUTanh: /* @__PURE__ */ elementwise.each(() => new GELUTanh()),
  Swish: /* @__PURE__ */ elementwise.each(() => new Swish()),
  Mish: /* @__PURE__ */ elementwise.each(() => new Mish()),
  HardSwish: /* @__PURE__ */ elementwise.each(() => new HardSwish()),
  TwoClasses: elementwise.twoClasses,
};

/** Operators that only patterns are made of. */
const PARTS: readonly string[] = [
  'Abs',
  'Erf',
  'Pow',
  'Sqrt',
  'Concat',
  'Constant',
  'Shape',
  'Gather',
  'Unsqueeze',
  'Slice',
];

export const isKnown = (op: string): boolean => Object.hasOwn(OPERATORS, op) || PARTS.includes(op);
