/** The samples of a training run on generated data, from its settings. */
import { MinMaxScaler } from '../../datasets/min-max-scaler.ts';
import type { Scaler } from '../../datasets/scaler.ts';
import { StandardScaler } from '../../datasets/standard-scaler.ts';
import type { ScaleName } from '../../datasets/tables/encoder/scaling.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { hasOutputPerClass, isOfTwo, type LossName } from '../../recipes/settings.ts';
import type { GeneratedSettings } from '../training/settings.ts';
import { generate } from './generated.ts';
import type { LabeledRows } from './labeled-rows.ts';
import { isGenerated } from './source.ts';

/** Samples, ready for a network, and the scale that was learnt of them. */
export interface TrainingData {
  readonly training: LabeledRows;
  readonly validation?: LabeledRows;
  /** The number of outputs that the loss needs. */
  readonly outputs: number;
  readonly scaler?: Scaler;
}

type Parts = Pick<TrainingData, 'training' | 'validation'>;

/** Draws from the global stream, in the order of the book: training data, then validation data. */
export function generatedTraining(settings: GeneratedSettings): TrainingData {
  const { data, samples, classes, validation, dotPrecision, loss, scale } = settings;
  if (!isGenerated(data)) throw new TypeError('settings of a table');
  const parts = generate(data, { samples, classes, validation, dotPrecision });
  const formed = isFloatTarget(parts.training) || hasOutputPerClass(loss) ? parts : mapTargets(parts, toColumn(loss));
  return { ...scaled(formed, scale), outputs: hasOutputPerClass(loss) ? classes! : 1 };
}

/** Learns a scale from the training inputs and brings all inputs to it. */
function scaled({ training, validation }: Parts, scale: ScaleName): Parts & { readonly scaler?: Scaler } {
  if (scale === 'none') return { training, ...(validation && { validation }) };
  const scaler = (scale === 'standard' ? new StandardScaler() : new MinMaxScaler()).fit(training.X);
  const bring = ({ X, y }: LabeledRows): LabeledRows => ({ X: scaler.transform(X), y });
  return { training: bring(training), ...(validation && { validation: bring(validation) }), scaler };
}

function isFloatTarget({ y }: LabeledRows): boolean {
  return y.dtype !== 'int32';
}

/** Class indices [N] as a column [N, 1]: yes or no, or numbers to come near to. */
function toColumn(loss: LossName): (y: Tensor) => Tensor {
  return (y) => (isOfTwo(loss) ? y : y.astype('float32')).reshape([y.size, 1]);
}

function mapTargets({ training, validation }: Parts, form: (y: Tensor) => Tensor): Parts {
  const map = ({ X, y }: LabeledRows): LabeledRows => ({ X, y: form(y) });
  return { training: map(training), ...(validation && { validation: map(validation) }) };
}
