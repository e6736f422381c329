import { Tensor, lastStep, type Layer, type Model, type StepReport, type StepView } from 'nnfs';
import type { Run } from '../run/run.ts';

/** A parameter before a step and after it. */
export interface Change {
  readonly before: Tensor;
  readonly gradient: Tensor;
  readonly after: Tensor;
  /** What the optimizer remembered of it, and remembers now. */
  readonly slotsBefore: Readonly<Record<string, Tensor>>;
  readonly slots: Readonly<Record<string, Tensor>>;
  readonly l1: number;
  readonly l2: number;
}

/** The step that a run takes next, with all that it reads and makes. */
export interface Taken {
  readonly model: Model;
  readonly report: StepReport;
  readonly view: StepView;
  /** Of each layer its parameters, weights first. */
  readonly changes: readonly (readonly Change[])[];
}

/**
 * Takes the next step of a run in a copy of its model, so that the run stays where it is.
 *
 * @returns undefined for a step that leaves the finite numbers
 */
export function takeStep(run: Run): Taken | undefined {
  const model = run.copy();
  const kept = model.layers.map(({ parameters }) =>
    parameters.map((parameter) => {
      const optimizer = model.optimizer!;
      // Asking for slots would make them; their type is not known before the first step.
      const slots = optimizer.hasSlots(parameter)
        ? optimizer.slotsOf(parameter).map((data) => data.slice())
        : undefined;
      return { parameter, before: parameter.value.clone(), slots };
    }),
  );
  const report = run.stepOf(model);
  if (report === undefined) return undefined;
  const view = lastStep(model)!;
  const changes = kept.map((parameters, at) =>
    parameters.map(({ parameter, before, slots }, p): Change => {
      const { value: after, gradient, slots: slotsNow } = view.layers[at]!.parameters[p]!;
      const { l1, l2 } = parameter.options;
      const tensors = Object.entries(slotsNow).map(
        ([name, { dtype, shape }], i) => [name, new Tensor(dtype, shape, slots?.[i])] as const,
      );
      return { before, gradient, after, slots: slotsNow, slotsBefore: Object.fromEntries(tensors), l1, l2 };
    }),
  );
  return { model, report, view, changes };
}

/** What went into each layer, and what came out of the last. */
export interface Passed {
  readonly layers: readonly Layer[];
  readonly values: readonly Tensor[];
  /** Of each layer that is dropout in training. */
  readonly masks: readonly (Tensor | undefined)[];
}

/** The way forward of the step. */
export function passedIn({ view, model }: Taken): Passed {
  return {
    layers: model.layers,
    values: [...view.layers.map(({ inputs }) => inputs), view.output],
    masks: view.layers.map(({ kept }) => kept.mask),
  };
}

/** The way forward of samples of which no step is taken. */
export function passedBy({ layers }: Model, X: Tensor): Passed {
  const values: Tensor[] = [X];
  for (const layer of layers) values.push(layer.forward(values.at(-1)));
  return { layers, values, masks: layers.map(() => undefined) };
}
