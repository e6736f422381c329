import { GELUTanh } from '../../activations/gelu-tanh.ts';
import { HardSigmoid } from '../../activations/hard-sigmoid.ts';
import { HardSwish } from '../../activations/hard-swish.ts';
import { LogSoftmax } from '../../activations/log-softmax.ts';
import { Mish } from '../../activations/mish.ts';
import { PReLU } from '../../activations/prelu.ts';
import { ReLU6 } from '../../activations/relu6.ts';
import { SELU } from '../../activations/selu.ts';
import { Softplus } from '../../activations/softplus.ts';
import { Softsign } from '../../activations/softsign.ts';
import { BinaryCrossentropyFromLogits } from '../../losses/binary-crossentropy-from-logits.ts';
import { CategoricalCrossentropyFromLogits } from '../../losses/categorical-crossentropy-from-logits.ts';
import { CosineSimilarity } from '../../losses/cosine-similarity.ts';
import { Hinge } from '../../losses/hinge.ts';
import { KLDivergence } from '../../losses/kl-divergence.ts';
import { LogCosh } from '../../losses/log-cosh.ts';
import { Poisson } from '../../losses/poisson.ts';
import { SigmoidFocalCrossentropy } from '../../losses/sigmoid-focal-crossentropy.ts';
import { SoftmaxFocalCrossentropy } from '../../losses/softmax-focal-crossentropy.ts';
import { SquaredHinge } from '../../losses/squared-hinge.ts';
import { AveragePooling1D, AveragePooling2D } from '../../layers/average-pooling.ts';
import { BatchNormalization } from '../../layers/batch-normalization.ts';
import { Conv1D } from '../../layers/conv1d.ts';
import { Conv2D } from '../../layers/conv2d.ts';
import { Flatten } from '../../layers/flatten.ts';
import { GlobalAveragePooling1D, GlobalAveragePooling2D, GlobalMaxPooling2D } from '../../layers/global-pooling.ts';
import { LayerNormalization } from '../../layers/layer-normalization.ts';
import { MaxPooling1D, MaxPooling2D } from '../../layers/max-pooling.ts';
import { RandomFlip } from '../../layers/random-flip.ts';
import { RandomRotation } from '../../layers/random-rotation.ts';
import { RandomTranslation } from '../../layers/random-translation.ts';
import { Rescaling } from '../../layers/rescaling.ts';
import { Reshape } from '../../layers/reshape.ts';
import { SpatialDropout } from '../../layers/spatial-dropout.ts';
import { AUC } from '../../metrics/auc.ts';
import { F1, Precision, Recall } from '../../metrics/class-metrics.ts';
import { MAE, R2, RMSE } from '../../metrics/value-metrics.ts';
import { Adadelta } from '../../optimizers/adadelta.ts';
import { Adamax } from '../../optimizers/adamax.ts';
import { AMSGrad } from '../../optimizers/amsgrad.ts';
import { CenteredRMSprop } from '../../optimizers/centered-rmsprop.ts';
import { GradientAccumulation } from '../../optimizers/gradient-accumulation.ts';
import { Lion } from '../../optimizers/lion.ts';
import { Nadam } from '../../optimizers/nadam.ts';
import { WeightAverage } from '../../optimizers/weight-average.ts';
import { WeightDecay } from '../../optimizers/weight-decay.ts';
import { USUAL, type KindClass } from './kinds.ts';

/** Every kind of layer, loss, metric and optimizer of the package, by its name. A new kind is one line here. */
export const kinds: Readonly<Record<string, KindClass>> = /* @__PURE__ */ Object.assign({}, USUAL, {
  ReLU6,
  PReLU,
  SELU,
  GELUTanh,
  Mish,
  HardSwish,
  HardSigmoid,
  Softplus,
  Softsign,
  LogSoftmax,
  CategoricalCrossentropyFromLogits,
  BinaryCrossentropyFromLogits,
  SoftmaxFocalCrossentropy,
  SigmoidFocalCrossentropy,
  KLDivergence,
  Hinge,
  SquaredHinge,
  LogCosh,
  Poisson,
  CosineSimilarity,
  Flatten,
  Reshape,
  Conv2D,
  Conv1D,
  MaxPooling2D,
  MaxPooling1D,
  AveragePooling2D,
  AveragePooling1D,
  GlobalAveragePooling2D,
  GlobalAveragePooling1D,
  GlobalMaxPooling2D,
  BatchNormalization,
  LayerNormalization,
  Rescaling,
  SpatialDropout,
  RandomFlip,
  RandomTranslation,
  RandomRotation,
  F1,
  Precision,
  Recall,
  AUC,
  MAE,
  RMSE,
  R2,
  AMSGrad,
  Nadam,
  Adamax,
  Lion,
  Adadelta,
  CenteredRMSprop,
  WeightDecay,
  GradientAccumulation,
  WeightAverage,
});
