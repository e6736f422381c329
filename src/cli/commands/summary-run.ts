import type { Layer } from '../../layers/layer.ts';
import type { Parameter } from '../../layers/parameter.ts';
import type { Model } from '../../model/model.ts';
import { isArray, type Shape } from '../../tensor/shape.ts';
import { formatFixed } from '../../tensor/text/index.ts';
import { plotNetwork } from '../../plots/index.ts';
import { encoderOf } from '../../recipes/predict-rows.ts';
import { writeFileAtomically } from '../../io/node-file.ts';
import { checkOutput } from '../output-file.ts';
import { readModelFile, type TrainingRecord } from '../training/model-file.ts';

/** Names that a line holds; `--json` has them all. */
const MOST_NAMES = 16;

/** All that a model file tells, besides the numbers themselves. */
export function summaryJson(path: string) {
  const { model, record } = readModelFile('MODEL', path);
  const { loss, optimizer, labels, scaler, history } = model;
  return {
    layers: model.layers.map(layerJson),
    parameters: parameterCount(model),
    loss: loss && { kind: loss.kind, config: loss.config() },
    optimizer: optimizer && { kind: optimizer.kind, config: optimizer.config(), steps: optimizer.iterations },
    epochs: history.length,
    final: history.last,
    labels,
    ...columnsOf(path, model, record),
    scaler,
    options: record?.options,
  };
}

/** Draws the layers. @throws WrongCall for the file of the model, NnfsError for one that cannot be written */
export function drawSummary(path: string, to: string): void {
  const { model } = readModelFile('MODEL', path);
  checkOutput('--svg', to, { MODEL: path });
  writeFileAtomically('--svg', to, new TextEncoder().encode(plotNetwork(model)));
}

/** The columns of the table that a model was trained on, where it was one. */
function columnsOf(path: string, model: Model, record: TrainingRecord | undefined) {
  if (model.notes.encoder === undefined) return { features: record?.features, target: record?.target };
  const { inputs, target } = encoderOf(path, model);
  return { features: inputs.map(({ column }) => column), target: target?.column, task: target?.task };
}

/** A layer, and those inside; a parameter stands with the layer that it belongs to. */
function layerJson(layer: Layer): unknown {
  const { kind, parameters, layers } = layer;
  if (layers.length === 0) return { kind, config: layer.config(), parameters: shapesOf(parameters) };
  const config = Object.entries(layer.config()).filter(([, value]) => !isArray(value));
  const own = parameters.filter(({ name }) => !name.startsWith('layers.'));
  return { kind, config: Object.fromEntries(config), parameters: shapesOf(own), layers: layers.map(layerJson) };
}

function shapesOf(parameters: readonly Parameter[]): Record<string, Shape> {
  return Object.fromEntries(parameters.map(({ name, value }) => [name, value.shape]));
}

/** The table of the layers, and a line for each thing that is known of the training. */
export function summaryText(path: string): string {
  const { model, record } = readModelFile('MODEL', path);
  const { loss, optimizer, labels, history } = model;
  const { last } = history;
  const { features, target, task } = columnsOf(path, model, record);
  const acc = last && task !== 'regression' ? `acc: ${formatFixed(last.accuracy, 3)}, ` : '';
  const lines = [
    loss && `loss: ${loss.kind}`,
    optimizer && `optimizer: ${optimizer.kind}, ${optimizer.iterations} steps`,
    last && `trained: ${last.epoch + 1} epochs, ${acc}loss: ${formatFixed(last.loss, 3)}`,
    features && `inputs: ${listed(features)}`,
    target !== undefined && `target: ${target}`,
    labels && `classes: ${listed(labels)}`,
    record && `options: ${record.options.map(quoted).join(' ')}`,
  ];
  const known = lines.filter((line) => typeof line === 'string');
  return [model.summary(), ...known.map((line) => line.replaceAll('\n', ' '))].join('\n'); // a name may hold line ends
}

function parameterCount(model: Model): number {
  return model.layers.flatMap((layer) => layer.parameters).reduce((sum, { value }) => sum + value.size, 0);
}

/** Names with commas between them; of many the first and the last, and how many there are. */
function listed(names: readonly string[]): string {
  if (names.length <= MOST_NAMES) return names.join(', ');
  return `${names.slice(0, 3).join(', ')}, ..., ${names.at(-1)!} (${names.length})`;
}

function quoted(word: string): string {
  return /^[\w.,:/+=-]+$/.test(word) ? word : JSON.stringify(word);
}
