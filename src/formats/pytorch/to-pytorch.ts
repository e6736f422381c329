import { ValueError, describe } from '../../errors.ts';
import { checkSome } from '../../io/csv/options.ts';
import { encodeSafetensors } from '../../io/safetensors.ts';
import { Model } from '../../model/model.ts';
import { any, count, flag, optional, readOptions } from '../../options.ts';
import type { Shape } from '../../tensor/shape.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import { PYTORCH } from '../carried.ts';
import { sampleShapeOf } from '../sample-shape.ts';
import { closingOf } from './closing.ts';
import { ModuleWriter } from './module-writer.ts';
import { tableText } from './python/table.ts';
import { modelProgram } from './write/model.ts';
import { stateOf, steppingOf } from './write/stepping.ts';
import { FILE_OPTIONS, tableData, type FileForm } from './write/table.ts';
import { trainProgram } from './write/training.ts';

export interface ToPyTorchOptions {
  /** The shape of a sample, where the layers do not tell how many axes it has. */
  readonly inputShape?: Shape;
  /** Samples in a step of all processes together. @default as in the last run of the model, or all */
  readonly batchSize?: number;
  /** Whether each epoch has an order of its own. @default as in the last run of the model */
  readonly shuffle?: boolean;
  /** Whether rare classes weigh more, each class as much as another, as in `trainTable({ classWeights: true })`. @default false */
  readonly classWeights?: boolean;
  /** Of a model of a table: how files of rows are written, as `parseCsv` has it, where table.py is not to find that out. @default found out */
  readonly csv?: FileForm;
}

const OPTIONS = {
  inputShape: /* @__PURE__ */ any<Shape | undefined>(undefined),
  batchSize: /* @__PURE__ */ optional(/* @__PURE__ */ count(1)),
  shuffle: /* @__PURE__ */ optional(/* @__PURE__ */ flag(false)),
  classWeights: /* @__PURE__ */ flag(false),
  csv: /* @__PURE__ */ any<FileForm | undefined>(undefined),
};

/**
 * A model as a folder of Python that goes on training it in PyTorch, on as many processors, GPUs and machines as there are.
 *
 *     model.py               the network, of plain torch.nn; takes what `model.predict` takes
 *     model.safetensors      its parameters, by PyTorch's names and in its order of axes
 *     train.py               the loss, penalties, optimizer, rates and batches of the model: alone, or under torchrun
 *     optimizer.safetensors  what the optimizer remembers
 *     table.py, table.json   of a model with the encoder of its table: what makes inputs of a CSV file, and answers of outputs
 *
 * Without a loss or an optimizer there is no train.py. What people wrote, names of columns and classes, stands in table.json alone: no
 * text of theirs becomes Python. Parameters in float64 are rounded.
 *
 * @returns what each file holds, by its name
 * @throws ValueError, naming it, for a layer, loss, optimizer or schedule from outside the package, and for WeightAverage
 * @see docs/formats.md, docs/scaling.md
 *
 * @example
 * import { Dense, Model, RandomState, ReLU, toPyTorch } from 'nnfs';
 * const random = new RandomState(0);
 * const files = toPyTorch(new Model([new Dense(2, 3, { random }), new ReLU(), new Dense(3, 1, { random })]));
 * console.log([...files.keys()]); // [ 'model.py', 'model.safetensors' ]
 * console.log(String(files.get('model.py')).includes('nn.Linear(2, 3)')); // true
 */
export function toPyTorch(model: Model, options: ToPyTorchOptions = {}): Map<string, string | Uint8Array> {
  const where = 'toPyTorch';
  if (!(model instanceof Model)) throw new ValueError(where, 'a model', describe(model));
  if (model.layers.length === 0) throw new ValueError(where, 'a model of at least one layer', 'none');
  const { inputShape, classWeights: balanced, csv = {}, ...given } = readOptions(where, [options], OPTIONS);
  const closing = closingOf(model);
  const python = new ModuleWriter(where, PYTORCH, closing?.layer);
  const sample = sampleShapeOf(where, model, inputShape);
  python.channelsLast(python.layers({ rank: sample.length + 1, channelsFirst: false }, model.layers));
  const { parameters } = python;
  const weights = new Map(python.buffers);
  for (const { name, parameter, turned } of parameters) weights.set(name, turned(parameter.value));
  const files = new Map<string, string | Uint8Array>([
    ['model.py', modelProgram(python, closing?.name)],
    ['model.safetensors', inFloat32(weights)],
  ]);
  const ofTable = model.notes.encoder !== undefined;
  checkSome(where, csv, FILE_OPTIONS);
  if (ofTable) files.set('table.py', tableText()).set('table.json', tableData(where, model, csv));
  const { optimizer, progress } = model;
  if (model.loss === undefined || optimizer === undefined) return files;
  const stepping = steppingOf(where, optimizer, parameters);
  const { batchSize = progress && progress.batchSize < progress.samples ? progress.batchSize : undefined } = given;
  const { shuffle = progress?.shuffledFrom !== undefined } = given;
  const trained = {
    model,
    optimizer,
    closing: closing?.name,
    parameters,
    stepping,
    batchSize,
    shuffle,
    balanced,
    ofTable,
    sample,
  };
  files.set('train.py', trainProgram(where, trained));
  return files.set('optimizer.safetensors', inFloat32(stateOf(optimizer, stepping, parameters)));
}

/** PyTorch computes in float32. */
function inFloat32(tensors: ReadonlyMap<string, Tensor>): Uint8Array {
  const narrow = (x: Tensor): Tensor => (x.dtype === 'float64' ? x.astype('float32') : x);
  return encodeSafetensors(new Map([...tensors].map(([name, x]) => [name, narrow(x)])), new Map());
}
