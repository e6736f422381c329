import type { Layer } from '../../layers/layer.ts';
import type { BackwardPass, ForwardPass } from '../../layers/pass.ts';
import { slotTensors, type Optimizer } from '../../optimizers/optimizer.ts';
import type { Tensor } from '../../tensor/tensor.ts';
import type { TrainedModel } from '../callbacks/callback.ts';
import { lastSteps } from './last-step.ts';

/** A parameter as it is now, the gradient that the step took, and what the optimizer remembers. */
export interface ParameterView {
  readonly name: string;
  readonly value: Tensor;
  readonly gradient: Tensor;
  /** By the names of the optimizer's slots, in the shape of the value. */
  readonly slots: Readonly<Record<string, Tensor>>;
}

/** A layer in the last step. Gradients are missing where the way back did not lead. */
export interface LayerView {
  /** `layers.2.layers.1` */
  readonly path: string;
  readonly layer: Layer;
  readonly inputs: Tensor;
  readonly output: Tensor;
  readonly kept: Readonly<Record<string, Tensor>>;
  readonly dvalues?: Tensor;
  readonly dinputs?: Tensor;
  readonly parameters: readonly ParameterView[];
  readonly layers: readonly LayerView[];
}

/** The last training step: copies of its tensors, for tools that show them. Nothing of the run changes with them. */
export interface StepView {
  readonly inputs: Tensor;
  readonly targets: Tensor;
  readonly output: Tensor;
  readonly predictions: Tensor;
  /** The loss of each sample. */
  readonly losses: Tensor;
  /** The gradient of the loss: with respect to the output, or where Softmax and cross-entropy go back in one step, to Softmax' inputs. */
  readonly slope: Tensor;
  readonly layers: readonly LayerView[];
}

/**
 * What the last training step of a model read, gave and remembers, as it left it. A dense layer and the ReLU after it share one output,
 * unless training runs with `inspect`.
 *
 * @returns undefined before any step
 *
 * @example
 * import { Dense, MeanSquaredError, Model, SGD, lastStep } from 'nnfs';
 * const model = new Model([new Dense(1, 1)]).set({ loss: new MeanSquaredError(), optimizer: new SGD({ learningRate: 0.5 }) });
 * model.setParameters([[[3]], [[0]]]);
 * await model.train([[1]], [[2]]);
 * const { output, layers } = lastStep(model)!;
 * console.log(output.item(), layers[0].dvalues?.item(), layers[0].parameters[0].gradient.item()); // 3 2 2
 */
export function lastStep(model: TrainedModel): StepView | undefined {
  const step = lastSteps.get(model);
  if (step === undefined) return undefined;
  const { chain, batch, optimizer } = step;
  const { samples, output, predictions, losses, slope, pass } = batch;
  return {
    inputs: samples.X.clone(),
    targets: samples.targets.clone(),
    output: output.clone(),
    predictions: predictions.clone(),
    losses: losses.clone(),
    slope: slope.clone(),
    layers: layersOf(chain, pass, optimizer, ''),
  };
}

function layersOf(
  container: Layer,
  { inside, back = [] }: Partial<BackwardPass>,
  optimizer: Optimizer,
  prefix: string,
) {
  return container.layers.map((layer, i): LayerView => {
    const pass: ForwardPass = inside!.passes[i]!;
    const step = back.find(({ by }) => by === layer)?.pass;
    const path = `${prefix}layers.${i}`;
    return {
      path,
      layer,
      inputs: pass.inputs.clone(),
      output: pass.output.clone(),
      kept: Object.fromEntries(Object.entries(pass.kept).map(([name, tensor]) => [name, tensor.clone()])),
      ...(step && { dvalues: step.dvalues.clone() }),
      ...(step?.dinputsWanted && { dinputs: step.dinputs.clone() }),
      parameters: layer.layers.length > 0 ? [] : parametersOf(layer, optimizer),
      layers: layer.layers.length > 0 ? layersOf(layer, step ?? pass, optimizer, `${path}.`) : [],
    };
  });
}

function parametersOf({ parameters }: Layer, optimizer: Optimizer): ParameterView[] {
  return parameters.map((parameter) => {
    const { name, value, gradient } = parameter;
    const slots = optimizer.hasSlots(parameter) ? slotTensors(optimizer, parameter) : [];
    const copies = slots.map(([slot, tensor]) => [slot, tensor.clone()] as const);
    return { name, value: value.clone(), gradient: gradient.clone(), slots: Object.fromEntries(copies) };
  });
}
