/** The samples of a training run, from its settings. */
import { MinMaxScaler } from '../../datasets/min-max-scaler.ts';
import type { Scaler } from '../../datasets/scaler.ts';
import { trainTestSplit } from '../../datasets/split.ts';
import { StandardScaler } from '../../datasets/standard-scaler.ts';
import { FormatError, NnfsError, describe } from '../../errors.ts';
import type { FloatTensor } from '../../layers/pass.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { isByClass, type LossName } from '../../recipes/settings.ts';
import type { ScaleName, TrainSettings } from '../training/settings.ts';
import { readTable } from './csv.ts';
import { generate } from './generated.ts';
import type { LabeledRows } from './labeled-rows.ts';
import { checkCsvPath, isGenerated } from './source.ts';
import { columnValues, lossFor, newClasses } from './targets.ts';

/** Samples, ready for a network, and what was learnt of them. */
export interface TrainingData {
  readonly training: LabeledRows;
  readonly validation?: LabeledRows;
  readonly loss: LossName;
  /** The number of outputs that the loss needs. */
  readonly outputs: number;
  /** What a CSV file calls its classes. */
  readonly labels?: readonly string[];
  readonly scaler?: Scaler;
  /** The columns of a CSV file that are inputs, and the one to predict. */
  readonly features?: readonly string[];
  readonly target?: string;
}

type Parts = Pick<TrainingData, 'training' | 'validation'>;

/** Draws from the global stream, in the order of the book: training data, then validation data. */
export function loadTrainingData(settings: TrainSettings): TrainingData {
  const raw = isGenerated(settings.data) ? generatedData(settings) : csvData(settings);
  return { ...raw, ...scaled(raw, settings.scale) };
}

function generatedData(settings: TrainSettings): TrainingData {
  const { data, samples, classes, validation, dotPrecision, loss } = settings;
  if (!isGenerated(data) || samples === undefined || loss === undefined)
    throw new TypeError('settings without samples');
  const parts = generate(data, { samples, classes, validation, dotPrecision });
  const formed = isFloatTarget(parts.training) || loss === 'categorical' ? parts : mapTargets(parts, toColumn(loss));
  return { ...formed, loss, outputs: loss === 'categorical' ? classes! : 1 };
}

function csvData({ data, target: wanted, validation, loss: asked }: TrainSettings): TrainingData {
  checkCsvPath('--data', data);
  const table = readTable(data);
  const target = wanted ?? table.names.at(-1)!;
  const cells = table.column(target);
  const features = table.names.filter((name) => name !== target);
  if (features.length === 0) throw new FormatError(data, 'columns besides the target', `only ${describe(target)}`);
  const loss = asked ?? lossFor(cells);
  const { y, labels } = isByClass(loss) ? newClasses(cells, loss) : { y: columnValues(cells), labels: undefined };
  if (validation !== undefined && labels !== undefined) checkClassSizes(data, y, labels);
  const parts = split(data, { X: table.numbers(features), y }, validation, labels !== undefined);
  return {
    ...(loss === 'binary' ? mapTargets(parts, toColumn(loss)) : parts),
    loss,
    outputs: loss === 'categorical' ? labels!.length : 1,
    ...(labels && { labels }),
    features,
    target,
  };
}

/** @throws FormatError for a class of one row, which cannot be in both parts */
function checkClassSizes(data: string, y: Tensor, labels: readonly string[]): void {
  const sizes = new Uint32Array(labels.length);
  for (const index of y.data) sizes[index]!++;
  const single = sizes.indexOf(1);
  if (single < 0) return;
  throw new FormatError(data, 'two rows or more of each class, for --validation', `one of ${describe(labels[single])}`);
}

/** @throws FormatError where a part would be too small */
function split(data: string, { X, y }: LabeledRows, share: number | undefined, stratify: boolean): Parts {
  if (share === undefined) return { training: { X, y } };
  try {
    const options = { testShare: share, stratify };
    const { XTrain, XTest, yTrain, yTest } = trainTestSplit<'float32' | 'float64', Tensor['dtype']>(X, y, options);
    return { training: { X: XTrain, y: yTrain }, validation: { X: XTest, y: yTest } };
  } catch (error) {
    if (!(error instanceof NnfsError)) throw error;
    throw new FormatError(`${data}, --validation`, error.expected, error.received, error.hint);
  }
}

/** Learns a scale from the training inputs and brings all inputs to it. Those of files become float32. */
function scaled({ training, validation, features }: TrainingData, scale: ScaleName): Partial<TrainingData> {
  const scaler = makeScaler(scale)?.fit(training.X);
  const bring = ({ X, y }: LabeledRows): LabeledRows => {
    const table: FloatTensor = scaler === undefined ? X : scaler.transform(X);
    return { X: features === undefined ? table : table.astype('float32'), y };
  };
  return { training: bring(training), ...(validation && { validation: bring(validation) }), ...(scaler && { scaler }) };
}

function makeScaler(scale: ScaleName): Scaler | undefined {
  if (scale === 'none') return undefined;
  return scale === 'standard' ? new StandardScaler() : new MinMaxScaler();
}

function isFloatTarget({ y }: LabeledRows): boolean {
  return y.dtype !== 'int32';
}

/** Class indices [N] as a column [N, 1]: yes or no, or numbers to come near to. */
function toColumn(loss: LossName): (y: Tensor) => Tensor {
  return (y) => (loss === 'binary' ? y : y.astype('float32')).reshape([y.size, 1]);
}

function mapTargets({ training, validation }: Parts, form: (y: Tensor) => Tensor): Parts {
  const map = ({ X, y }: LabeledRows): LabeledRows => ({ X, y: form(y) });
  return { training: map(training), ...(validation && { validation: map(validation) }) };
}
