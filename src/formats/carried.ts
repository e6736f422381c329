/** What each format carries: kinds of layers, and what writes them. A kind that lacks here is refused by its name. */
import * as activations from './onnx/write/activations.ts';
import { residual, sequential } from './onnx/write/containers.ts';
import * as pooling from './onnx/write/pooling.ts';
import * as shapes from './onnx/write/shapes.ts';
import * as weighted from './onnx/write/weighted.ts';
import * as torchActivations from './pytorch/write/activations.ts';
import * as torchLosses from './pytorch/write/losses.ts';
import * as torchOptimizers from './pytorch/write/optimizers.ts';
import * as torchPictures from './pytorch/write/augmentation.ts';
import * as torchContainers from './pytorch/write/containers.ts';
import * as torchPooling from './pytorch/write/pooling.ts';
import * as torchShapes from './pytorch/write/shapes.ts';
import * as torchWeighted from './pytorch/write/weighted.ts';

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

/** What `toPyTorch` writes. */
export const PYTORCH = {
  Dense: torchWeighted.dense,
  Conv2D: torchWeighted.conv2d,
  Conv1D: torchWeighted.conv1d,
  MaxPooling2D: torchPooling.maxPooling,
  MaxPooling1D: torchPooling.maxPooling,
  AveragePooling2D: torchPooling.averagePooling,
  AveragePooling1D: torchPooling.averagePooling,
  GlobalAveragePooling2D: torchPooling.globalAverage,
  GlobalAveragePooling1D: torchPooling.globalAverage,
  GlobalMaxPooling2D: torchPooling.globalMax,
  BatchNormalization: torchShapes.batchNormalization,
  LayerNormalization: torchShapes.layerNormalization,
  Flatten: torchShapes.flatten,
  Reshape: torchShapes.reshape,
  Rescaling: torchShapes.rescaling,
  Dropout: torchShapes.dropout,
  SpatialDropout: torchShapes.spatialDropout,
  RandomFlip: torchPictures.randomFlip,
  RandomTranslation: torchPictures.randomTranslation,
  RandomRotation: torchPictures.randomRotation,
  Linear: torchActivations.linear,
  Sequential: torchContainers.sequential,
  Residual: torchContainers.residual,
  ReLU: torchActivations.relu,
  LeakyReLU: torchActivations.leakyRelu,
  PReLU: torchActivations.prelu,
  ReLU6: torchActivations.relu6,
  ELU: torchActivations.elu,
  SELU: torchActivations.selu,
  GELU: torchActivations.gelu,
  GELUTanh: torchActivations.geluTanh,
  Swish: torchActivations.swish,
  Mish: torchActivations.mish,
  HardSwish: torchActivations.hardSwish,
  HardSigmoid: torchActivations.hardSigmoid,
  Tanh: torchActivations.tanh,
  Sigmoid: torchActivations.sigmoid,
  Softplus: torchActivations.softplus,
  Softsign: torchActivations.softsign,
  Softmax: torchActivations.softmax,
  LogSoftmax: torchActivations.logSoftmax,
};

/** The losses that `toPyTorch` writes. */
export const PYTORCH_LOSSES = {
  CategoricalCrossentropy: torchLosses.categoricalCrossentropy,
  CategoricalCrossentropyFromLogits: torchLosses.categoricalCrossentropyFromLogits,
  BinaryCrossentropy: torchLosses.binaryCrossentropy,
  SigmoidBinaryCrossentropy: torchLosses.sigmoidBinaryCrossentropy,
  BinaryCrossentropyFromLogits: torchLosses.binaryCrossentropyFromLogits,
  SoftmaxFocalCrossentropy: torchLosses.softmaxFocalCrossentropy,
  SigmoidFocalCrossentropy: torchLosses.sigmoidFocalCrossentropy,
  KLDivergence: torchLosses.klDivergence,
  MeanSquaredError: torchLosses.meanSquaredError,
  MeanAbsoluteError: torchLosses.meanAbsoluteError,
  Huber: torchLosses.huber,
  LogCosh: torchLosses.logCosh,
  Hinge: torchLosses.hinge,
  SquaredHinge: torchLosses.squaredHinge,
  Poisson: torchLosses.poisson,
  CosineSimilarity: torchLosses.cosineSimilarity,
};

/** The optimizers that `toPyTorch` writes; around them there may be WeightDecay and GradientAccumulation. */
export const PYTORCH_OPTIMIZERS = {
  SGD: torchOptimizers.sgd,
  Adagrad: torchOptimizers.adagrad,
  RMSprop: torchOptimizers.rmsprop,
  CenteredRMSprop: torchOptimizers.centeredRmsprop,
  Adadelta: torchOptimizers.adadelta,
  Adam: torchOptimizers.adam,
  AdamW: torchOptimizers.adamw,
  AMSGrad: torchOptimizers.amsgrad,
  Adamax: torchOptimizers.adamax,
  Nadam: torchOptimizers.nadam,
  Lion: torchOptimizers.lion,
};
