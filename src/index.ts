// First, since its module begins with the text of the compiled kernels: gzip looks back 32 kB, and code before and after that text
// would be compressed apart.
export { dot } from './tensor/dot.ts';

export { init, random, type InitOptions } from './session.ts';
export { DTypeError, DivergedError, FormatError, NnfsError, ShapeError, ValueError } from './errors.ts';

export type { DType, FloatArray, FloatDType } from './tensor/dtype.ts';
export type { Shape } from './tensor/shape.ts';
export { Tensor, type NestedNumbers } from './tensor/tensor.ts';
export {
  arange,
  eye,
  full,
  linspace,
  ones,
  tensor,
  zeros,
  type ArrayLike,
  type NestedArray,
  type PlainTensor,
} from './tensor/create.ts';
export {
  abs,
  add,
  clip,
  divide,
  exp,
  log,
  maximum,
  minimum,
  multiply,
  negative,
  sqrt,
  square,
  subtract,
  tanh,
  type Operand,
} from './tensor/elementwise.ts';
export { argmax, max, mean, min, sum, type ReduceOptions } from './tensor/reduce.ts';
export { concat, oneHot } from './tensor/arrange.ts';
export { formatNumber } from './tensor/text/index.ts';
export type { DotPrecision, Kernels } from './tensor/kernels/index.ts';
export { kernelKind as kernels, type KernelKind } from './tensor/kernels/kind.ts';

export { RandomState, type Seed } from './random/random-state.ts';

export { Layer, type ForwardOptions } from './layers/layer.ts';
export type { BackwardPass, FloatTensor, ForwardPass, LayerPlan, PassMode, Room, TensorType } from './layers/pass.ts';
export { Parameter, type ParameterOptions } from './layers/parameter.ts';
export { Sequential } from './layers/sequential.ts';
export { Residual } from './layers/residual.ts';
export { Dense, type DenseOptions } from './layers/dense.ts';
export { Dropout, type DropoutOptions } from './layers/dropout.ts';
export { Flatten } from './layers/flatten.ts';
export { Reshape } from './layers/reshape.ts';
export { Conv2D, type Conv2DOptions } from './layers/conv2d.ts';
export { Conv1D, type Conv1DOptions } from './layers/conv1d.ts';
export { MaxPooling1D, MaxPooling2D } from './layers/max-pooling.ts';
export { AveragePooling1D, AveragePooling2D } from './layers/average-pooling.ts';
export { GlobalAveragePooling1D, GlobalAveragePooling2D, GlobalMaxPooling2D } from './layers/global-pooling.ts';
export { BatchNormalization, type BatchNormalizationOptions } from './layers/batch-normalization.ts';
export { LayerNormalization, type LayerNormalizationOptions } from './layers/layer-normalization.ts';
export type { PoolingOptions, PoolPadding } from './layers/pooling.ts';
export type { Margin, Padding1D, Padding2D, Pair } from './layers/window-options.ts';
export {
  glorotNormal,
  glorotUniform,
  heNormal,
  heUniform,
  scaledNormal,
  type Fans,
  type Initializer,
  type InitializerName,
} from './layers/initializers.ts';

export { Activation, type Reading } from './activations/activation.ts';
export { ELU, type ELUOptions } from './activations/elu.ts';
export { GELU } from './activations/gelu.ts';
export { LeakyReLU, type LeakyReLUOptions } from './activations/leaky-relu.ts';
export { Linear } from './activations/linear.ts';
export { ReLU } from './activations/relu.ts';
export { Sigmoid } from './activations/sigmoid.ts';
export { Softmax } from './activations/softmax.ts';
export { Swish } from './activations/swish.ts';
export { Tanh } from './activations/tanh.ts';

export { Loss, type LossPass, type Targets } from './losses/loss.ts';
export { BinaryCrossentropy } from './losses/binary-crossentropy.ts';
export { CategoricalCrossentropy } from './losses/categorical-crossentropy.ts';
export { Huber, type HuberOptions } from './losses/huber.ts';
export { MeanAbsoluteError } from './losses/mean-absolute-error.ts';
export { MeanSquaredError } from './losses/mean-squared-error.ts';
export { SigmoidBinaryCrossentropy } from './losses/sigmoid-binary-crossentropy.ts';
export { SoftmaxCategoricalCrossentropy } from './losses/softmax-categorical-crossentropy.ts';

