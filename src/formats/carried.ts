/** What each format carries: kinds of layers, and what writes them. A kind that lacks here is refused by its name. */
import * as activations from './onnx/write/activations.ts';
import { residual, sequential } from './onnx/write/containers.ts';
import * as pooling from './onnx/write/pooling.ts';
import * as shapes from './onnx/write/shapes.ts';
import * as weighted from './onnx/write/weighted.ts';

/** What `toOnnx` writes. */
export const ONNX = {
  Dense: weighted.dense,
  Conv2D: weighted.conv2d,
  Conv1D: weighted.conv1d,
  MaxPooling2D: pooling.maxPooling,
  MaxPooling1D: pooling.maxPooling,
  AveragePooling2D: pooling.averagePooling,
  AveragePooling1D: pooling.averagePooling,
  GlobalAveragePooling2D: pooling.globalAverage,
  GlobalAveragePooling1D: pooling.globalAverage,
  GlobalMaxPooling2D: pooling.globalMax,
  BatchNormalization: shapes.batchNormalization,
  LayerNormalization: shapes.layerNormalization,
  Flatten: shapes.flatten,
  Reshape: shapes.reshape,
  Rescaling: shapes.rescaling,
  Dropout: shapes.nothing,
  SpatialDropout: shapes.nothing,
  RandomFlip: shapes.nothing,
  RandomTranslation: shapes.nothing,
  RandomRotation: shapes.nothing,
  Linear: shapes.nothing,
  Sequential: sequential,
  Residual: residual,
  ReLU: activations.relu,
  LeakyReLU: activations.leakyRelu,
  PReLU: activations.prelu,
  ReLU6: activations.relu6,
  ELU: activations.elu,
  SELU: activations.selu,
  GELU: activations.gelu,
  GELUTanh: activations.geluTanh,
  Swish: activations.swish,
  Mish: activations.mish,
  HardSwish: activations.hardSwish,
  HardSigmoid: activations.hardSigmoid,
  Tanh: activations.tanh,
  Sigmoid: activations.sigmoid,
  Softplus: activations.softplus,
  Softsign: activations.softsign,
  Softmax: activations.softmax,
  LogSoftmax: activations.logSoftmax,
};