export { SGD, type SGDOptions } from './optimizers/sgd.ts';
export { Adagrad, type AdagradOptions } from './optimizers/adagrad.ts';
export { RMSprop, type RMSpropOptions } from './optimizers/rmsprop.ts';
export { Adam, type AdamOptions } from './optimizers/adam.ts';
export { AdamW, type AdamWOptions } from './optimizers/adamw.ts';
export { Optimizer, type OptimizerOptions, type Schedule, type Trainable } from './optimizers/optimizer.ts';
export { cosineDecay, exponentialDecay, stepDecay, warmup } from './optimizers/schedules.ts';

export { accuracy } from './metrics/accuracy.ts';
export { Metric, type Measured, type Tally } from './metrics/metric.ts';
export { AUC, type AUCOptions } from './metrics/auc.ts';
export { F1, Precision, Recall, type ClassMetricOptions } from './metrics/class-metrics.ts';
export { MAE, R2, RMSE } from './metrics/value-metrics.ts';
export { AccuracyMetric } from './metrics/accuracy-metric.ts';
export { BinaryAccuracy, type BinaryAccuracyOptions } from './metrics/binary-accuracy.ts';
export { CategoricalAccuracy } from './metrics/categorical-accuracy.ts';
export { confusionMatrix } from './metrics/confusion-matrix.ts';
export { f1, precision, recall, type Average, type Score, type ScoreOptions } from './metrics/precision-recall.ts';
export { r2 } from './metrics/r2.ts';
export { RegressionAccuracy, type RegressionAccuracyOptions } from './metrics/regression-accuracy.ts';
export { topKAccuracy } from './metrics/top-k-accuracy.ts';

export {
  spiralData,
  spiralData as spiral_data,
  type LabeledPoints,
  type LabeledPointsOptions,
} from './datasets/spiral.ts';
export { verticalData, verticalData as vertical_data } from './datasets/vertical.ts';
export { sineData, sineData as sine_data, type SineOptions } from './datasets/sine.ts';
export { blobsData } from './datasets/blobs.ts';
export { circlesData } from './datasets/circles.ts';
export { moonsData } from './datasets/moons.ts';
export type { NoisyPointsOptions } from './datasets/noisy-points.ts';
export { kFold, type KFoldOptions } from './datasets/k-fold.ts';
export { trainTestSplit, type TrainTestParts, type TrainTestSplitOptions } from './datasets/split.ts';
export type { Split } from './datasets/split-indices.ts';
export { takeRows } from './datasets/take-rows.ts';
export { MinMaxScaler, type MinMaxScalerOptions } from './datasets/min-max-scaler.ts';
export { StandardScaler } from './datasets/standard-scaler.ts';
export { Scaler, type ScalerJSON } from './datasets/scaler.ts';

export { parseCsv } from './datasets/tables/parse-csv.ts';
export { parseJson } from './datasets/tables/parse-json.ts';
export { readTable, type ReadTableOptions } from './datasets/tables/read-table.ts';
export { TableEncoder, type EncoderJSON, type EncoderReading } from './datasets/tables/encoder/encoder.ts';
export type { EncoderOptions } from './datasets/tables/encoder/options.ts';
export type { InputEncoding, InputJSON } from './datasets/tables/encoder/input.ts';
export type { ClassTarget, NumberTarget, TargetEncoding, Task } from './datasets/tables/encoder/target.ts';
export { tableFromRows, type RowOptions } from './datasets/tables/from-rows.ts';
export { Table } from './datasets/tables/table.ts';
export type { BlobLike, ByteStream, ReadableBytes } from './io/byte-source.ts';
export type { CsvOptions } from './io/csv/options.ts';
export type { NumberForm } from './io/csv/quantity.ts';
export { Column, type Cell, type ColumnType } from './datasets/tables/column.ts';
export { BooleanColumn } from './datasets/tables/boolean-column.ts';
export { DateColumn } from './datasets/tables/date-column.ts';
export { NumberColumn } from './datasets/tables/number-column.ts';
export { TextColumn } from './datasets/tables/text-column.ts';

export { classColors, rampColor } from './plots/palette.ts';
export { classShapes } from './plots/points.ts';
export {
  plotConfusion,
  plotDecisionMap,
  plotFit,
  plotHistogram,
  plotHistograms,
  plotHistory,
  plotNetwork,
  plotPredictions,
} from './plots/index.ts';
export type { Baseline } from './recipes/baseline.ts';
export { trainTable, type BestEpoch, type TableReport } from './recipes/train-table.ts';
export type { TableSettings } from './recipes/fit.ts';
export type { TrainTableOptions } from './recipes/table-options.ts';
export type { NetworkSettings, RunSettings } from './recipes/settings.ts';
export type { Trial } from './recipes/choose-settings.ts';
export { predictRows, type Answer } from './recipes/predict-rows.ts';
export {
  evaluateTable,
  type ClassificationScores,
  type ClassScores,
  type RegressionScores,
  type TableScores,
} from './recipes/evaluate-table.ts';

export { decodeIdx, readIdx, type ReadIdxOptions } from './io/idx.ts';
export { decodeImage } from './io/images/image.ts';
export { decodePng } from './io/images/png.ts';
export type { DecodeImageOptions } from './io/images/options.ts';
export { decodeNpy, encodeNpy } from './io/npy/npy.ts';
export { decodeNpz, encodeNpz } from './io/npy/npz.ts';
export { decodeSafetensors, encodeSafetensors, type SafetensorsFile } from './io/safetensors.ts';

export { Model, type ModelOptions } from './model/model.ts';
export type { ModelSettings } from './model/settings.ts';
export type { SamplePair, StopSignal, TrainOptions } from './model/train-options.ts';
export { History, type EpochReport, type StepReport, type StopReason } from './model/history.ts';
export type { Progress } from './model/run/training.ts';
export { lastStep, type LayerView, type ParameterView, type StepView } from './model/run/view.ts';
export type {
  Callback,
  Memory,
  ParameterValues,
  SaveOptions,
  TrainedModel,
  TrainingRun,
} from './model/callbacks/callback.ts';
export type { Monitor } from './model/callbacks/monitor.ts';
export { checkpoint, type CheckpointOptions } from './model/callbacks/checkpoint.ts';
export { earlyStopping, type EarlyStoppingOptions } from './model/callbacks/early-stopping.ts';
export { learningRateLog, type LearningRateLogOptions } from './model/callbacks/learning-rate-log.ts';
export { reduceLearningRateOnPlateau, type ReduceLearningRateOptions } from './model/callbacks/reduce-learning-rate.ts';
export type { KindClass, KnownKinds } from './model/files/kinds.ts';
export type { OptionRule, OptionRules, OptionValues } from './options.ts';
export {
  gradientCheck,
  type Derivative,
  type GradientCheck,
  type GradientCheckOptions,
} from './model/gradient-check.ts';

// The longer shelf. Last, since bundlers join neighbouring declarations: what stands between those of other programs would cost
// them bytes even where it is dropped.
export { GELUTanh } from './activations/gelu-tanh.ts';
export { HardSigmoid } from './activations/hard-sigmoid.ts';
export { HardSwish } from './activations/hard-swish.ts';
export { LogSoftmax } from './activations/log-softmax.ts';
export { Mish } from './activations/mish.ts';
export { PReLU, type PReLUOptions } from './activations/prelu.ts';
export { ReLU6 } from './activations/relu6.ts';
export { SELU } from './activations/selu.ts';
export { Softplus } from './activations/softplus.ts';
export { Softsign } from './activations/softsign.ts';
export { BinaryCrossentropyFromLogits } from './losses/binary-crossentropy-from-logits.ts';
export {
  CategoricalCrossentropyFromLogits,
  type LabelSmoothingOptions,
} from './losses/categorical-crossentropy-from-logits.ts';
export { CosineSimilarity } from './losses/cosine-similarity.ts';
export { Hinge } from './losses/hinge.ts';
export { KLDivergence } from './losses/kl-divergence.ts';
export { LogCosh } from './losses/log-cosh.ts';
export { Poisson, type PoissonOptions } from './losses/poisson.ts';
export { SigmoidFocalCrossentropy, type SigmoidFocalOptions } from './losses/sigmoid-focal-crossentropy.ts';
export { SoftmaxFocalCrossentropy, type SoftmaxFocalOptions } from './losses/softmax-focal-crossentropy.ts';
export { SquaredHinge } from './losses/squared-hinge.ts';
export { constant } from './layers/constant.ts';
export { gainOf, scaled } from './layers/gain.ts';
export { lecunNormal, lecunUniform } from './layers/lecun.ts';
export { orthogonal } from './layers/orthogonal.ts';
export { truncatedNormal, type TruncatedNormalOptions } from './layers/truncated-normal.ts';
export { RandomFlip, type FlipMode, type RandomFlipOptions } from './layers/random-flip.ts';
export { RandomRotation } from './layers/random-rotation.ts';
export { RandomTranslation } from './layers/random-translation.ts';
export { Rescaling, type RescalingOptions } from './layers/rescaling.ts';
export { SpatialDropout } from './layers/spatial-dropout.ts';
export type { AugmentationOptions, Factor } from './layers/augmentation.ts';
export type { FillMode, Interpolation } from './layers/warp.ts';
export { cosineRestarts } from './optimizers/cosine-restarts.ts';
export { linearWarmup } from './optimizers/linear-warmup.ts';
export { oneCycle } from './optimizers/one-cycle.ts';
export { piecewiseConstant } from './optimizers/piecewise-constant.ts';
export { polynomialDecay } from './optimizers/polynomial-decay.ts';
export { Adadelta, type AdadeltaOptions } from './optimizers/adadelta.ts';
export { Adamax } from './optimizers/adamax.ts';
export { AMSGrad } from './optimizers/amsgrad.ts';
export { CenteredRMSprop, type CenteredRMSpropOptions } from './optimizers/centered-rmsprop.ts';
export { GradientAccumulation, type GradientAccumulationOptions } from './optimizers/gradient-accumulation.ts';
export { Lion, type LionOptions } from './optimizers/lion.ts';
export { Nadam, type NadamOptions } from './optimizers/nadam.ts';
export { WeightAverage, type WeightAverageOptions } from './optimizers/weight-average.ts';
export { WeightDecay, type WeightDecayOptions } from './optimizers/weight-decay.ts';
export { averagePrecision } from './metrics/average-precision.ts';
export { balancedAccuracy } from './metrics/balanced-accuracy.ts';
export { calibrationError } from './metrics/calibration-error.ts';
export { classificationReport, type ClassificationReportOptions } from './metrics/classification-report.ts';
export { cohenKappa } from './metrics/cohen-kappa.ts';
export { explainedVariance } from './metrics/explained-variance.ts';
export { fBeta, type FBetaOptions } from './metrics/f-beta.ts';
export { logLoss } from './metrics/log-loss.ts';
export { matthews } from './metrics/matthews.ts';
export { medianAbsoluteError } from './metrics/median-absolute-error.ts';
export { multilabelScores, type MultilabelOptions, type MultilabelScores } from './metrics/multilabel-scores.ts';
export { r2Scores } from './metrics/r2-scores.ts';
export { rocAuc } from './metrics/roc-auc.ts';
export { barsData } from './datasets/bars.ts';
export { shapesData } from './datasets/shapes.ts';
export type { DrawnImages, DrawnImagesOptions } from './datasets/drawn-images.ts';
export type { LabeledImages } from './datasets/labeled-images.ts';
export { groupKFold } from './datasets/group-k-fold.ts';
export { repeatedKFold } from './datasets/repeated-k-fold.ts';
export { RobustScaler } from './datasets/robust-scaler.ts';
export { timeSeriesSplit } from './datasets/time-series-split.ts';
export { crossValidate, type CrossValidation } from './model/cross-validate.ts';
export { kinds } from './model/files/all-kinds.ts';
export { layersFromJSON, layersToJSON, type LayersFromJSONOptions } from './model/files/layers-json.ts';
export { convnet, type ConvnetOptions } from './recipes/convnet.ts';
export { trainImages, type ImageReport } from './recipes/train-images.ts';
export type { ImageSettings } from './recipes/image-settings.ts';
export type { ImagePair, ImageSamples, PictureForm, RecipeName, TrainImagesOptions } from './recipes/image-options.ts';
export { predictImages, type ImageAnswer } from './recipes/predict-images.ts';
export { evaluateImages } from './recipes/evaluate-images.ts';
export { fromOnnx } from './formats/onnx/from-onnx.ts';
export { toJavaScript, type ToJavaScriptOptions } from './formats/javascript/to-javascript.ts';
export { toOnnx, type ToOnnxOptions } from './formats/onnx/to-onnx.ts';
export { toPyTorch, type ToPyTorchOptions } from './formats/pytorch/to-pytorch.ts';
